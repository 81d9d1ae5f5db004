import { describe, expect, it } from 'vitest'
import { parseNik } from '../../../shared/domain/nik.ts'
import { NikError, NikNote } from '../../../shared/domain/reading.ts'
import { nikErrorText, nikNoteText } from '../../../shared/texts/nik.ts'
import { date } from '../domain/samples.ts'
import { faultyWords } from './plain-words.ts'

function failed(text: string) {
  const reading = parseNik(text, date('2026-11-21'))
  if (reading.ok) throw new Error('expected a NIK that cannot be')
  return reading
}

describe('the words under a typed NIK', () => {
  it('count what is there and what is missing', () => {
    expect(nikErrorText(failed('327502150890990'), 'id')).toBe('NIK harus 16 angka; baru 15.')
    expect(nikErrorText(failed('32750215089099011'), 'id')).toBe('NIK harus 16 angka; ini 17, kelebihan 1.')
    expect(nikErrorText(failed('327502150890990'), 'en')).toBe('A NIK has 16 digits; 15 so far.')
  })

  it('point at the digits that cannot be', () => {
    expect(nikErrorText(failed('3275023508909901'), 'id')).toContain('Angka 7–8')
    expect(nikErrorText(failed('3275021513909901'), 'id')).toContain('Angka 9–10')
    expect(nikErrorText(failed('3275023002909901'), 'id')).toContain('Angka 7–12')
    expect(nikErrorText(failed('3275021508900000'), 'id')).toContain('0000')
  })

  it('exist for every outcome in both languages', () => {
    for (const language of ['id', 'en'] as const) {
      const errors = NikError.options.map((error) =>
        nikErrorText({ ok: false, error, span: null, digits: 15 }, language),
      )
      const notes = NikNote.options.map((note) => nikNoteText(note, language))
      expect(faultyWords([...errors, ...notes])).toEqual([])
    }
  })
})
