import { createHash } from 'node:crypto'
import type { PackReading } from '../../roster-files/pack/pack.ts'
import { openPackFile } from '../../roster-files/pack/open-pack-file.ts'
import type { RowSample } from './built-file.ts'
import { InstallRefused } from './install-refused.ts'
import type { PackInstall } from './roster.ts'
import { openSnapshotWriter, type IndexedCounts, type SnapshotWriter } from './snapshot-writer.ts'

export type PackToWrite = {
  install: PackInstall
  /** Which of its packs. */
  index: number
  path: string
  key: Buffer
  sample: RowSample | null
  /** `part` 0 to 1, of this pack. */
  onRows(rows: number, part: number): void
}

/** Of the writing, before the indexes. */
const READING_SHARE = 0.7

/**
 * Writes one pack into a new file: whatever is in it, `finish` is left to the caller, who knows what the version as a whole must hold.
 * @throws {InstallRefused | PackRefused | AgeRefused}, with nothing left open
 */
export async function writePack(job: PackToWrite): Promise<{ writer: SnapshotWriter; counts: IndexedCounts }> {
  const hash = createHash('sha256')
  const reading = await openChecked(job, (piece) => hash.update(piece))
  let writer: SnapshotWriter | null = null
  try {
    writer = openSnapshotWriter(job.path, job.key, reading.header.rows)
    await addParts(job, reading, writer)
    // It was compared when it had come: this is what was read, should another file lie there now.
    if (hash.digest('hex') !== job.install.packs[job.index]?.sha256) throw new InstallRefused('damaged')
    const { rows, kind, gone } = reading.header
    const counts = writer.index((part) => job.onRows(rows, READING_SHARE + part * (1 - READING_SHARE)))
    // Someone who is gone has no rows in the same pack.
    if (kind === 'delta' && counts.overridden !== counts.people + gone) throw new InstallRefused('pack-contradicts')
    return { writer, counts }
  } catch (error) {
    writer?.close()
    throw error
  } finally {
    await reading.parts.return()
  }
}

async function openChecked(
  { install, index }: PackToWrite,
  onPiece: (piece: Uint8Array) => void,
): Promise<PackReading> {
  const pack = install.packs[index]
  if (pack === undefined) throw new Error('an install has as many packs as it says')
  const reading = await openPackFile(pack.path, install.identity, onPiece)
  const { header } = reading
  const isLast = index === install.packs.length - 1
  const asSigned =
    header.kind === pack.kind &&
    header.to === pack.to &&
    header.programmes.every((programme) => install.programmes.includes(programme)) &&
    (!isLast || signedCounts(install, reading))
  if (asSigned && header.from === pack.from) return reading
  await reading.parts.return()
  if (asSigned) throw new InstallRefused('wrong-base', { from: header.from ?? '', wanted: pack.from ?? '' })
  throw new InstallRefused('pack-contradicts', { version: header.to, people: header.people, rows: header.allRows })
}

function signedCounts(install: PackInstall, { header }: PackReading): boolean {
  return (
    header.to === install.version &&
    header.asOf === install.asOf &&
    header.people === install.people &&
    header.allRows === install.rows &&
    header.conflicts === install.conflicts
  )
}

async function addParts(job: PackToWrite, { header, parts }: PackReading, writer: SnapshotWriter): Promise<void> {
  const isDelta = header.kind === 'delta'
  const spokenFor = new Set<string>(header.programmes)
  let rows = 0
  for await (const part of parts) {
    if (part.kind === 'gone') {
      for (const nik of part.niks) writer.override(nik)
      continue
    }
    for (const row of part.rows) {
      if (!spokenFor.has(row.programme)) throw new InstallRefused('pack-contradicts', { programme: row.programme })
      writer.add(row)
      if (isDelta) writer.override(row.nik)
      job.sample?.add(row)
    }
    rows += part.rows.length
    job.onRows(rows, (rows / Math.max(1, header.rows)) * READING_SHARE)
  }
}
