import { describe, expect, it } from 'vitest'
import { en } from '../../../renderer/messages/en.ts'
import { id } from '../../../renderer/messages/id.ts'

type Entry = { path: string; text: string }

/** Every text of a catalogue; functions are called with a recognisable word for each parameter. */
function entries(value: unknown, path: string): Entry[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value === 'function') {
    const words = Array.from({ length: value.length }, (_, index) => `kata${index}`)
    return entries(Reflect.apply(value, null, words), `${path}()`)
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => entries(child, `${path}.${key}`))
}

describe.each([
  ['id', id],
  ['en', en],
] as const)('the catalogue %s', (_, catalogue) => {
  const all = entries(catalogue, '')

  it('has no empty text', () => {
    expect(all.filter(({ text }) => text.trim() === '')).toEqual([])
  })

  it('keeps the words that the house style bans away from the screen', () => {
    const banned = /\berror\b|\binvalid\b|tidak valid|!|administrator|undefined|\[object/i
    expect(all.filter(({ text }) => banned.test(text))).toEqual([])
  })
})

describe('both catalogues', () => {
  it('have the same texts under the same names', () => {
    expect(entries(en, '').map(({ path }) => path)).toEqual(entries(id, '').map(({ path }) => path))
  })

  it('say the verdict words of the programme', () => {
    expect(Object.values(id.verdict.word)).toEqual([
      'DIJAMIN',
      'PERLU RUJUKAN',
      'TIDAK DIJAMIN',
      'BELUM DITEMUKAN',
      'DATA TERLALU LAMA',
      'PERLU DIPERIKSA',
      'JAMINAN SEMENTARA',
    ])
  })
})
