import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { CheckResult } from '../../../../shared/contract/desk.ts'
import type { OpenQuestion } from '../../../../electron/core/desk/answer.ts'
import { openDatabase } from '../../../../electron/core/db/open-database.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import { deskPlace, familyKk, people, TODAY, type DeskPlace } from '../../../support/desk-core.ts'
import { withoutHashes } from '../../../support/trail.ts'

let place: DeskPlace
beforeAll(async () => {
  place = await deskPlace()
})
afterAll(() => place.remove())

function check(text: string, question: OpenQuestion = {}, source: 'wedge' | 'typed' = 'wedge') {
  // What a screen gets must fit the contract to the letter.
  return CheckResult.parse(place.core.desk.check({ text, source, question }, 'Sari'))
}

function auditRows(): { action: string; subject: string | null; facts: string }[] {
  const secrets = keyFile(place.core.folder.keyFile).load()
  if (secrets === null) throw new Error('no keys')
  const db = openDatabase(place.core.folder.journal, deriveKey(secrets, 'journal'), 'journal')
  const rows = db.prepare('SELECT action, subject, facts FROM audit ORDER BY seq').all()
  db.close()
  return rows as { action: string; subject: string | null; facts: string }[]
}

describe('check', () => {
  it('asks about today at the hospital and outpatient care when nothing else is said', () => {
    // 18:30 UTC on the 20th is past midnight in Jakarta.
    place.clock.set('2026-11-21T00:30:00.000Z')
    expect(check(people.ahmad)).toMatchObject({ question: { serviceDate: TODAY, care: 'rawat-jalan', referral: null } })
  })

  it('finds a person by NIK and says why care is refused', () => {
    expect(check(people.ahmad)).toMatchObject({
      kind: 'people',
      roster: { kind: 'current', asOf: TODAY },
      candidates: [
        {
          matchedBy: 'nik',
          name: 'Ahmad Contoh',
          familySize: 5,
          verdict: { kind: 'ineligible', reasons: ['referral-missing'] },
          existing: null,
        },
      ],
    })
  })

  it('shows the whole family for a KK', () => {
    const result = check(familyKk)
    expect(result.kind === 'people' && result.candidates.map(({ matchedBy }) => matchedBy)).toEqual(Array(5).fill('kk'))
  })

  it('answers not-found, never a refusal, for a NIK that is not in the roster', () => {
    expect(check(people.unknown)).toMatchObject({ kind: 'not-found', searched: ['nik', 'kk'] })
  })

  it('refuses a lost card by the card, and warns only when the NIK was given', () => {
    const referral = { origin: 'puskesmas' as const, date: '2026-11-01' as IsoDate }
    expect(check('KBS990000002', { referral })).toMatchObject({
      candidates: [{ matchedBy: 'card', verdict: { kind: 'ineligible', reasons: ['card-blocked'] } }],
    })
    expect(check(people.cardLost, { referral })).toMatchObject({
      candidates: [{ verdict: { kind: 'eligible' }, warnings: ['card-lost-but-member'] }],
    })
  })

  it('says that a word is not a number', () => {
    expect(check('halo')).toMatchObject({ kind: 'unreadable' })
  })

  it('hands a letter to the letter check', () => {
    expect(check('LSJ1XXXX')).toMatchObject({ kind: 'letter', check: { kind: 'unreadable' } })
  })

  it('finds a member by a part of the name and the birth date', () => {
    const found = place.core.desk.search({ name: 'siti', birthDate: '1992-03-14' as IsoDate, question: {} }, 'Sari')
    expect(CheckResult.parse(found)).toMatchObject({
      kind: 'people',
      candidates: [{ matchedBy: 'name', nik: people.siti }],
    })
    expect(
      place.core.desk.search({ name: 'siti', birthDate: '1992-03-15' as IsoDate, question: {} }, 'Sari'),
    ).toMatchObject({ kind: 'not-found', searched: ['name'] })
  })

  it('leaves every look-up in the audit trail, without the person', () => {
    const before = auditRows().length
    check(people.ahmad)
    check(familyKk)
    check(people.unknown)
    check(people.ahmad, {}, 'typed')
    const rows = auditRows().slice(before)
    // Each member of the family that was shown has a line besides the family's own.
    expect(rows.map(({ action }) => action)).toEqual(Array(9).fill('look-up'))
    expect(rows[0]?.subject).toBe(rows[8]?.subject)
    expect(rows.slice(2, 7).map(({ subject }) => subject)).toContain(rows[0]?.subject)
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(7)
    const text = withoutHashes(JSON.stringify(rows))
    for (const secret of [people.ahmad, familyKk, people.unknown, 'Ahmad', '1990']) expect(text).not.toContain(secret)
  })
})

describe('without a roster', () => {
  it('says so instead of refusing', async () => {
    const bare = await deskPlace({ roster: false })
    expect(bare.core.desk.check({ text: people.ahmad, source: 'wedge', question: {} }, 'Sari')).toEqual({
      kind: 'no-roster',
      roster: { kind: 'none' },
    })
    bare.remove()
  })
})
