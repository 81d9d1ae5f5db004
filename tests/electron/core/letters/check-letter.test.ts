import * as fc from 'fast-check'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { publicKeyBytes } from '../../../../electron/core/keys/keystore.ts'
import { checkLetter, claimOf, type KnownDesks } from '../../../../electron/core/letters/check-letter.ts'
import { keyIdOf, signClaim } from '../../../../electron/core/letters/letter-signature.ts'
import type { TrustedKey } from '../../../../electron/core/letters/trusted-keys.ts'
import { base32, fromBase32 } from '../../../../shared/domain/base32.ts'
import { anAdmission, aNewborn, anUnidentified, hospital } from './letter-fixtures.ts'
import { letterDesk, type LetterDesk } from './letter-desk.ts'

function trusted(key: KeyObject, desk: string): TrustedKey {
  const publicKey = publicKeyBytes(key)
  return { keyId: keyIdOf(publicKey), publicKey, desk }
}

const key = generateKeyPairSync('ed25519').privateKey
const otherKey = generateKeyPairSync('ed25519').privateKey
const own = trusted(key, 'A1 · RSUD Contoh')
const admission = anAdmission()
const text = signClaim(claimOf(admission, false), key)
const known: KnownDesks = { own, others: [], findByLetterNumber: () => admission }

describe('checking a letter', () => {
  it('finds this desk’s own letter genuine, says what it is and how it stands now', () => {
    expect(checkLetter(text, known)).toEqual({
      kind: 'genuine',
      desk: 'A1 · RSUD Contoh',
      state: 'guaranteed',
      superseded: false,
      admissionId: admission.id,
      facts: {
        number: '000042/KBS/3275999/A1/XI/2026',
        kind: 'guarantee',
        maskedName: 'Siti C.',
        maskedNik: '3275 **** **** **12',
        care: 'rawat-inap',
        wardClass: '3',
        serviceDate: '2026-11-21',
        demo: false,
      },
    })
  })

  it('knows the letter of a trusted desk, but not what became of it', () => {
    const desks = { ...known, own: trusted(otherKey, 'B2 · RS Lain'), others: [own] }
    expect(checkLetter(text, desks)).toMatchObject({
      kind: 'genuine',
      desk: 'A1 · RSUD Contoh',
      state: null,
      superseded: false,
      admissionId: null,
    })
  })

  it.each([
    ['confirmed under another programme', { letterNumber: '000043/BGS/3275999/A1/XI/2026' }],
    ['amended to another class', { wardClass: '2' as const }],
    ['for other care', { care: 'igd' as const, wardClass: null }],
    ['for another day', { serviceDate: '2026-11-22' }],
  ])('says that a genuine letter was replaced once its admission is %s', (_how, changes) => {
    const now = { ...known, findByLetterNumber: () => anAdmission(changes) }
    expect(checkLetter(text, now)).toMatchObject({ kind: 'genuine', state: 'guaranteed', superseded: true })
  })

  it('says of a provisional letter that it was replaced once the guarantee is full, and of a voided one only that', () => {
    const early = signClaim(claimOf(anAdmission({ state: 'provisional' }), false), key)
    expect(checkLetter(early, known)).toMatchObject({ state: 'guaranteed', superseded: true })
    const voided = { ...known, findByLetterNumber: () => anAdmission({ state: 'voided' }) }
    expect(checkLetter(early, voided)).toMatchObject({ state: 'voided', superseded: false })
  })

  it('shows the claims of an unknown desk’s letter as unproven', () => {
    const desks = { ...known, own: trusted(otherKey, 'B2 · RS Lain') }
    expect(checkLetter(text, desks)).toMatchObject({ kind: 'unknown-desk', keyId: own.keyId })
  })

  it('calls forged what names a known desk but is signed by another', () => {
    const bytes = fromBase32(text.slice(4)) ?? new Uint8Array()
    const foreign = fromBase32(signClaim(claimOf(admission, false), otherKey).slice(4)) ?? new Uint8Array()
    const forged = Uint8Array.from([...bytes.slice(0, -64), ...foreign.slice(-64)])
    expect(checkLetter(`LSJ1${base32(forged)}`, known)).toEqual({ kind: 'forged' })
  })

  it('never finds a letter genuine after any one bit of it was flipped', () => {
    const bytes = fromBase32(text.slice(4)) ?? new Uint8Array()
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Uint8Array.from(bytes)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(checkLetter(`LSJ1${base32(flipped)}`, known).kind).not.toBe('genuine')
    }
  })

  it('never finds a letter genuine after any one character of it was changed', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
        (at, put) => {
          const changed = text.slice(0, at) + put + text.slice(at + 1)
          fc.pre(changed.trim() !== text)
          expect(checkLetter(changed, known).kind).not.toBe('genuine')
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('answers unreadable to other codes', () => {
    for (const other of ['', '3275025403929912', 'LSJ1', 'https://contoh.invalid/', 'LSJ2' + text.slice(4)])
      expect(checkLetter(other, known)).toEqual({ kind: 'unreadable' })
  })

  it('claims of the NIK only its first four and last two digits, of a newborn the mother’s', () => {
    expect(claimOf(aNewborn(), false)).toMatchObject({ nikEnds: '327512', maskedName: 'Bayi N.' })
    expect(claimOf(anUnidentified(), true)).toMatchObject({ nikEnds: null, kind: 'provisional', demo: true })
    const hidden = Buffer.from(fromBase32(text.slice(4)) ?? []).toString('latin1')
    expect(hidden).not.toMatch(/3275025403929912|5025403929|Contoh/)
  })
})

describe('checking at a desk', () => {
  const open: LetterDesk[] = []
  afterEach(() => {
    for (const made of open.splice(0)) made.remove()
  })
  function desk(code: string): LetterDesk {
    const made = letterDesk({ hospital, desk: { code } })
    open.push(made)
    return made
  }

  it('says at once that a letter was voided', () => {
    const at = desk('A1')
    const written = at.admit(anAdmission())
    const code = signClaim(claimOf(written, false), at.key)
    expect(at.letters.verify(code)).toMatchObject({ kind: 'genuine', state: 'guaranteed' })
    at.void(written.id)
    expect(at.letters.verify(code)).toMatchObject({ kind: 'genuine', state: 'voided', admissionId: written.id })
  })

  it('says at once that the class on a letter was amended', () => {
    const at = desk('A1')
    const written = at.admit(anAdmission())
    const code = signClaim(claimOf(written, false), at.key)
    const body = { admissionId: written.id, amendment: { wardClass: '2' as const }, reason: 'Naik kelas' }
    at.journal.write((tx) => tx.append({ type: 'admission-amended', body }, 'Rina Contoh'))
    expect(at.letters.verify(code)).toMatchObject({ kind: 'genuine', state: 'guaranteed', superseded: true })
  })

  it('recognises another desk as soon as its key is trusted', () => {
    const here = desk('B2')
    const there = desk('A1')
    const code = signClaim(claimOf(there.admit(anAdmission()), false), there.key)
    expect(here.letters.verify(code).kind).toBe('unknown-desk')
    const given = there.letters.key()
    if (given === null) throw new Error('no key')
    here.trusted.push(given)
    expect(here.letters.verify(code)).toMatchObject({ kind: 'genuine', desk: 'A1 · RSUD Contoh', state: null })
  })
})
