import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateFrom, isRealDate, IsoDate } from '../../../shared/domain/dates.ts'
import { checkPartialNik, parseNik } from '../../../shared/domain/nik.ts'
import type { NikError } from '../../../shared/domain/reading.ts'

const today = IsoDate.parse('2026-11-21')

function read(text: string, on: string = today) {
  return parseNik(text, IsoDate.parse(on))
}

describe('a valid NIK', () => {
  it('reads place, sex and birth date of a man', () => {
    expect(read('3275021508909901')).toEqual({
      ok: true,
      nik: '3275021508909901',
      districtCode: '327502',
      birthDate: '1990-08-15',
      sex: 'L',
      region: 'current',
      notes: [],
    })
  })

  it.each([
    ['3275025508909902', 'P', '1990-08-15'],
    ['3201012902009903', 'L', '2000-02-29'],
    ['3275127112859905', 'P', '1985-12-31'],
    ['9601010101019908', 'L', '2001-01-01'],
  ])('%s is %s, born %s, of a current kecamatan', (nik, sex, birthDate) => {
    expect(read(nik)).toMatchObject({ ok: true, nik, sex, birthDate, region: 'current', notes: [] })
  })

  it('keeps every digit of a Papua NIK and notes that its kecamatan is retired', () => {
    expect(read('9101010101019909')).toMatchObject({
      ok: true,
      nik: '9101010101019909',
      region: 'retired',
      notes: ['DISTRICT_RETIRED'],
    })
  })

  it.each([
    ['9912011508909910', ['PROVINCE_UNKNOWN']],
    ['5412011508909910', ['PROVINCE_UNKNOWN']],
    ['3299011508909910', ['REGENCY_UNKNOWN']],
    ['3275991508909911', ['DISTRICT_UNKNOWN']],
    ['3275001508909911', ['DISTRICT_UNKNOWN']],
    ['9101001508909911', ['REGENCY_UNKNOWN']],
  ])('%s is accepted with the note %s', (nik, notes) => {
    expect(read(nik)).toMatchObject({ ok: true, region: 'unknown', notes })
  })

  it.each([
    ['spaces', '3275 0215 0890 9901'],
    ['no-break and narrow no-break spaces', '3275\u00A00215\u202F0890\u00A09901'],
    ['dots', '32.75.02.150890.9901'],
    ['hyphens and dashes', '3275-0215\u20130890\u20149901'],
    ['zero-width marks of a spreadsheet', '\uFEFF3275021508909901\u200B'],
    ['full-width digits', '３２７５０２１５０８９０９９０１'],
    ['a tab and line end', '\t3275021508909901\r\n'],
  ])('is read through %s', (_what, text) => {
    expect(read(text)).toMatchObject({ ok: true, nik: '3275021508909901' })
  })
})

describe('the century', () => {
  it.each([
    ['3275021508269901', '2026-11-21', '2026-08-15'],
    ['3275021508279901', '2026-11-21', '1927-08-15'],
    ['3275022111269901', '2026-11-21', '2026-11-21'],
    ['3275022211269901', '2026-11-21', '1926-11-22'],
    ['3275020101009901', '2026-11-21', '2000-01-01'],
    ['3275022902009901', '2026-11-21', '2000-02-29'],
    ['3275022902049901', '2003-05-05', '1904-02-29'],
    ['3275023112999901', '1999-12-31', '1999-12-31'],
    ['3275020101009901', '1999-12-31', '1900-01-01'],
  ])('of %s read on %s gives %s', (nik, on, birthDate) => {
    expect(read(nik, on)).toMatchObject({ ok: true, birthDate })
  })
})

describe('a wrong NIK points at the wrong part', () => {
  const cases: [string, NikError, [number, number] | null, number][] = [
    ['', 'EMPTY', null, 0],
    [' .-\u00A0', 'EMPTY', null, 0],
    ['3275O21508909901', 'NOT_DIGITS', [4, 5], 15],
    ['٣٢٧٥021508909901', 'NOT_DIGITS', [0, 1], 12],
    ['327502150890990', 'WRONG_LENGTH', null, 15],
    ['32750215089099012', 'WRONG_LENGTH', [16, 17], 17],
    ['0000000000000000', 'ALL_SAME_DIGIT', [0, 16], 16],
    ['1111111111111111', 'ALL_SAME_DIGIT', [0, 16], 16],
    ['3275123212859906', 'BAD_DAY', [6, 8], 16],
    ['3275127212859907', 'BAD_DAY', [6, 8], 16],
    ['3275120012859907', 'BAD_DAY', [6, 8], 16],
    ['3275124012859907', 'BAD_DAY', [6, 8], 16],
    ['3275121500859907', 'BAD_MONTH', [8, 10], 16],
    ['3275121513859907', 'BAD_MONTH', [8, 10], 16],
    ['3201012902019904', 'IMPOSSIBLE_DATE', [6, 12], 16],
    ['3201016902019904', 'IMPOSSIBLE_DATE', [6, 12], 16],
    ['3201013104909904', 'IMPOSSIBLE_DATE', [6, 12], 16],
    ['3275021508900000', 'SERIAL_ZERO', [12, 16], 16],
  ]
  it.each(cases)('%j: %s', (text, error, span, digits) => {
    expect(read(text)).toEqual({ ok: false, error, span, digits })
  })

  it('is of the future only when no century has that date behind it', () => {
    expect(read('3275022902009901', '1999-12-31')).toMatchObject({ error: 'FUTURE_DATE', span: [6, 12] })
    expect(read('3275021508909901', '1970-01-01')).toMatchObject({ error: 'FUTURE_DATE', span: [6, 12] })
  })
})

describe('checkPartialNik', () => {
  const wrong: [string, NikError, [number, number]][] = [
    ['3275028', 'BAD_DAY', [6, 7]],
    ['32750272', 'BAD_DAY', [6, 8]],
    ['32750232', 'BAD_DAY', [6, 8]],
    ['3275 0200', 'BAD_DAY', [6, 8]],
    ['327502152', 'BAD_MONTH', [8, 9]],
    ['3275021513', 'BAD_MONTH', [8, 10]],
    ['3275023002', 'IMPOSSIBLE_DATE', [6, 10]],
    ['320101290201', 'IMPOSSIBLE_DATE', [6, 12]],
    ['3275O2', 'NOT_DIGITS', [4, 5]],
    ['3275021508900000', 'SERIAL_ZERO', [12, 16]],
    ['0000000000000000', 'ALL_SAME_DIGIT', [0, 16]],
    ['32750215089099011', 'WRONG_LENGTH', [16, 17]],
  ]
  it.each(wrong)('%s is already wrong: %s', (text, error, span) => {
    expect(checkPartialNik(text, today)).toEqual({ error, span })
  })

  it.each(['', '3', '327502', '3275027', '32750271', '3275022902', '32010129020', '320101290200', '000000', '99'])(
    '%j may still become a NIK',
    (text) => {
      expect(checkPartialNik(text, today)).toBeNull()
    },
  )

  it('agrees with the whole: a prefix is faulted only where the whole is, and the whole always', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 10 }).map((d) => d.join(''))
    const nik = fc
      .tuple(fc.constantFrom('327502', '910101'), fc.integer({ min: 0, max: 79 }), digits)
      .map(([place, day, rest]) => (place + String(day).padStart(2, '0') + rest).slice(0, 16))
    fc.assert(
      fc.property(nik, (text) => {
        const whole = parseNik(text, today)
        const faults = Array.from({ length: 17 }, (_, typed) => checkPartialNik(text.slice(0, typed), today))
        expect(faults.some((fault) => fault !== null)).toBe(!whole.ok)
      }),
      { seed: 7, numRuns: 2000 },
    )
  })
})

it('gives back the date and sex that a NIK was made from, for every real date of the last hundred years', () => {
  const date = fc
    .tuple(fc.integer({ min: 1926, max: 2026 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
    .filter(([year, month, day]) => isRealDate(year, month, day))
    .map(([year, month, day]) => dateFrom(year, month, day))
    .filter((value) => value > '1926-11-21' && value <= today)
  fc.assert(
    fc.property(date, fc.boolean(), fc.integer({ min: 9900, max: 9999 }), (birthDate, woman, serial) => {
      const day = Number(birthDate.slice(8)) + (woman ? 40 : 0)
      const nik = `327502${String(day).padStart(2, '0')}${birthDate.slice(5, 7)}${birthDate.slice(2, 4)}${serial}`
      expect(parseNik(nik, today)).toMatchObject({ ok: true, birthDate, sex: woman ? 'P' : 'L' })
    }),
    { seed: 11, numRuns: 2000 },
  )
})
