import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { AdmitInput } from '../../shared/contract/desk.ts'
import { DEFAULT_RIGHTS } from '../../shared/domain/operator.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { Nik } from '../../shared/domain/identifiers.ts'
import type { Question } from '../../shared/domain/question.ts'
import type { RosterRow } from '../../shared/domain/roster-row.ts'
import { sampleRows } from '../../electron/core/demo/samples.ts'
import { setDesk, setHospital } from '../../electron/core/journal/change-settings.ts'
import { openCore, type Core } from '../../electron/core/open-core.ts'
import { testHospital, turnedClock, type TurnedClock } from './journal.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'

export const TODAY = '2026-11-21' as IsoDate

/** The fixed people of every demo roster, by what the desk says of them for care on 21 November 2026. */
export const people = {
  ahmad: '3275021508909901' as Nik,
  siti: '3275025403929912' as Nik,
  /** Stands twice, in two families. */
  bima: '3275020907199914' as Nik,
  jknActive: '3275020302859931' as Nik,
  suspended: '3275020411789933' as Nik,
  cardLost: '3275025309809935' as Nik,
  bogor: '3201015012889936' as Nik,
  unknown: '3275021508909910' as Nik,
}
/** At the desk: a clerk, and a supervisor who may correct and approve. */
export const rina = { name: 'Rina Contoh', rights: [...DEFAULT_RIGHTS.clerk] }
export const sari = { name: 'Sari Contoh', rights: [...DEFAULT_RIGHTS.supervisor] }
export const familyKk = '3275021203159921'

export type DeskPlace = { root: string; clock: TurnedClock; core: Core; reopen(): Core; remove(): void }

/** A desk with a real journal and a real roster in a folder of its own; its clock stands at 08:00 in Jakarta. */
export async function deskPlace(options: { roster: boolean } = { roster: true }): Promise<DeskPlace> {
  const root = mkdtempSync(join(tmpdir(), 'loket-desk-core-'))
  const clock = turnedClock()
  if (options.roster) cpSync((await furnished()).root, root, { recursive: true })
  const place: DeskPlace = {
    root,
    clock,
    core: open(root, clock),
    reopen() {
      place.core.close()
      place.core = open(root, clock)
      return place.core
    },
    remove() {
      place.core.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
  if (!options.roster) name(place.core)
  return place
}

function open(root: string, clock: TurnedClock): Core {
  return openCore({
    dataFolder: join(root, 'data'),
    version: '0.0.0-test',
    demo: false,
    workers: SOURCE_WORKERS,
    deliver: () => Promise.resolve({ kind: 'printer' }),
    clock,
  })
}

function name({ journal }: Core): void {
  setHospital(journal, testHospital, 'test')
  setDesk(journal, { code: 'A1' }, 'test')
}

/** Made once for each test file: every place that needs a roster is a copy of it. */
let template: Promise<{ root: string }> | null = null
function furnished(): Promise<{ root: string }> {
  template ??= furnish()
  return template
}

afterAll(async () => {
  if (template !== null) rmSync((await template).root, { recursive: true, force: true })
})

async function furnish(): Promise<{ root: string }> {
  const root = mkdtempSync(join(tmpdir(), 'loket-desk-template-'))
  const core = open(root, turnedClock())
  name(core)
  const file = join(root, 'roster.csv')
  writeFileSync(file, rosterCsv(sampleRows()))
  const outcome = await core.importRoster(file, { asOf: TODAY }, () => undefined, sari.name)
  core.close()
  if (outcome.kind !== 'done') throw new Error(`roster refused: ${outcome.refusal.code}`)
  return { root }
}

export function question(overrides: Partial<Question> = {}): Question {
  return {
    serviceDate: TODAY,
    care: 'igd',
    wardClass: null,
    referral: null,
    otherPayer: false,
    accident: 'none',
    ...overrides,
  }
}

/** Press of the button for a scanned member in emergency care; change what the test is about. */
export function admitInput(nik: Nik, overrides: Partial<AdmitInput> = {}): AdmitInput {
  return {
    requestId: randomUUID(),
    patient: { kind: 'member', nik, choice: null },
    text: nik,
    source: 'wedge',
    question: question(),
    shown: null,
    details: { medicalRecordNumber: '', referralFrom: '', referralNumber: '', documents: [], note: '' },
    identityConfirmed: false,
    basis: 'guaranteed',
    approvalId: null,
    ...overrides,
  }
}

/** People as the issuer's CSV; its columns are the fields in snake case. */
export function rosterCsv(rows: readonly RosterRow[]): string {
  const fields = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[]
  const header = fields.map((field) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  return [header, ...rows.map((row) => fields.map((field) => row[field] ?? ''))]
    .map((cells) => cells.join(','))
    .join('\n')
}

/** What the screen shows of whoever an admission is for, as it is brought back with it; null where nothing can be asked. */
export function shownFor({ desk }: Core, { patient, text, source, question: asked }: AdmitInput): AdmitInput['shown'] {
  if (patient.kind === 'unidentified') return null
  const nik = patient.kind === 'newborn' ? patient.motherNik : patient.nik
  const result = desk.check({ text: text === '' ? nik : text, source, question: asked }, rina.name)
  const candidates = result.kind === 'people' ? result.candidates : []
  return candidates.find((candidate) => candidate.nik === nik)?.terms ?? null
}
