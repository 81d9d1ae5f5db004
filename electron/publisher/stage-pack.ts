import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { CodedRow } from '../roster-files/coded-row.ts'
import { encryptTo } from '../roster-files/pack/age-stream.ts'
import { openPackFile } from '../roster-files/pack/open-pack-file.ts'
import type { PackHeader, PackSource } from '../roster-files/pack/pack.ts'
import { writePack } from '../roster-files/pack/write-pack.ts'
import { rowsOf, type Comparison } from './compare-rosters.ts'
import { APPEARED, VANISHED } from './change-file.ts'
import { PUBLIC_MODE } from './durable-files.ts'
import { lowerHalf, upperHalf, type NikTable } from './nik-table.ts'
import type { SignedTarget } from './sign-publication.ts'

/** A target that is written and on the disk, not yet in the repository. */
export type Staged = SignedTarget & { path: string }

/** Writes a pack, encrypted when there are recipients, into `workDir`. @throws system errors */
export async function stagePack(
  workDir: string,
  name: string,
  source: PackSource,
  recipients: readonly string[] | null,
): Promise<Staged> {
  const path = join(workDir, name.replace('/', '-'))
  const plain = writePack(source)
  const hash = createHash('sha256')
  let length = 0
  const file = openSync(path, 'wx', PUBLIC_MODE)
  try {
    for await (const piece of recipients === null ? plain : encryptTo(recipients, plain)) {
      for (let at = 0; at < piece.length;) at += writeSync(file, piece, at)
      hash.update(piece)
      length += piece.length
    }
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return { name, path, length, sha256: hash.digest('hex') }
}

export type StagedDelta = Staged & {
  /** People whose rows it replaces or takes away. */
  changes: number
}

/**
 * Writes a delta for those in `table`: their rows as `whole`, a pack already written that holds them all, has them.
 * `header` is that of the full pack.
 */
export async function stageDelta(
  workDir: string,
  name: string,
  header: PackHeader,
  from: NonNullable<PackHeader['from']>,
  table: NikTable,
  comparison: Comparison,
  whole: { path: string; identity: string | null },
  recipients: readonly string[] | null,
): Promise<StagedDelta> {
  const gone = table.sorted((flags) => (flags & VANISHED) !== 0 && (flags & APPEARED) === 0)
  const source = {
    header: { ...header, kind: 'delta' as const, from, rows: rowsOf(table, comparison), gone: gone.length },
    rows: rowsIn(table, whole),
    gone,
  }
  return { ...(await stagePack(workDir, name, source, recipients)), changes: table.size }
}

async function* rowsIn(table: NikTable, whole: { path: string; identity: string | null }): AsyncGenerator<CodedRow> {
  const { parts } = await openPackFile(whole.path, whole.identity)
  for await (const part of parts) {
    if (part.kind !== 'rows') continue
    for (const row of part.rows) if (table.get(upperHalf(row.nik), lowerHalf(row.nik)) !== 0) yield row
  }
}
