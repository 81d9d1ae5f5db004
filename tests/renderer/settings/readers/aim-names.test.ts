import { expect, it } from 'vitest'
import { aimName } from '../../../../renderer/settings/readers/aim-names.ts'

it.each([
  [']E0', 'EAN-13 / UPC'],
  [']E4', 'EAN-8'],
  [']C0', 'Code 128'],
  [']C1', 'GS1-128'],
  [']A0', 'Code 39'],
  [']I0', 'Interleaved 2 of 5'],
  [']Q1', 'QR Code'],
  [']d1', 'Data Matrix'],
  [']d2', 'GS1 Data Matrix'],
  [']L2', 'PDF417'],
])('names the code of %s as %s', (aim, name) => {
  expect(aimName(aim)).toBe(name)
})

it('tells small letters from capitals', () => {
  expect(aimName(']D0')).toBe('Code One')
  expect(aimName(']d0')).toBe('Data Matrix')
})

it('has no name for "other", which a scanner was seen to report for EAN-13', () => {
  expect(aimName(']X9')).toBeNull()
})
