import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedDemo } from '../../electron/core/demo/seed-demo.ts'
import { DEMO_PEOPLE, DEMO_SEED } from '../../electron/core/demo/demo-hospital.ts'
import { demoRows } from '../../electron/core/demo/generate-roster.ts'
import { sampleRows } from '../../electron/core/demo/samples.ts'
import { writeDemoRoster } from '../../electron/core/demo/write-roster-csv.ts'
import { openCore, type Core } from '../../electron/core/open-core.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'
import type { Patient } from '../../shared/contract/desk.ts'
import { addDays } from '../../shared/domain/dates.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { Nik } from '../../shared/domain/identifiers.ts'
import type { Question } from '../../shared/domain/question.ts'
import { turnedClock, type TurnedClock } from '../support/journal.ts'

export const SHOWN_DAY = '2026-11-21' as IsoDate
/** 10.42 in Jakarta. */
export const SHOWN_AT = `${SHOWN_DAY}T03:42:00.000Z`

const ACTOR = 'Rina Contoh'
/** Rows of the demo roster in which enough guaranteed people are found. */
const ENOUGH = 6_000
const at = (day: IsoDate, jakarta: string) => `${day}T${jakarta}:00.000+07:00`

type Visit = { time: string; care: Question['care']; programme: 'kbs-bekasi' | 'bogor-sehat'; prints: number }

/** A Saturday morning, oldest first. */
const MORNING: Visit[] = [
  { time: '07:48', care: 'rawat-jalan', programme: 'kbs-bekasi', prints: 1 },
  { time: '08:05', care: 'igd', programme: 'kbs-bekasi', prints: 1 },
  { time: '08:20', care: 'rawat-inap', programme: 'kbs-bekasi', prints: 1 },
  { time: '08:55', care: 'rawat-jalan', programme: 'kbs-bekasi', prints: 1 },
  { time: '09:12', care: 'persalinan', programme: 'bogor-sehat', prints: 1 },
  { time: '09:40', care: 'igd', programme: 'kbs-bekasi', prints: 2 },
  { time: '09:57', care: 'rawat-jalan', programme: 'kbs-bekasi', prints: 1 },
  { time: '10:18', care: 'rawat-inap', programme: 'bogor-sehat', prints: 1 },
  { time: '10:31', care: 'rawat-jalan', programme: 'kbs-bekasi', prints: 1 },
]

/** Fills a demo folder with a day at work, each admission made by the desk itself at its own time. */
export async function fillDayAtWork(dataFolder: string): Promise<void> {
  const before = addDays(SHOWN_DAY, -2)
  const clock = turnedClock(at(before, '07:00'))
  const core = openCore({
    dataFolder,
    version: '0.0.0-screens',
    demo: true,
    workers: SOURCE_WORKERS,
    deliver: () => Promise.resolve({ kind: 'printer' }),
    clock,
  })
  try {
    await seedDemo(core)
    await unidentified(core, clock, at(before, '16:05'), 'Maya Contoh', 'igd')
    await unidentified(core, clock, at(addDays(SHOWN_DAY, -1), '14:10'), 'Tn. X, kira-kira 40 tahun', 'igd')
    clock.set(at(SHOWN_DAY, '04:10'))
    await newRosterAtDawn(core)
    const next = patients(core)
    for (const visit of MORNING) {
      clock.set(at(SHOWN_DAY, visit.time))
      await admit(core, { kind: 'member', nik: next(visit), choice: null }, visit)
    }
  } finally {
    core.close()
  }
}

async function unidentified(core: Core, clock: TurnedClock, when: string, name: string, care: 'igd'): Promise<void> {
  clock.set(when)
  const patient: Patient = { kind: 'unidentified', name, nik: null, sex: null }
  await admit(core, patient, { time: '', care, programme: 'kbs-bekasi', prints: 1 })
}

async function admit(core: Core, patient: Patient, { care, prints }: Visit): Promise<void> {
  const serviceDate = new Date(Date.parse(core.journal.now()) + 7 * 3_600_000).toISOString().slice(0, 10) as IsoDate
  const result = core.desk.admit(
    {
      requestId: randomUUID(),
      patient,
      text: patient.kind === 'member' ? patient.nik : '',
      source: patient.kind === 'member' ? 'wedge' : 'typed',
      question: questionFor(care, serviceDate),
      shown: null,
      details: {
        medicalRecordNumber: '',
        referralFrom: 'Puskesmas Kranji',
        referralNumber: '',
        documents: ['ktp'],
        note: '',
      },
      identityConfirmed: patient.kind === 'member',
      basis: patient.kind === 'member' ? 'guaranteed' : 'provisional',
      approvalId: null,
    },
    ACTOR,
  )
  if (result.kind !== 'admitted') throw new Error(`the day at work has a patient who was not admitted: ${result.kind}`)
  for (let copy = 0; copy < prints; copy += 1) await core.letters.print(result.admission.id, ACTOR)
}

function questionFor(care: Question['care'], serviceDate: IsoDate): Question {
  const planned = care === 'rawat-jalan' || care === 'rawat-inap'
  const referral = planned ? ({ origin: 'puskesmas', date: addDays(serviceDate, -3) } as const) : null
  return { serviceDate, care, wardClass: null, referral, otherPayer: false, accident: 'none' }
}

/** People of the demo roster who are guaranteed for the visit, each given once. */
function patients(core: Core): (visit: Visit) => Nik {
  const rows = [...firstOf(demoRows({ people: DEMO_PEOPLE, seed: DEMO_SEED }), ENOUGH)]
  const samples = new Set<string>(sampleRows().map(({ nik }) => nik))
  const used = new Set<string>(samples)
  return ({ care, programme }) => {
    for (const row of rows) {
      if (used.has(row.nik) || row.programme !== programme || row.name.length > 22) continue
      used.add(row.nik)
      if (care === 'persalinan' && (row.sex !== 'P' || row.birthDate < '1988' || row.birthDate > '2004')) continue
      const question = questionFor(care, SHOWN_DAY)
      const result = core.desk.check({ text: row.nik, source: 'wedge', question }, ACTOR)
      const found = result.kind === 'people' ? result.candidates[0] : undefined
      if (found?.verdict.kind === 'eligible' && found.verdict.programme === programme) return row.nik
    }
    throw new Error('nobody in the demo roster is guaranteed for this visit')
  }
}

function* firstOf<T>(all: Iterable<T>, count: number): Generator<T> {
  let left = count
  for (const one of all) {
    if (left === 0) return
    left -= 1
    yield one
  }
}

async function newRosterAtDawn(core: Core): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-screens-'))
  try {
    const file = join(folder, 'roster.csv')
    writeDemoRoster(file, { people: DEMO_PEOPLE, seed: DEMO_SEED })
    const outcome = await core.importRoster(file, { asOf: SHOWN_DAY }, () => undefined, ACTOR)
    if (outcome.kind !== 'done') throw new Error(`the demo roster was refused: ${outcome.refusal.code}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
