import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { IsoInstant } from '../../../shared/domain/dates.ts'
import { writeJson, type SnapshotEntry } from './pointer-file.ts'

export const REPLACED_FILE = 'replaced.json'

const Replaced = z.strictObject({ format: z.literal(1), replaced: z.record(z.string(), IsoInstant) })

/** A roster file that does not serve. `replacedAt`: since when. */
export type ReplacedRoster = { version: string; file: string; replacedAt: IsoInstant; bytes: number }

/** Notes since when a version does not serve any more; before the pointer names the next one. */
export function noteReplaced(rosterDir: string, { version }: SnapshotEntry, replacedAt: IsoInstant): void {
  const there = new Set(readdirSync(rosterDir).map(versionOf))
  const known = Object.entries(read(rosterDir)).filter(([name]) => there.has(name))
  writeJson(rosterDir, REPLACED_FILE, { format: 1, replaced: { ...Object.fromEntries(known), [version]: replacedAt } })
}

/** Every roster file but that of `current`, the one replaced first in front. */
export function replacedRosters(rosterDir: string, current: SnapshotEntry): ReplacedRoster[] {
  const noted = read(rosterDir)
  return readdirSync(rosterDir)
    .flatMap((file) => {
      const version = versionOf(file)
      const stat = statSync(join(rosterDir, file), { throwIfNoEntry: false })
      if (version === undefined || file === current.file || stat === undefined) return []
      // Not noted when the list was lost, or the import broke off before it became current: kept as long from its own time on.
      const replacedAt = noted[version] ?? IsoInstant.parse(stat.mtime.toISOString())
      return [{ version, file, replacedAt, bytes: stat.size }]
    })
    .toSorted((a, b) => (a.replacedAt < b.replacedAt ? -1 : 1))
}

function versionOf(file: string): string | undefined {
  return /^roster-(?<version>\d{4}-\d\d-\d\d-\d+)\.db$/.exec(file)?.groups?.['version']
}

function read(rosterDir: string): Record<string, IsoInstant> {
  try {
    const parsed = Replaced.safeParse(JSON.parse(readFileSync(join(rosterDir, REPLACED_FILE), 'utf8')))
    return parsed.success ? parsed.data.replaced : {}
  } catch {
    return {}
  }
}
