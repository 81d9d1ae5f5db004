import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base32, fromBase32 } from '../../../shared/domain/base32.ts'
import { dateOfDayNumber, dayNumber, type IsoDate } from '../../../shared/domain/dates.ts'
import { encodeClaim, letterText, readLetter, type LetterClaim } from '../../../shared/domain/letter-code.ts'

const EPOCH_DAY = dayNumber('2000-01-01' as IsoDate)

const claims: fc.Arbitrary<LetterClaim> = fc.record({
  number: fc.stringMatching(/^[0-9]{6}\/(KBS|BGS)\/[0-9]{7}\/[A-Z0-9]{1,6}\/(I|XI|VIII)\/20[0-9]{2}$/),
  kind: fc.constantFrom('guarantee', 'provisional'),
  maskedName: fc.constantFrom('Siti C.', 'Suk***', 'Ñoño D.', 'Nur’aini Š.', ''),
  nikEnds: fc.option(fc.stringMatching(/^[0-9]{6}$/)),
  care: fc.constantFrom('rawat-jalan', 'rawat-inap', 'igd', 'persalinan'),
  wardClass: fc.constantFrom(null, '1', '2', '3'),
  serviceDate: fc.integer({ min: 0, max: 0xffff }).map((days) => dateOfDayNumber(EPOCH_DAY + days)),
  demo: fc.boolean(),
})
const keyIds = fc.uint8Array({ minLength: 8, maxLength: 8 })
const signatures = fc.uint8Array({ minLength: 64, maxLength: 64 })

const sample: LetterClaim = {
  number: '000042/KBS/3275999/A1/XI/2026',
  kind: 'guarantee',
  maskedName: 'Siti C.',
  nikEnds: '327512',
  care: 'rawat-inap',
  wardClass: '3',
  serviceDate: '2026-11-21' as IsoDate,
  demo: true,
}
const sampleText = letterText(encodeClaim(sample, new Uint8Array(8).fill(7)), new Uint8Array(64).fill(9))

describe('the text of a letter’s QR code', () => {
  it('gives back every claim, key id, signature and the very bytes that were signed', () => {
    fc.assert(
      fc.property(claims, keyIds, signatures, (claim, keyId, signature) => {
        const signed = encodeClaim(claim, keyId)
        expect(readLetter(letterText(signed, signature))).toEqual({ kind: 'letter', claim, keyId, signed, signature })
      }),
    )
  })

  it('holds only capitals and digits, and fits QR version 8 with error correction M', () => {
    fc.assert(
      fc.property(claims, keyIds, signatures, (claim, keyId, signature) => {
        const text = letterText(encodeClaim(claim, keyId), signature)
        expect(text).toMatch(/^LSJ1[A-Z2-7]+$/)
        expect(text.length).toBeLessThanOrEqual(221)
      }),
    )
  })

  it('is written like this, in every version of the program to come', () => {
    expect(sampleText).toMatchInlineSnapshot(
      `"LSJ1AEDQOBYHA4DQOB3OEZOQJ72YDUYDAMBQGQZC6S2CKMXTGMRXGU4TSOJPIEYS6WCJF4ZDAMRWA5JWS5DJEBBS4CIJBEEQSCIJBEEQSCIJBEEQSCIJBEEQSCIJBEEQSCIJBEEQSCIJBEEQSCIJBEEQSCIJBEEQSCIJBEEQSCIJBEEQSCIJBEEQSCIJBEEQ"`,
    )
  })

  it('reads the same under Caps Lock and with white space around it', () => {
    expect(readLetter(` ${sampleText.toLowerCase()}\r\n`)).toEqual(readLetter(sampleText))
  })

  it('is unreadable when only some letters are small', () => {
    expect(readLetter(sampleText.replace('L', 'l'))).toEqual({ kind: 'unreadable' })
  })

  it('has no second spelling: a changed text never reads as the same bytes', () => {
    const before = readLetter(sampleText)
    fc.assert(
      fc.property(
        fc.nat({ max: sampleText.length - 1 }),
        fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -'),
        (at, letter) => {
          fc.pre(sampleText[at] !== letter)
          const changed = sampleText.slice(0, at) + letter + sampleText.slice(at + 1)
          fc.pre(changed.trim() !== sampleText)
          expect(readLetter(changed)).not.toEqual(before)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('answers unreadable for every shortened text', () => {
    for (let length = 0; length < sampleText.length; length += 1) {
      const reading = readLetter(sampleText.slice(0, length))
      expect(reading).toEqual({ kind: 'unreadable' })
    }
  })

  it('never throws, whatever it is given', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((tail) => `LSJ1${tail}`),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => `LSJ1${base32(bytes)}`),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => `LSJ1${base32(Uint8Array.from([1, ...bytes]))}`),
    )
    fc.assert(
      fc.property(text, (given) => {
        expect(['letter', 'unreadable']).toContain(readLetter(given).kind)
      }),
      { numRuns: 2000 },
    )
  })

  it('drops marks that would disguise a name, and cuts a long one between characters', () => {
    const claim = { ...sample, maskedName: `A\u202Ebc\u0007${'é'.repeat(40)}` }
    const reading = readLetter(letterText(encodeClaim(claim, new Uint8Array(8)), new Uint8Array(64)))
    expect(reading.kind === 'letter' && reading.claim.maskedName).toBe(`Abc${'é'.repeat(14)}`)
  })

  it('refuses to write a number or a date that its format cannot hold', () => {
    const keyId = new Uint8Array(8)
    expect(() => encodeClaim({ ...sample, number: '42 kbs' }, keyId)).toThrow(RangeError)
    expect(() => encodeClaim({ ...sample, serviceDate: '1999-12-31' as IsoDate }, keyId)).toThrow(RangeError)
  })
})

describe('base32', () => {
  it('agrees with the examples of RFC 4648, without padding', () => {
    const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(bytes(text)))).toEqual([
      '',
      'MY',
      'MZXQ',
      'MZXW6',
      'MZXW6YQ',
      'MZXW6YTB',
      'MZXW6YTBOI',
    ])
  })

  it('takes back what it wrote and nothing that it would not write', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.string({ unit: fc.constantFrom(...'ABY27a1='), maxLength: 20 }),
        (bytes, text) => {
          expect(fromBase32(base32(bytes))).toEqual(bytes)
          const read = fromBase32(text)
          expect(read === null ? text : base32(read)).toBe(text)
        },
      ),
    )
  })
})
