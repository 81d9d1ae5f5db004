import { expect, it } from 'vitest'
import { exampleNumber } from '../../../../renderer/settings/hospital/example-number.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'

const today = '2026-11-22' as IsoDate

it('shows the first letter number that a desk code would give today', () => {
  const programmes = [{ letters: 'BGS' }]
  expect(exampleNumber('B2', { hospitalCode: '3275999', programmes, today })).toBe('000001/BGS/3275999/B2/XI/2026')
})

it('shows one also where neither hospital nor programme is set up yet', () => {
  expect(exampleNumber('A1', { hospitalCode: undefined, programmes: [], today })).toBe('000001/KBS/0000000/A1/XI/2026')
})
