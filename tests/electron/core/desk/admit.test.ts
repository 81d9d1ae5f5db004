import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AdmitInput } from '../../../../shared/contract/desk.ts'
import { AdmitResult, type Candidate } from '../../../../shared/contract/desk.ts'
import type { Admission } from '../../../../shared/domain/admission.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Nik, ProgrammeCode } from '../../../../shared/domain/identifiers.ts'
import { admittedPerson } from '../../../../electron/core/desk/evidence.ts'
import { connect } from '../../../../electron/core/journal/connection.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import { admitInput, deskPlace, people, question, TODAY, type DeskPlace } from '../../../support/desk-core.ts'

let place: DeskPlace
beforeEach(async () => {
  place = await deskPlace()
})
afterEach(() => {
  const { fault } = verified()
  place.remove()
  if (fault !== null) throw new Error(`the test left a journal that does not verify: ${fault.where}`)
})

function admit(nik: Nik, overrides: Partial<AdmitInput> = {}) {
  return AdmitResult.parse(place.core.desk.admit(admitInput(nik, overrides), 'Sari'))
}

function admitted(nik: Nik, overrides: Partial<AdmitInput> = {}): Admission {
  const result = admit(nik, overrides)
  if (result.kind !== 'admitted') throw new Error(result.kind)
  return result.admission
}

function found(nik: Nik): Candidate {
  const shown = place.core.desk.check({ text: nik, source: 'wedge', question: {} }, 'Sari')
  const [first] = shown.kind === 'people' ? shown.candidates : []
  if (first === undefined) throw new Error(shown.kind)
  return first
}

function verified() {
  const secrets = keyFile(place.core.folder.keyFile).load()
  if (secrets === null) throw new Error('no keys')
  return verifyJournal(place.core.folder, secrets)
}

function entries(): number {
  return verified().entries
}

const provisional = { basis: 'provisional' } as const
const newborn = (birthDate: string, birthOrder = 1) =>
  ({
    kind: 'newborn',
    motherNik: people.siti,
    name: 'Bayi Ny Siti Contoh',
    sex: 'P',
    birthDate: birthDate as IsoDate,
    birthOrder,
  }) as const

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
      openedBy: 'Sari',
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
      place.core.desk.check({ text: people.ahmad, source: 'wedge', question: { care: 'igd' } }, 'Sari'),
    ).toMatchObject({
      candidates: [{ existing: { id: first.id } }],
    })
  })

  it('admits once for one press of the button, however often it is sent', () => {
    const input = admitInput(people.ahmad)
    const first = place.core.desk.admit(input, 'Sari')
    expect(place.core.desk.admit(input, 'Sari')).toEqual(first)
    place.reopen()
    expect(place.core.desk.admit(input, 'Sari')).toEqual(first)
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
    place.clock.advance(15 * 86_400_000)
    expect(admit(people.ahmad, { question: question({ serviceDate: '2026-12-06' as IsoDate }) })).toMatchObject({
      kind: 'not-eligible',
      verdict: { kind: 'stale', verdictIfCurrent: { kind: 'eligible' } },
    })
  })

  it('lets a clerk choose between two records of one NIK, with a reason', () => {
    expect(admit(people.bima)).toMatchObject({
      kind: 'not-eligible',
      verdict: { kind: 'review', conflict: 'nik-twice' },
    })
    const choice = { row: 1, reason: 'KK asli diperlihatkan' }
    const inThisRoster = { ...choice, rosterVersion: `${TODAY}-1` }
    expect(admit(people.bima, { patient: { kind: 'member', nik: people.bima, choice: inThisRoster } })).toMatchObject({
      admission: {
        person: { kkNumber: '3275090510189922', birthDate: '2019-07-19' },
        evidence: { verdict: 'eligible', conflict: 'nik-twice', chosen: choice },
      },
    })
    expect(
      admit(people.bima, {
        patient: { kind: 'member', nik: people.bima, choice: { ...inThisRoster, row: 2 } },
        question: question({ care: 'persalinan' }),
      }),
    ).toMatchObject({ kind: 'not-eligible', verdict: { kind: 'review' } })
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

  it('does not hear a choice between records that another roster showed: there the same place may be another person', () => {
    const choice = { row: 0, reason: 'KK asli diperlihatkan', rosterVersion: '2026-11-20-1' }
    expect(admit(people.bima, { patient: { kind: 'member', nik: people.bima, choice } })).toMatchObject({
      kind: 'not-eligible',
      verdict: { kind: 'review', conflict: 'nik-twice' },
    })
  })
})

describe('the ward class of a letter', () => {
  const persalinan = (wardClass: '1' | '3') => question({ care: 'persalinan', wardClass })

  it('is never better than what is guaranteed, not even until the papers come', () => {
    expect(admit(people.siti, { question: persalinan('1') })).toMatchObject({ kind: 'not-eligible' })
    const early = admitted(people.siti, { ...provisional, question: persalinan('1') })
    expect(early).toMatchObject({ state: 'provisional', wardClass: '3' })
  })

  it('is left open for care without a bed, whatever was asked', () => {
    const { id, wardClass } = admitted(people.ahmad, { question: question({ wardClass: '1' }) })
    expect(wardClass).toBeNull()
    const amendment = { wardClass: '1' as const }
    expect(place.core.desk.amend({ admissionId: id, amendment, reason: 'naik kelas' }, 'Sari')).toMatchObject({
      kind: 'not-eligible',
    })
  })

  it('is not amended to a better one while no roster can say that it is guaranteed', () => {
    const { id } = admitted(people.siti, { question: persalinan('3') })
    writeFileSync(join(place.core.folder.rosterDir, 'current.json'), '')
    const amendment = { wardClass: '1' as const }
    expect(place.core.desk.amend({ admissionId: id, amendment, reason: 'naik kelas' }, 'Sari')).toMatchObject({
      kind: 'not-eligible',
    })
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

describe('an emergency', () => {
  it('is admitted provisionally with 72 hours for the papers', () => {
    const admission = admitted(people.suspended, provisional)
    expect(admission).toMatchObject({
      state: 'provisional',
      dueAt: '2026-11-24T01:00:00.000Z',
      evidence: { verdict: 'ineligible', reasons: ['membership-suspended'] },
    })
    expect(place.core.admissions.provisional()).toEqual([admission])
  })

  it('offers nothing provisional to the eligible, nor for planned care', () => {
    expect(admit(people.ahmad, provisional)).toEqual({ kind: 'provisional-not-offered' })
    const planned = { ...provisional, question: question({ care: 'rawat-inap' }) }
    expect(admit(people.suspended, planned)).toEqual({ kind: 'provisional-not-offered' })
  })

  it('takes in strangers, each one a person of their own, also without a roster', async () => {
    const stranger = { kind: 'unidentified', name: 'Tidak dikenal', nik: null, sex: 'L' } as const
    const input = { patient: stranger, text: '', ...provisional }
    const one = admitted(people.unknown, input)
    expect(admitted(people.unknown, input).id).not.toBe(one.id)
    expect(one).toMatchObject({ person: { nik: null }, evidence: { verdict: 'unidentified', reader: 'none' } })
    expect(admit(people.unknown, { ...input, basis: 'guaranteed' })).toEqual({ kind: 'not-eligible', verdict: null })
    const bare = await deskPlace({ roster: false })
    expect(bare.core.desk.admit(admitInput(people.unknown, input), 'Sari')).toMatchObject({ kind: 'admitted' })
    bare.remove()
  })

  it('becomes a full guarantee once the person is known and eligible', () => {
    const stranger = { kind: 'unidentified', name: 'Tidak dikenal', nik: null, sex: 'L' } as const
    const { id } = admitted(people.unknown, { patient: stranger, text: '', ...provisional })
    const confirm = (nik: Nik | null) =>
      place.core.desk.confirmProvisional(
        { admissionId: id, nik, question: question(), details: admitInput(people.ahmad).details },
        'Sari',
      )
    expect(confirm(null)).toEqual({ kind: 'not-eligible', verdict: null })
    expect(confirm(people.suspended)).toMatchObject({ kind: 'not-eligible', verdict: { kind: 'ineligible' } })
    expect(confirm(people.ahmad)).toMatchObject({
      kind: 'changed',
      admission: {
        id,
        state: 'guaranteed',
        dueAt: null,
        person: { nik: people.ahmad },
        letterNumber: expect.stringMatching(/^000001\/KBS/),
      },
    })
    expect(confirm(people.ahmad)).toMatchObject({ kind: 'wrong-state' })
  })

  it('gets a number of its own when another programme guarantees, and the first one still leads to it', () => {
    const stranger = { kind: 'unidentified', name: 'Tidak dikenal', nik: null, sex: 'P' } as const
    const first = admitted(people.unknown, { patient: stranger, text: '', ...provisional })
    const details = admitInput(people.bogor).details
    const confirmed = place.core.desk.confirmProvisional(
      { admissionId: first.id, nik: people.bogor, question: question(), details },
      'Sari',
    )
    expect(confirmed).toMatchObject({ admission: { letterNumber: '000002/BGS/3275999/A1/XI/2026' } })
    expect(place.core.journal.admissionOfLetter(first.letterNumber)).toBe(first.id)
  })

  it('is not confirmed onto a person who stands admitted already', () => {
    const known = admitted(people.ahmad)
    const stranger = { kind: 'unidentified', name: 'Tidak dikenal', nik: null, sex: 'L' } as const
    const { id } = admitted(people.unknown, { patient: stranger, text: '', ...provisional })
    const details = admitInput(people.ahmad).details
    expect(
      place.core.desk.confirmProvisional({ admissionId: id, nik: people.ahmad, question: question(), details }, 'Sari'),
    ).toEqual({ kind: 'already', admission: known })
  })

  it('can be turned into a patient who pays', () => {
    const { id } = admitted(people.suspended, provisional)
    const turn = () => place.core.desk.turnToUmum({ admissionId: id, reason: 'memilih membayar' }, 'Sari')
    expect(turn()).toMatchObject({ kind: 'changed', admission: { state: 'umum', dueAt: null } })
    expect(turn()).toMatchObject({ kind: 'wrong-state' })
    expect(place.core.admissions.provisional()).toEqual([])
  })
})

describe('a service date that no letter can name', () => {
  it.each(['1999-12-31', '2027-11-23', '2199-01-01'])('is not admitted, not even provisionally: %s', (day) => {
    const before = entries()
    const asked = { question: question({ serviceDate: day as IsoDate }) }
    expect(admit(people.suspended, { ...provisional, ...asked })).toEqual({ kind: 'provisional-not-offered' })
    expect(admit(people.ahmad, asked)).toEqual({ kind: 'not-eligible', verdict: null })
    expect(entries()).toBe(before)
  })

  it('is not confirmed into an admission', () => {
    const { id, details } = admitted(people.suspended, provisional)
    const late = question({ serviceDate: '1999-12-31' as IsoDate })
    expect(
      place.core.desk.confirmProvisional({ admissionId: id, nik: people.ahmad, question: late, details }, 'Sari'),
    ).toEqual({ kind: 'not-eligible', verdict: null })
  })

  it('is one from the year 2000 to a year from now: such an admission is printed', async () => {
    for (const day of ['2000-01-01', '2027-11-22'] as IsoDate[]) {
      const { id } = admitted(people.suspended, { ...provisional, question: question({ serviceDate: day }) })
      expect(await place.core.letters.print(id)).toMatchObject({ kind: 'made', copy: 1 })
    }
  })
})

describe('a refused patient who agrees to pay', () => {
  it('is in the audit trail under the programme that decided, whichever the screen names', () => {
    const programme = 'bogor-sehat' as ProgrammeCode
    place.core.desk.acceptAsUmum({ nik: people.jknActive, programme, question: question() }, 'Sari')
    const secrets = keyFile(place.core.folder.keyFile).load()
    if (secrets === null) throw new Error('no keys')
    const { db, auditTrail } = connect(place.core.folder.journal, deriveKey(secrets, 'journal'))
    const facts = [...auditTrail.from(1)].at(-1)?.facts ?? ''
    db.close()
    const decided = { programme: 'kbs-bekasi', programmeVersion: 'v4', verdict: 'ineligible', reasons: ['jkn-active'] }
    expect(JSON.parse(facts)).toMatchObject(decided)
  })
})

describe('a newborn without NIK', () => {
  it('goes under its mother for 28 days, twins each once', () => {
    const patient = newborn('2026-11-20')
    expect(admitted(people.siti, { patient })).toMatchObject({
      person: { nik: null, motherNik: people.siti, birthOrder: 1, kkNumber: '3275021203159921' },
    })
    expect(admit(people.siti, { patient }).kind).toBe('already')
    expect(admit(people.siti, { patient: newborn('2026-11-20', 2) }).kind).toBe('admitted')
    expect(admit(people.siti).kind).toBe('admitted')
  })

  it('is covered on the 28th day and not on the 29th', () => {
    expect(admit(people.siti, { patient: newborn('2026-10-23') })).toEqual({ kind: 'not-eligible', verdict: null })
    expect(admit(people.siti, { patient: newborn('2026-10-24') }).kind).toBe('admitted')
  })
})

describe('a correction', () => {
  it('voids with a reason, keeps the number used up, and lets the person be admitted anew', () => {
    const { id, letterNumber } = admitted(people.ahmad)
    const reason = 'salah pasien'
    expect(place.core.desk.void({ admissionId: id, reason }, 'Sari')).toMatchObject({
      admission: { state: 'voided', voidReason: reason },
    })
    expect(place.core.desk.void({ admissionId: id, reason }, 'Sari')).toMatchObject({ kind: 'wrong-state' })
    expect(admitted(people.ahmad).letterNumber).not.toBe(letterNumber)
  })

  it('changes only what is named', () => {
    const { id, details } = admitted(people.ahmad)
    const amendment = { details: { note: 'datang dengan ambulans', medicalRecordNumber: undefined } }
    expect(place.core.desk.amend({ admissionId: id, amendment, reason: 'lupa dicatat' }, 'Sari')).toMatchObject({
      kind: 'changed',
      admission: { amendments: 1, details: { ...details, note: 'datang dengan ambulans' } },
    })
  })

  it('cannot put a referral under a guarantee that the rules refuse', () => {
    const good = { origin: 'puskesmas' as const, date: '2026-11-10' as IsoDate }
    const { id } = admitted(people.ahmad, { question: question({ care: 'rawat-jalan', referral: good }) })
    const amend = (referral: typeof good | null) =>
      place.core.desk.amend({ admissionId: id, amendment: { referral }, reason: 'salah tanggal' }, 'Sari')
    expect(amend({ ...good, date: '2026-01-10' as IsoDate })).toMatchObject({
      kind: 'not-eligible',
      verdict: { reasons: ['referral-expired'] },
    })
    expect(amend({ ...good, date: '2026-11-12' as IsoDate })).toMatchObject({ kind: 'changed' })
  })

  it('of an admission that does not exist is not found', () => {
    const admissionId = randomUUID() as Admission['id']
    expect(place.core.desk.void({ admissionId, reason: 'tidak ada' }, 'Sari')).toEqual({ kind: 'not-found' })
  })
})

describe('a clock that falls back', () => {
  it('brings no lapsed cover to life and gives no number twice', () => {
    const first = admitted(people.ahmad)
    place.clock.set('2019-06-01T00:00:00.000Z')
    expect(place.core.desk.check({ text: people.siti, source: 'wedge', question: {} }, 'Sari')).toMatchObject({
      question: { serviceDate: TODAY },
    })
    const second = admitted(people.siti)
    expect(second.openedAt >= first.openedAt).toBe(true)
    expect(second.letterNumber).toBe('000002/KBS/3275999/A1/XI/2026')
  })
})
