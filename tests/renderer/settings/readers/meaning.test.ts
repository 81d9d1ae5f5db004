import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { en } from '../../../../renderer/messages/en.ts'
import { id } from '../../../../renderer/messages/id.ts'
import { maskText, meaningOf } from '../../../../renderer/settings/readers/meaning.ts'
import { readCard } from '../../../../shared/domain/card.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'

const today = '2026-11-21' as IsoDate
const read = (text: string) => meaningOf(text, readCard(text, today), id)

describe('a scan in words', () => {
  it('is a NIK or a KK number where both are looked up, and only a KK number where no birth date fits', () => {
    expect(read('3275025403929912')).toEqual({ word: 'NIK atau nomor KK', number: '3275 •••• •••• ••12', note: null })
    expect(read('3275029903929912').word).toBe('Nomor KK')
  })

  it('names the number that a link carries, not the link', () => {
    const { word, number } = read('https://contoh.example/kartu?id=3275025403929912')
    expect(word).toBe('NIK atau nomor KK')
    expect(number).toBe('3275 •••• •••• ••12')
  })

  it('warns of the barcode of goods', () => {
    expect(read('8991234567891').note ?? '').not.toBe('')
  })

  it('says that a text is no number, and shows its ends only', () => {
    expect(read('halo, dunia!')).toMatchObject({ word: id.readers.test.unreadable, number: 'halo, ••••a!' })
  })

  it('reads what the core has masked like what the page has read', () => {
    const masked = {
      kind: 'keys',
      keys: [
        { kind: 'nik', value: '3275**********12' },
        { kind: 'kk', value: '3275**********12' },
      ],
      nik: { ok: true },
      productBarcode: false,
    } as const
    const { word, number } = meaningOf('3275**********12', { ...masked, keys: [masked.keys[0], masked.keys[1]] }, en)
    expect(word).toBe('NIK or KK number')
    expect(number).toBe('3275 •••• •••• ••12')
  })

  it('shows at most six letters or digits of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789ABCxyz'), minLength: 1, maxLength: 60 }), (text) => {
        const shown = maskText(text).replaceAll(/[• ]/g, '')
        expect(shown.length).toBeLessThanOrEqual(Math.min(6, Math.max(1, text.length - 1)))
      }),
    )
  })
})
