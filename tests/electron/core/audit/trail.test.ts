import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../electron/core/db/open-database.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import type { AuditFilter } from '../../../../shared/contract/audit.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import {
  admitInput,
  deskPlace,
  familyKk,
  people,
  question,
  rina,
  sari,
  TODAY,
  type DeskPlace,
} from '../../../support/desk-core.ts'
import { rowsLeft, secretsOf, trailOf } from '../../../support/trail.ts'

const AGUS = 'Agus Contoh'
const ALL: AuditFilter = { from: null, to: null, actor: null, action: null, subject: null }
const REASON = 'pengaduan pasien 12/2026'

let place: DeskPlace
beforeEach(async () => {
  place = await deskPlace()
})
afterEach(() => place.remove())

const check = (text: string, actor = rina.name) =>
  place.core.desk.check({ text, source: 'wedge', question: question() }, actor)
const list = (filter: Partial<AuditFilter>, before: number | null = null, limit = 500) =>
  place.core.auditTrail.list({ filter: { ...ALL, ...filter }, before, limit }, AGUS)
const subjectOf = (key: string) => {
  const answer = place.core.auditTrail.subjectOf({ key, reason: REASON }, AGUS)
  if (answer.kind !== 'subject') throw new Error(answer.kind)
  return answer
}

describe('the list', () => {
  it('comes newest first, page by page, with how many there are and who they are of', () => {
    for (let turn = 0; turn < 7; turn += 1) check(people.ahmad)
    const whole = list({})
    expect(whole.lines.map(({ seq }) => seq)).toEqual(whole.lines.map(({ seq }) => seq).toSorted((a, b) => b - a))
    expect(whole.total).toBe(whole.lines.length)
    expect(whole.actors).toEqual([AGUS, rina.name, sari.name, 'test'].toSorted())
    const first = list({}, null, 3).lines
    const second = list({}, first.at(-1)?.seq, 3)
    expect([...first, ...second.lines]).toEqual(whole.lines.slice(0, 6))
    expect(second.total).toBe(whole.total)
  })

  it('narrows by operator, action, person and day, alone and together', () => {
    check(people.ahmad)
    check(people.siti, sari.name)
    place.clock.advance(86_400_000)
    check(people.ahmad, sari.name)
    const { subject } = subjectOf(people.ahmad)
    const tomorrow = '2026-11-22' as IsoDate
    const counts = (filter: Partial<AuditFilter>) => {
      const { lines, total } = list({ action: 'look-up', ...filter })
      expect(lines).toHaveLength(total)
      return total
    }
    expect(counts({})).toBe(3)
    expect(counts({ actor: sari.name })).toBe(2)
    expect(counts({ subject })).toBe(2)
    expect(counts({ subject, actor: sari.name })).toBe(1)
    expect(counts({ to: TODAY })).toBe(2)
    expect(counts({ from: tomorrow })).toBe(1)
    check(people.bima, sari.name)
    expect([counts({}), counts({ actor: sari.name }), counts({ to: TODAY })]).toEqual([4, 3, 2])
    expect(counts({ from: tomorrow, to: tomorrow, actor: rina.name })).toBe(0)
    expect(counts({ from: '2026-11-23' as IsoDate })).toBe(0)
    expect(counts({ to: '2026-11-20' as IsoDate })).toBe(0)
    expect(list({ actor: 'nobody' })).toMatchObject({ lines: [], total: 0 })
    expect(list({ from: TODAY, to: TODAY }).total).toBe(
      list({}).lines.filter(({ at }) => at < '2026-11-21T17:00:00.000Z').length,
    )
  })

  it('begins a day at midnight in the hospital, not in UTC', () => {
    place.clock.set('2026-11-21T16:59:59.999Z')
    check(people.ahmad)
    place.clock.set('2026-11-21T17:00:00.000Z')
    check(people.siti)
    const tomorrow = '2026-11-22' as IsoDate
    expect(list({ action: 'look-up', from: TODAY, to: TODAY }).lines).toMatchObject([
      { at: '2026-11-21T16:59:59.999Z' },
    ])
    expect(list({ action: 'look-up', from: tomorrow }).lines).toMatchObject([{ at: '2026-11-21T17:00:00.000Z' }])
  })

  it('leaves one line for a filter, however far it is scrolled in that minute, and without the person', async () => {
    const { subject } = subjectOf(people.ahmad)
    const rows = await rowsLeft(place.core, () => {
      list({ subject, actor: rina.name, from: TODAY }, null, 2)
      list({ subject, actor: rina.name, from: TODAY }, 5, 2)
      list({}, null, 2)
    })
    expect(rows).toMatchObject([
      {
        actor: AGUS,
        action: 'audit-viewed',
        subject,
        facts: { from: TODAY, operator: rina.name, person: true },
      },
      { action: 'audit-viewed', subject: null, facts: { person: false } },
    ])
  })
})

describe('who dealt with a person', () => {
  it('is one list of look-ups, views, the admission, its changes and its prints', async () => {
    const { core } = place
    check(people.ahmad)
    check(familyKk)
    core.desk.search({ name: 'ahmad', birthDate: '1990-08-15' as IsoDate, question: {} }, sari.name)
    const admitted = core.desk.admit(admitInput(people.ahmad), rina.name)
    if (admitted.kind !== 'admitted') throw new Error(admitted.kind)
    const { id } = admitted.admission
    await core.letters.print(id, rina.name)
    core.personViews.admission(id, AGUS)
    const details = { medicalRecordNumber: '00-11-22' }
    core.desk.amend({ admissionId: id, amendment: { details }, reason: 'salah ketik', approvalId: null }, sari)
    core.desk.void({ admissionId: id, reason: 'salah orang', approvalId: null }, sari)
    const { subject, lines } = subjectOf(people.ahmad)
    const found = list({ subject }).lines.toReversed()
    expect(found.map(({ action, actor }) => [action, actor])).toEqual([
      ['look-up', rina.name],
      ['look-up', rina.name],
      ['look-up', sari.name],
      ['admitted', rina.name],
      ['letter-printed', rina.name],
      ['admission-viewed', AGUS],
      ['amended', sari.name],
      ['voided', sari.name],
      ['person-asked-about', AGUS],
      ['audit-viewed', AGUS],
    ])
    expect(lines).toBe(8)
    expect(found[3]?.facts).toMatchObject({ admission: id, state: 'guaranteed' })
  })

  it('is asked with a reason that stands in the trail before the answer; a number in it does not', async () => {
    const reason = `keluhan keluarga ${people.siti}, lihat 3275 0254 0392 9912`
    const [row] = await rowsLeft(place.core, () => place.core.auditTrail.subjectOf({ key: people.siti, reason }, AGUS))
    expect(row).toMatchObject({
      actor: AGUS,
      action: 'person-asked-about',
      facts: { reason: 'keluhan keluarga …, lihat …' },
    })
    expect(row?.subject).toBe(subjectOf(people.siti).subject)
  })

  it('takes a KK where the family was looked up, and the holder of a card', () => {
    check(familyKk)
    expect(subjectOf(familyKk)).toMatchObject({ lines: 1 })
    expect(list({ subject: subjectOf(familyKk).subject, action: 'look-up' }).lines).toHaveLength(1)
    expect(subjectOf('3275.0215.0890.9901').subject).toBe(subjectOf(people.ahmad).subject)
    expect(place.core.auditTrail.subjectOf({ key: 'bukan nomor', reason: REASON }, AGUS)).toEqual({
      kind: 'unreadable',
    })
  })

  it('answers nothing while the trail cannot be written', async () => {
    const before = trailOf(place.core).length
    const { subject } = { subject: 'a'.repeat(64) }
    const other = openDatabase(place.core.folder.journal, deriveKey(secretsOf(place.core), 'journal'), 'journal')
    other.exec('BEGIN IMMEDIATE')
    expect(place.core.auditTrail.subjectOf({ key: people.ahmad, reason: REASON }, AGUS)).toEqual({ kind: 'busy' })
    expect(await place.core.auditTrail.resolve({ subject, reason: REASON }, AGUS)).toEqual({ kind: 'busy' })
    other.exec('ROLLBACK')
    other.close()
    expect(trailOf(place.core)).toHaveLength(before)
  }, 30_000)
})

describe('whom a line is about', () => {
  const resolve = (subject: string) => place.core.auditTrail.resolve({ subject, reason: REASON }, AGUS)

  it('is found through the admissions, without a roster', async () => {
    const { core } = place
    const stranger = { kind: 'unidentified', name: 'Tamu Contoh', nik: people.unknown, sex: 'L' } as const
    core.desk.admit(admitInput(people.unknown, { patient: stranger, basis: 'provisional' }), rina.name)
    const { subject } = subjectOf(people.unknown)
    expect(await resolve(subject)).toEqual({ kind: 'person', key: people.unknown, name: 'Tamu Contoh' })
    expect(trailOf(core).at(-1)).toMatchObject({
      actor: AGUS,
      action: 'person-resolved',
      subject,
      facts: { reason: REASON },
    })
  })

  it('is found through the roster, a person by the NIK and a family by the KK', async () => {
    expect(await resolve(place.core.journal.subjectHash({ kind: 'nik', value: people.siti }))).toMatchObject({
      kind: 'person',
      key: people.siti,
      name: expect.stringContaining('Siti'),
    })
    expect(await resolve(place.core.journal.subjectHash({ kind: 'kk', value: familyKk }))).toEqual({
      kind: 'family',
      key: familyKk,
    })
  })

  it('is nobody for a number that was mistyped, and the question is in the trail all the same', async () => {
    const rows = await rowsLeft(place.core, async () => {
      expect(await resolve(place.core.journal.subjectHash({ kind: 'nik', value: people.unknown }))).toEqual({
        kind: 'not-found',
      })
    })
    expect(rows).toMatchObject([{ action: 'person-resolved' }])
  })

  it('is not looked for any more when nobody waits for the answer', async () => {
    const broken = new AbortController()
    const asked = place.core.auditTrail.resolve({ subject: 'b'.repeat(64), reason: REASON }, AGUS, broken.signal)
    broken.abort()
    await expect(asked).rejects.toThrow('ended without an answer')
  })
})

it('the check of a long trail is not misled by what the desk writes meanwhile', async () => {
  const { journal } = place.core
  const search = { actor: rina.name, action: 'search', subject: null, facts: { found: 0 } } as const
  journal.audit(Array.from({ length: 5000 }, () => search))
  let checking = true
  const checked = place.core.auditTrail.verify(AGUS).finally(() => {
    checking = false
  })
  while (checking) {
    journal.audit([search])
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  expect((await checked).fault).toBeNull()
}, 180_000)

it('the check of both chains runs beside the desk, and is a line itself', async () => {
  check(people.ahmad)
  const report = await place.core.auditTrail.verify(AGUS)
  expect(report).toMatchObject({ fault: null, auditRows: trailOf(place.core).length - 1 })
  expect(trailOf(place.core).at(-1)).toMatchObject({ action: 'audit-verified', facts: { fault: null } })
})
