import { describe, expect, it } from 'vitest'
import { groupDigits } from '../../../shared/domain/format.ts'
import { maskName, maskNik } from '../../../shared/domain/mask.ts'

it.each([
  ['3275021508909901', '3275 0215 0890 9901'],
  ['32750', '3275 0'],
  ['3275', '3275'],
  ['0001234567890', '0001 2345 6789 0'],
  ['', ''],
])('groupDigits writes %j as %j', (digits, grouped) => {
  expect(groupDigits(digits)).toBe(grouped)
})

describe('on a public screen', () => {
  it('a NIK shows its kabupaten or kota and its last two digits', () => {
    expect(maskNik('3275021508909901')).toBe('3275 **** **** **01')
  })

  it.each([
    ['SITI CONTOH', 'Siti C.'],
    ['siti  contoh dewi', 'Siti C.'],
    ["SITI 'AISYAH", 'Siti A.'],
    ['SUKARNO', 'Suk***'],
    ['ADI', 'Ad***'],
    ['A', '***'],
    ['M. RIDWAN', 'M. R.'],
    ['', '***'],
  ])('the name %j is %j', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
})
