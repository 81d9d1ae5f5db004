import { expect, it } from 'vitest'
import { fileSize } from '../../../../renderer/settings/backup/file-size.ts'
import { formatNumber } from '../../../../shared/texts/format.ts'

it.each([
  [0, '0 B'],
  [1023, '1.023 B'],
  [140_288, '137 KB'],
  [12_897_485, '12,3 MB'],
  [5_905_580_032, '5,5 GB'],
])('writes %i bytes as %s', (bytes, text) => {
  expect(fileSize(bytes, (value) => formatNumber(value, 'id'))).toBe(text)
})
