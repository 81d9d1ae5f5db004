import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { IsoDate, IsoInstant } from '../../../shared/domain/dates.ts'
import { Statistic } from '../../../shared/domain/feed.ts'
import { ProgrammeCode } from '../../../shared/domain/identifiers.ts'
import { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import { RosterSourceName } from '../../../shared/domain/roster-state.ts'
import { errorCode } from '../../roster-files/error-code.ts'
import { syncFolder } from '../sync-folder.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** One immutable file of a version. */
export const LayerFile = z.strictObject({
  file: z.string().regex(/^roster-[\da-f-]+\.db$/),
  bytes: z.int(),
  sha256: Sha256,
})
export type LayerFile = z.infer<typeof LayerFile>

const facts = {
  version: z.string().regex(/^\d{4}-\d\d-\d\d-\d+$/),
  asOf: IsoDate,
  importedAt: IsoInstant,
  people: z.int(),
  rows: z.int(),
  conflicts: z.int(),
}

/** One installed version of one source. */
export const SnapshotEntry = z.strictObject({
  source: RosterSourceName,
  /** Those of its rows. Empty: of an older program, not known. */
  programmes: z.array(ProgrammeCode),
  ...facts,
  /** The base, then what lies over it, the newest last. Versions share files. */
  layers: z.array(LayerFile).nonempty().max(16),
  /** What a feed brought with this version, beside members. */
  companion: z.strictObject({ definitions: z.array(ProgrammeDefinition), statistics: z.array(Statistic) }).nullable(),
  /** Which publication of a feed it is; null: imported by hand. */
  publication: z
    .strictObject({ feed: z.string(), handedRoot: Sha256, rootVersion: z.int(), fullSha256: Sha256 })
    .nullable(),
})
export type SnapshotEntry = z.infer<typeof SnapshotEntry>

const SourcePointer = z.strictObject({
  current: SnapshotEntry,
  /** The version before, kept to take over when the current one is damaged. */
  previous: SnapshotEntry.nullable(),
})
export type SourcePointer = z.infer<typeof SourcePointer>

const Pointer = z.strictObject({ format: z.literal(2), sources: z.record(RosterSourceName, SourcePointer) })
export type Pointer = z.infer<typeof Pointer>

/** As it lies on the disk: no byte that matters changes unnoticed. */
const StoredPointer = z.strictObject({ ...Pointer.shape, sha256: Sha256 })

/** Before there were sources: one file, of a layout that is not read any more. */
const FormerEntry = z.strictObject({ ...facts, ...LayerFile.shape })
const FormerPointer = z.strictObject({
  format: z.literal(1),
  current: FormerEntry,
  previous: FormerEntry.nullable(),
})

type OneReading = { kind: 'none' } | { kind: 'damaged' } | { kind: 'read'; pointer: Pointer; isFormer: boolean }

/** `isCopy`: the pointer itself is damaged or gone, and its copy says this. */
export type PointerReading =
  | { kind: 'none' }
  | { kind: 'damaged' }
  | { kind: 'read'; pointer: Pointer; isCopy: boolean }

export const POINTER_FILE = 'current.json'
export const POINTER_COPY = 'current.copy.json'
export const LOCK_FILE = 'import.lock'

/**
 * Which files serve, of every source. The pointer is replaced whole, by rename: it is never half-written, and each install is one change.
 * Where it is damaged or gone its copy answers, which is never older: it was on the disk before.
 */
export function readPointer(rosterDir: string): PointerReading {
  const pointer = readOne(rosterDir, POINTER_FILE)
  if (pointer.kind === 'read') return { kind: 'read', pointer: pointer.pointer, isCopy: false }
  const copy = readOne(rosterDir, POINTER_COPY)
  if (copy.kind === 'read') return { kind: 'read', pointer: copy.pointer, isCopy: true }
  return pointer.kind === 'none' && copy.kind === 'none' ? { kind: 'none' } : { kind: 'damaged' }
}

/** Whether one of the two is damaged or gone, and all depends on the other. The next installation writes both anew. */
export function restsOnOne(rosterDir: string): boolean {
  const [pointer, copy] = [readOne(rosterDir, POINTER_FILE), readOne(rosterDir, POINTER_COPY)]
  // Programs of before wrote no copy.
  if (pointer.kind === 'read') return !pointer.isFormer && copy.kind !== 'read'
  return copy.kind === 'read'
}

function readOne(rosterDir: string, name: string): OneReading {
  let text: string
  try {
    text = readFileSync(join(rosterDir, name), 'utf8')
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? { kind: 'none' } : { kind: 'damaged' }
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { kind: 'damaged' }
  }
  const parsed = StoredPointer.safeParse(json)
  if (parsed.success) {
    const { sha256, ...pointer } = parsed.data
    // Of what was read, in its own order of fields.
    return sumOf(json as Pointer) === sha256 ? { kind: 'read', pointer, isFormer: false } : { kind: 'damaged' }
  }
  const former = FormerPointer.safeParse(json)
  return former.success ? { kind: 'read', pointer: ofFormer(former.data), isFormer: true } : { kind: 'damaged' }
}

function sumOf({ format, sources }: Pointer): string {
  return createHash('sha256').update(JSON.stringify({ format, sources })).digest('hex')
}

/** Its files are named, so that nothing throws them away early; opened, they turn out to be of another layout. */
function ofFormer({ current, previous }: z.infer<typeof FormerPointer>): Pointer {
  const entry = ({ file, bytes, sha256, ...rest }: z.infer<typeof FormerEntry>): SnapshotEntry => ({
    source: 'local',
    programmes: [],
    ...rest,
    layers: [{ file, bytes, sha256 }],
    companion: null,
    publication: null,
  })
  return { format: 2, sources: { local: { current: entry(current), previous: previous && entry(previous) } } }
}

/** Every version that the pointer names. */
export function entriesOf({ sources }: Pointer): SnapshotEntry[] {
  return Object.values(sources).flatMap(({ current, previous }) =>
    previous === null ? [current] : [current, previous],
  )
}

/** Durable before it returns: files and folder are synced. */
export function writePointer(rosterDir: string, pointer: Pointer): void {
  preparePointer(rosterDir, pointer).install()
}

/** Writes the next pointer and its copy aside: what installs them needs no more space on the disk. */
export function preparePointer(rosterDir: string, pointer: Pointer): { install(): void } {
  const stored = { ...pointer, sha256: sumOf(pointer) }
  const copy = prepareJson(rosterDir, POINTER_COPY, stored)
  const itself = prepareJson(rosterDir, POINTER_FILE, stored)
  return {
    install() {
      // Durable before the pointer says so: it can be newer than the pointer, when this is cut off, and never older.
      copy.install()
      itself.install()
    },
  }
}

/** Replaces a small file whole, by rename. Durable before it returns. */
export function writeJson(rosterDir: string, name: string, content: object): void {
  prepareJson(rosterDir, name, content).install()
}

function prepareJson(rosterDir: string, name: string, content: object): { install(): void } {
  const temporary = join(rosterDir, `${name}.new`)
  const file = openSync(temporary, 'w', 0o600)
  try {
    writeSync(file, `${JSON.stringify(content, null, 2)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return {
    install() {
      renameSync(temporary, join(rosterDir, name))
      syncFolder(rosterDir)
    },
  }
}

/** Changes whenever {@link readPointer} may answer differently. Its copy is looked at only while that one answers. */
export function pointerStamp(rosterDir: string, withCopy: boolean): string {
  const itself = fileStamp(join(rosterDir, POINTER_FILE))
  return withCopy ? `${itself} ${fileStamp(join(rosterDir, POINTER_COPY))}` : itself
}

/** Changes whenever the file at `path` is another one or was written to; `''` when there is none. Cheap: one stat. */
export function fileStamp(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined ? '' : `${stat.ino}:${stat.size}:${stat.mtimeMs}`
}
