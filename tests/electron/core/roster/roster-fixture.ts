import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDataFolder, type DataFolder } from '../../../../electron/core/data-folder.ts'
import { openRoster, type RosterDeps } from '../../../../electron/core/roster/open-roster.ts'
import type { ImportOptions, ImportOutcome, Roster } from '../../../../electron/core/roster/roster.ts'
import { readPointer, type SnapshotEntry } from '../../../../electron/core/roster/pointer-file.ts'
import type { RosterEvent } from '../../../../electron/core/roster/serving-snapshot.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { LookupKey } from '../../../../shared/domain/reading.ts'
import { NOON, SECRETS, WORKER_URL } from '../../../support/process-roster.ts'

export { NOON, SECRETS, WORKER_URL }

export type CsvRow = Record<string, string>

/** A row that every rule of the CSV accepts; person `n` of up to 99, all different. */
export function person(n: number, change: CsvRow = {}): CsvRow {
  const day = String((n % 28) + 1).padStart(2, '0')
  const month = String((Math.floor(n / 28) % 12) + 1).padStart(2, '0')
  const serial = `99${String(n % 100).padStart(2, '0')}`
  return {
    nik: `327502${day}${month}90${serial}`,
    kk_number: `327502010117${serial}`,
    name: `Orang ${n} Contoh`,
    sex: 'L',
    birth_date: `1990-${month}-${day}`,
    programme: 'kbs-bekasi',
    category: 'tidak-mampu',
    ward_class: '3',
    valid_from: '2017-03-12',
    valid_until: '',
    status: 'active',
    status_since: '',
    district_code: '32.75.02',
    village_code: '3275021002',
    rw: '002',
    rt: '003',
    resident_since: '2015-06-04',
    jkn_number: '',
    jkn_status: '',
    jkn_segment: '',
    card_number: '',
    card_uid: '',
    card_status: '',
    card_submitted_on: '',
    card_distributed_on: '',
    ...change,
  }
}

export function csv(rows: CsvRow[], delimiter = ','): string {
  const columns = Object.keys(rows[0] ?? person(0))
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((fields) => `${fields.join(delimiter)}\n`)
    .join('')
}

export type Desk = {
  dir: string
  folder: DataFolder
  roster: Roster
  events: RosterEvent[]
  /** Writes the text as a CSV and imports it. */
  give(text: string | Buffer, options?: ImportOptions): Promise<ImportOutcome>
  reopen(): Roster
}

/** A roster in a new folder that goes away with the test. */
export function desk(deps: Partial<RosterDeps> = {}): Desk {
  const dir = mkdtempSync(join(tmpdir(), 'loket-roster-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const folder = openDataFolder(join(dir, 'data'))
  const events: RosterEvent[] = []
  const open = (): Roster => {
    const roster = openRoster({
      folder,
      secrets: SECRETS,
      clock: NOON,
      workerUrl: WORKER_URL,
      log: (event) => events.push(event),
      checkAfterMs: 3_600_000,
      ...deps,
    })
    onTestFinished(() => roster.close())
    return roster
  }
  const made: Desk = {
    dir,
    folder,
    roster: open(),
    events,
    give(text, options = { asOf: '2026-11-21' as IsoDate }) {
      const path = join(dir, 'roster.csv')
      writeFileSync(path, text)
      utimesSync(path, new Date('2026-11-20T05:00:00Z'), new Date('2026-11-20T05:00:00Z'))
      return made.roster.import(path, options, () => {})
    },
    reopen: open,
  }
  return made
}

export function key(kind: LookupKey['kind'], value: string): LookupKey {
  return { kind, value } as LookupKey
}

/** What the pointer says of a source. */
export function pointed(
  folder: DataFolder,
  source = 'local',
): { current: SnapshotEntry; previous: SnapshotEntry | null } {
  const reading = readPointer(folder.rosterDir)
  const found = reading.kind === 'read' ? reading.pointer.sources[source] : undefined
  if (found === undefined) throw new Error('nothing installed')
  return found
}

/** The files of a version, base first. */
export function filesOf(folder: DataFolder, entry: SnapshotEntry | null): string[] {
  return (entry?.layers ?? []).map(({ file }) => join(folder.rosterDir, file))
}

/** What a build has under way, or has left. */
export function building({ rosterDir }: Pick<DataFolder, 'rosterDir'>): string[] {
  return readdirSync(rosterDir).filter((name) => name.startsWith('building'))
}
