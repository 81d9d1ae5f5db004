import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCard } from '../../../shared/domain/card.ts'
import { IsoDate } from '../../../shared/domain/dates.ts'
import { CardReading } from '../../../shared/domain/reading.ts'

const today = IsoDate.parse('2026-11-21')
const NIK = '3275021508909901'

function read(text: string, aim?: string) {
  return readCard(text, today, aim === undefined ? {} : { aim })
}

function keysOf(text: string, aim?: string): string[] {
  const reading = read(text, aim)
  return reading.kind === 'keys' ? reading.keys.map((key) => `${key.kind} ${key.value}`) : [reading.kind]
}

describe('sixteen digits', () => {
  it('may be a NIK and may be a KK number: both are looked up', () => {
    expect(read(NIK)).toMatchObject({ kind: 'keys', nik: { ok: true, nik: NIK }, productBarcode: false })
    expect(keysOf(NIK)).toEqual([`nik ${NIK}`, `kk ${NIK}`])
  })

  it('that are wrong as a NIK may still be a KK number, and say where the NIK is wrong', () => {
    expect(keysOf('3275127212859907')).toEqual(['nik 3275127212859907', 'kk 3275127212859907'])
    expect(read('3275127212859907')).toMatchObject({ nik: { ok: false, error: 'BAD_DAY', span: [6, 8] } })
  })

  it.each(['0000000000000000', '9999999999999999'])('%s is blocked both as a NIK and as a KK number', (text) => {
    expect(read(text)).toMatchObject({ kind: 'unreadable', nik: { ok: false, error: 'ALL_SAME_DIGIT' } })
  })

  it.each([
    ['with separators', '3275.0215-0890 9901'],
    ['in full-width digits', '３２７５０２１５０８９０９９０１'],
    ['with the scanner CR LF', `${NIK}\r\n`],
    ['with an AIM prefix', `]C0${NIK}`],
    ['with a group separator', `\u001D${NIK}`],
  ])('are read %s', (_what, text) => {
    expect(keysOf(text)).toEqual([`nik ${NIK}`, `kk ${NIK}`])
  })
})

describe('thirteen digits', () => {
  it('are a JKN number', () => {
    expect(read('0001234567890')).toEqual({
      kind: 'keys',
      keys: [{ kind: 'jkn', value: '0001234567890' }],
      nik: null,
      productBarcode: false,
    })
  })

  it.each([
    ['8991234567891', undefined, true],
    ['8991234567890', undefined, false],
    ['8991234567890', ']E0', true],
    ['8991234567890', 'E0', true],
    [']E08991234567890', undefined, true],
    ['8991234567891', ']C0', false],
    ['8991234567891', ']X9', true],
    ['8991234567890', ']X9', false],
  ])('%s read as %s looks like a product barcode: %s', (text, aim, productBarcode) => {
    expect(read(text, aim)).toMatchObject({ kind: 'keys', productBarcode })
  })

  it('of one digit are a placeholder, never looked up', () => {
    expect(read('0000000000000')).toMatchObject({ kind: 'unreadable' })
  })
})

describe('a chip', () => {
  it.each([
    ['04a1b2c3', ['uid 04A1B2C3', 'card 04A1B2C3']],
    ['04:A1:B2:C3', ['uid 04A1B2C3']],
    ['04 a1 b2 c3', ['uid 04A1B2C3']],
    ['04:A1:B2:C3:D4:E5:F6', ['uid 04A1B2C3D4E5F6']],
    ['04A1B2C3D4E5F6', ['uid 04A1B2C3D4E5F6', 'card 04A1B2C3D4E5F6']],
    ['04A1B2C3D4E5F6071829', ['uid 04A1B2C3D4E5F6071829', 'card 04A1B2C3D4E5F6071829']],
    ['0077705923', ['uid 04A1B2C3', 'uid C3B2A104', 'card 0077705923']],
    ['4294967295', ['uid FFFFFFFF', 'card 4294967295']],
    ['0000000001', ['uid 00000001', 'uid 01000000', 'card 0000000001']],
  ])('%s is looked up as %j', (text, expected) => {
    expect(keysOf(text)).toEqual(expected)
  })

  it('has at most 32 bits in ten decimals: more is a serial', () => {
    expect(keysOf('4294967296')).toEqual(['card 4294967296'])
  })
})

describe('a card number', () => {
  it.each([
    ['KBS2017000123', 'KBS2017000123'],
    ['kbs-2017-000123', 'KBS2017000123'],
    ['KBS 2017 000123', 'KBS2017000123'],
    ['A1', 'A1'],
    ['12345678901234567890123456789012', '12345678901234567890123456789012'],
  ])('%s is looked up as %s', (text, card) => {
    expect(keysOf(text)).toEqual([`card ${card}`])
  })

  it('is what 15 or 17 digits may be, but the reading says that a NIK has 16', () => {
    expect(keysOf('327502150890990')).toEqual(['card 327502150890990'])
    expect(read('327502150890990')).toMatchObject({ nik: { ok: false, error: 'WRONG_LENGTH', digits: 15 } })
    expect(read('32750215089099011')).toMatchObject({ nik: { error: 'WRONG_LENGTH', span: [16, 17] } })
    expect(read('32750215089099')).toMatchObject({ nik: { error: 'WRONG_LENGTH', digits: 14 } })
  })

  it.each(['A1234567890123456789012345678901234', 'SITI', 'siti aminah', '#1', '!!!'])('is not %j', (text) => {
    expect(read(text)).toEqual({ kind: 'unreadable', nik: null })
  })
})

describe('a QR code', () => {
  it.each([
    ['a URL', `https://example.go.id/kbs/${NIK}`],
    ['a URL with a time stamp', `https://example.go.id/c?id=${NIK}&t=1767225600000`],
    ['a percent-encoded URL', `https://example.go.id/?next=%2Fk%3D${NIK}%26x`],
    ['a URL with broken percent signs', `https://example.go.id/?n=${NIK}&x=%zz`],
    ['JSON', `{"nik":"${NIK}","nama":"CONTOH"}`],
    ['JSON with a bare number, however large', `{"nik":${NIK}}`],
    ['JSON with the same number twice', `{"nik":"${NIK}","id":"${NIK}"}`],
    ['JSON with a JKN number beside it', `{"nik":"${NIK}","noka":"0001234567890"}`],
    ['labelled text', `NIK: ${NIK}\nNAMA: CONTOH`],
    ['plain labelled text', `NIK ${NIK} CONTOH`],
  ])('of %s gives the one NIK in it', (_what, text) => {
    expect(keysOf(text)).toEqual([`nik ${NIK}`, `kk ${NIK}`])
  })

  it('keeps all digits of a Papua NIK written as a JSON number', () => {
    expect(keysOf('{"nik":9101010101019909}')).toEqual(['nik 9101010101019909', 'kk 9101010101019909'])
  })

  it.each([
    ['JSON', '{"noka":"0001234567890"}'],
    ['a URL', 'https://example.go.id/jkn/0001234567890'],
  ])('of %s gives the one JKN number in it', (_what, text) => {
    expect(keysOf(text)).toEqual(['jkn 0001234567890'])
  })

  it.each([
    ['{"card_number":"KBS-2017-000123"}', 'KBS2017000123'],
    ['{"nomorKartu": "KBS2017000123", "tahun": 2017}', 'KBS2017000123'],
    ['https://example.go.id/?no_kartu=KBS2017000123&x=1', 'KBS2017000123'],
    ['{"nik":"3275021508909901","kk":"3275021508909902","kartu":"KBS9"}', 'KBS9'],
  ])('%s gives its card number', (text, card) => {
    expect(keysOf(text)).toEqual([`card ${card}`])
  })

  it.each([
    'https://example.go.id/',
    '{"a":1}',
    '{"nik":"3275021508909901","kk":"3275021508909902"}',
    '{"postcard":"A1"}',
    '{',
  ])('%s cannot be read, rather than guessed', (text) => {
    expect(read(text)).toEqual({ kind: 'unreadable', nik: null })
  })

  it('of a guarantee letter goes to the letter check untouched', () => {
    expect(read(' LSJ1.aBc-3275021508909901\r\n')).toEqual({ kind: 'letter', text: 'LSJ1.aBc-3275021508909901' })
    expect(read('lsj1abc')).toEqual({ kind: 'letter', text: 'lsj1abc' })
    expect(read(']Q1LSJ1:xyz')).toEqual({ kind: 'letter', text: 'LSJ1:xyz' })
  })
})

it('has nothing to read in empty text', () => {
  for (const text of ['', '   ', '\r\n', ']C0', ' .-']) {
    expect(read(text)).toMatchObject({ kind: 'unreadable', nik: { ok: false, error: 'EMPTY' } })
  }
})

it('answers a well-formed reading for any text whatever', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFabcdefXZ:-. {}"]%\u00A0'), maxLength: 300 }),
  )
  fc.assert(
    fc.property(text, (value) => {
      expect(CardReading.safeParse(read(value)).success).toBe(true)
    }),
    { seed: 3, numRuns: 5000 },
  )
  for (const hostile of ['1'.repeat(4096), 'kartu'.repeat(800), '%'.repeat(4096), '04:'.repeat(1365)]) {
    expect(CardReading.safeParse(read(hostile)).success).toBe(true)
  }
})
