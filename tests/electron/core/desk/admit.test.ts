import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { AdmitInput } from '../../../../shared/contract/desk.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { ProgrammeCode } from '../../../../shared/domain/identifiers.ts'
import { placeOf } from '../../../../electron/core/desk/decide-patient.ts'
import { admittedPerson } from '../../../../electron/core/desk/evidence.ts'
import { connect } from '../../../../electron/core/journal/connection.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import { sampleRows } from '../../../../electron/core/demo/samples.ts'
import { rosterOf } from '../../../support/newer-roster.ts'
import { admittingDesk, provisional } from '../../../support/admitting-desk.ts'
import { admitInput, people, question, rina, sari, TODAY } from '../../../support/desk-core.ts'

const at = admittingDesk()
const { admit, admitted, entries, found } = at

type Choice = Extract<AdmitInput['patient'], { kind: 'member' }>['choice']
/** The record at this place on the screen. */
const chosenOf = (row: number) => {
  const record = found(people.bima).programmes[0]?.rows[row]
  if (record === undefined) throw new Error('no such record')
  return { record, reason: 'KK asli diperlihatkan' }
}
const bimaAs = (choice: Choice) => ({ kind: 'member', nik: people.bima, choice }) as const

describe('admit', () => {
  it('freezes who the patient is and what the verdict rested on', () => {
    expect(admitted(people.ahmad)).toMatchObject({
      state: 'guaranteed',
      letterNumber: '000001/KBS/3275999/A1/XI/2026',
      programme: 'kbs-bekasi',
      person: { nik: people.ahmad, name: 'Ahmad Contoh', birthDate: '1990-08-15', rw: '002' },
      evidence: {
        verdict: 'eligible',
        rosterAsOf: TODAY,
        programmeVersion: 'v4',
        foundBy: 'nik',
        reader: 'wedge',
        rulesFailed: 0,
      },
      openedBy: rina.name,
      deskCode: 'A1',
      dueAt: null,
    })
  })

  it('numbers letters of both programmes in one sequence of the desk', () => {
    const referral = { origin: 'puskesmas' as const, date: '2026-11-10' as IsoDate }
    expect(admitted(people.ahmad).letterNumber).toBe('000001/KBS/3275999/A1/XI/2026')
    expect(admitted(people.bogor, { question: question({ care: 'rawat-jalan', referral }) }).letterNumber).toBe(
      '000002/BGS/3275999/A1/XI/2026',
    )
  })

  it('gives the first admission back on a second attempt, and writes nothing', () => {
    const first = admitted(people.ahmad)
    const before = entries()
    expect(admit(people.ahmad)).toEqual({ kind: 'already', admission: first })
    expect(entries()).toBe(before)
    expect(admit(people.ahmad, { question: question({ care: 'persalinan' }) }).kind).toBe('admitted')
    expect(
      at.core().desk.check({ text: people.ahmad, source: 'wedge', question: { care: 'igd' } }, rina.name),
    ).toMatchObject({
      candidates: [{ existing: { id: first.id } }],
    })
  })

  it('admits once for one press of the button, however often it is sent', () => {
    const input = admitInput(people.ahmad)
    const first = at.core().desk.admit(input, rina.name)
    expect(at.core().desk.admit(input, rina.name)).toEqual(first)
    at.place().reopen()
    expect(at.core().desk.admit(input, rina.name)).toEqual(first)
  })

  it('decides for itself, whatever the screen had shown', () => {
    const before = entries()
    expect(admit(people.jknActive)).toMatchObject({ kind: 'not-eligible', verdict: { reasons: ['jkn-active'] } })
    expect(admit(people.cardLost, { text: 'KBS990000002' })).toMatchObject({ verdict: { reasons: ['card-blocked'] } })
    expect(admit(people.unknown)).toEqual({ kind: 'not-eligible', verdict: null })
    expect(entries()).toBe(before)
  })

  it('asks that the identity be confirmed when a number was typed or picked', () => {
    for (const source of ['typed', 'chosen'] as const)
      expect(admit(people.ahmad, { source })).toEqual({ kind: 'identity-not-confirmed' })
    expect(admit(people.ahmad, { source: 'typed', identityConfirmed: true })).toMatchObject({
      kind: 'admitted',
      admission: { evidence: { reader: 'typed', identityConfirmed: true } },
    })
  })

  it('gives nothing on a roster that is too old', () => {
    at.place().clock.advance(15 * 86_400_000)
    expect(admit(people.ahmad, { question: question({ serviceDate: '2026-12-06' as IsoDate }) })).toMatchObject({
      kind: 'not-eligible',
      verdict: { kind: 'stale', verdictIfCurrent: { kind: 'eligible' } },
    })
  })

  it('lets a clerk choose between two records of one NIK, with a reason and the supervisor', () => {
    expect(admit(people.bima)).toMatchObject({
      kind: 'not-eligible',
      verdict: { kind: 'review', conflict: 'nik-twice' },
    })
    const choice = { row: 1, reason: 'KK asli diperlihatkan' }
    const chosen = at.pressed(people.bima, { patient: bimaAs(chosenOf(1)) })
    expect(admit(people.bima, chosen)).toEqual({ kind: 'approval-needed', purpose: 'review' })
    const overriding = at.approved('override', chosen)
    expect(admit(people.bima, { ...chosen, approvalId: overriding })).toEqual({
      kind: 'approval-needed',
      purpose: 'review',
    })
    const approvalId = at.approved('review', chosen, 'KK asli sudah saya lihat')
    expect(admit(people.bima, { ...chosen, approvalId })).toMatchObject({
      admission: {
        person: { kkNumber: '3275090510189922', birthDate: '2019-07-19' },
        evidence: { verdict: 'eligible', conflict: 'nik-twice', chosen: choice },
        approval: { purpose: 'review', by: sari.name, reason: 'KK asli sudah saya lihat' },
      },
    })
  })

  it('knows no third of two records', () => {
    const { record, reason } = chosenOf(1)
    const choice = { record: { ...record, name: 'Bima Ketiga' }, reason }
    const input = at.pressed(people.bima, { patient: bimaAs(choice) })
    expect(admit(people.bima, { ...input, approvalId: at.approved('review', input) })).toMatchObject({
      kind: 'not-eligible',
      verdict: { kind: 'review' },
    })
  })

  it('waits for nobody in an emergency: a choice that nobody approved is not heard then', () => {
    expect(admitted(people.bima, { ...provisional, patient: bimaAs(chosenOf(1)) })).toMatchObject({
      state: 'provisional',
      person: { birthDate: null },
      evidence: { verdict: 'review', chosen: null },
    })
  })

  it('freezes only what both records of one NIK say while nobody has chosen between them', () => {
    const { programmes } = found(people.bima)
    const [one, two] = programmes[0]?.rows ?? []
    if (one === undefined || two === undefined) throw new Error('no conflict')
    const early = admitted(people.bima, provisional)
    expect(one.kkNumber).not.toBe(two.kkNumber)
    expect(early).toMatchObject({
      person: { nik: people.bima, name: 'Bima Contoh', kkNumber: null, birthDate: null, sex: 'L' },
      evidence: { verdict: 'review', conflict: 'nik-twice', chosen: null },
    })
  })

  it('names either when the records of one NIK have two names', () => {
    const { programmes } = found(people.bima)
    const [verdict] = programmes
    const [one] = verdict?.rows ?? []
    if (verdict === undefined || one === undefined) throw new Error('no conflict')
    const rows: typeof verdict.rows = [one, { ...one, name: 'Bimo Contoh' }]
    expect(admittedPerson({ ...verdict, rows }).name).toBe('Bima Contoh / Bimo Contoh')
    const long = [one, { ...one, name: 'B'.repeat(120) }] as typeof verdict.rows
    expect(admittedPerson({ ...verdict, rows: long }).name).toHaveLength(120)
  })

  it('knows a chosen record by what it says, in newer data too, and asks nobody', async () => {
    const chosen = at.pressed(people.bima, { patient: bimaAs(chosenOf(1)) })
    const approvalId = at.approved('review', chosen)
    await rosterOf(at.core(), sampleRows())
    expect(admit(people.bima, { ...chosen, approvalId })).toMatchObject({
      kind: 'admitted',
      admission: { person: { kkNumber: '3275090510189922', birthDate: '2019-07-19' } },
    })
  })

  it('finds a chosen record wherever it stands, and no other in its place', () => {
    const rows = found(people.bima).programmes[0]?.rows ?? []
    const [first, second] = rows
    if (first === undefined || second === undefined) throw new Error('stands once')
    expect(placeOf(second, rows)).toBe(1)
    expect(placeOf(second, rows.toReversed())).toBe(0)
    expect(placeOf({ ...second, name: 'Nama Lain' }, rows)).toBe(-1)
  })
})

describe('a request', () => {
  it('that was sent for one patient gives no letter to another', () => {
    const requestId = randomUUID()
    admitted(people.ahmad, { requestId })
    const before = entries()
    expect(() => admit(people.siti, { requestId })).toThrow('another patient')
    expect(entries()).toBe(before)
  })
})

describe('a refused patient who agrees to pay', () => {
  it('is in the audit trail under the programme that decided, whichever the screen names', () => {
    const programme = 'bogor-sehat' as ProgrammeCode
    at.core().desk.acceptAsUmum({ nik: people.jknActive, programme, question: question() }, rina.name)
    const secrets = keyFile(at.core().folder.keyFile).load()
    if (secrets === null) throw new Error('no keys')
    const { db, auditTrail } = connect(at.core().folder.journal, deriveKey(secrets, 'journal'))
    const facts = [...auditTrail.from(1)].at(-1)?.facts ?? ''
    db.close()
    const decided = { programme: 'kbs-bekasi', programmeVersion: 'v4', verdict: 'ineligible', reasons: ['jkn-active'] }
    expect(JSON.parse(facts)).toMatchObject(decided)
  })
})
