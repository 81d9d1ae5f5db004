import { expect, it } from 'vitest'
import { wholeNumber } from '../../../../renderer/settings/forms/whole-number.ts'

it.each([
  ['5', 5],
  [' 60 ', 60],
  ['1', 1],
])('takes %j as a number of minutes', (text, value) => {
  expect(wholeNumber(text, 1, 60)).toBe(value)
})

it.each(['', '0', '61', '5,5', '5.0', '-5', '1e1', 'lima', '9999999'])('does not take %j', (text) => {
  expect(wholeNumber(text, 1, 60)).toBeNull()
})
