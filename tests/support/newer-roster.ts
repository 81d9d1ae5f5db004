import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Nik } from '../../shared/domain/identifiers.ts'
import type { RosterRow } from '../../shared/domain/roster-row.ts'
import { sampleRows } from '../../electron/core/demo/samples.ts'
import type { Core } from '../../electron/core/open-core.ts'
import { rosterCsv, sari, TODAY } from './desk-core.ts'

/** The next roster says something else of this person, of each of their rows. Null: nobody of that NIK stands in it any more. */
export function newerRoster(core: Core, nik: Nik, patch: Partial<RosterRow> | null): Promise<void> {
  return rosterOf(
    core,
    sampleRows().flatMap((row) => (row.nik !== nik ? [row] : patch === null ? [] : [{ ...row, ...patch }])),
  )
}

/** The next roster holds these rows alone. */
export async function rosterOf(core: Core, rows: readonly RosterRow[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-newer-'))
  try {
    const file = join(folder, 'roster.csv')
    writeFileSync(file, rosterCsv(rows))
    const outcome = await core.importRoster(file, { asOf: TODAY }, () => undefined, sari.name)
    if (outcome.kind !== 'done') throw new Error(`roster refused: ${outcome.refusal.code}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
