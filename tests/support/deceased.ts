import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Nik } from '../../shared/domain/identifiers.ts'
import { sampleRows } from '../../electron/core/demo/samples.ts'
import type { Core } from '../../electron/core/open-core.ts'
import { rosterCsv, sari, TODAY } from './desk-core.ts'

/** The next roster says that this person died. */
export async function withDeceased(core: Core, nik: Nik): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-deceased-'))
  try {
    const rows = sampleRows().map((row) => (row.nik === nik ? { ...row, status: 'deceased' as const } : row))
    const file = join(folder, 'roster.csv')
    writeFileSync(file, rosterCsv(rows))
    const outcome = await core.importRoster(file, { asOf: TODAY }, () => undefined, sari.name)
    if (outcome.kind !== 'done') throw new Error(`roster refused: ${outcome.refusal.code}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
