import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hexBytes, hexRows } from '../../../../renderer/settings/readers/hex-dump.ts'

describe('raw bytes in rows', () => {
  it('sets sixteen bytes in a row, each row with its offset and what is text of it', () => {
    expect(hexRows(`0210005d513133323735${'00'.repeat(6)}ff7e`)).toEqual([
      {
        offset: '0000',
        bytes: ['02', '10', '00', '5d', '51', '31', '33', '32', '37', '35', '00', '00', '00', '00', '00', '00'],
        ascii: '···]Q13275······',
      },
      { offset: '0010', bytes: ['ff', '7e'], ascii: '·~' },
    ])
  })

  it('has no row for no byte', () => {
    expect(hexRows('')).toEqual([])
  })

  it('keeps every byte in its order, whatever the report', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const hex = Buffer.from(bytes).toString('hex')
        const rows = hexRows(hex)
        expect(rows.flatMap((row) => row.bytes).join('')).toBe(hex)
        expect(rows.map(({ ascii }) => ascii).join('')).toHaveLength(bytes.length)
        expect(rows.map(({ offset }) => Number.parseInt(offset, 16))).toEqual(rows.map((_, row) => row * 16))
      }),
    )
  })

  it('takes capital hex and leaves out what is none', () => {
    expect(hexBytes('0A FF zz')).toEqual(['0a', 'ff'])
  })
})
