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

/** One immutable file of a version. */
export const LayerFile = z.strictObject({
  file: z.string().regex(/^roster-[\da-f-]+\.db$/),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
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

/** Before there were sources: one file, of a layout that is not read any more. */
const FormerEntry = z.strictObject({ ...facts, ...LayerFile.shape })
const FormerPointer = z.strictObject({
  format: z.literal(1),
  current: FormerEntry,
  previous: FormerEntry.nullable(),
})

export type PointerReading = { kind: 'none' } | { kind: 'damaged' } | { kind: 'read'; pointer: Pointer }

export const POINTER_FILE = 'current.json'
export const LOCK_FILE = 'import.lock'

/** Which files serve, of every source. The pointer is replaced whole, by rename: it is never half-written, and each install is one change. */
export function readPointer(rosterDir: string): PointerReading {
  let text: string
  try {
    text = readFileSync(join(rosterDir, POINTER_FILE), 'utf8')
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? { kind: 'none' } : { kind: 'damaged' }
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { kind: 'damaged' }
  }
  const parsed = Pointer.safeParse(json)
  if (parsed.success) return { kind: 'read', pointer: parsed.data }
  const former = FormerPointer.safeParse(json)
  return former.success ? { kind: 'read', pointer: ofFormer(former.data) } : { kind: 'damaged' }
}

/** Its files are named, so that nothing throws them away early; opened, they turn out to be of another layout. */
function ofFormer({ current, previous }: z.infer<typeof FormerPointer>): Pointer {
  const entry = ({ file, bytes, sha256, ...rest }: z.infer<typeof FormerEntry>): SnapshotEntry => ({
    source: 'local',
    programmes: [],
    ...rest,
    layers: [{ file, bytes, sha256 }],
    companion: null,
  })
  return { format: 2, sources: { local: { current: entry(current), previous: previous && entry(previous) } } }
}

/** Every version that the pointer names. */
export function entriesOf({ sources }: Pointer): SnapshotEntry[] {
  return Object.values(sources).flatMap(({ current, previous }) =>
    previous === null ? [current] : [current, previous],
  )
}

/** Durable before it returns: file and folder are synced. */
export function writePointer(rosterDir: string, pointer: Pointer): void {
  writeJson(rosterDir, POINTER_FILE, pointer)
}

/** Writes the next pointer aside: what installs it needs no more space on the disk. */
export function preparePointer(rosterDir: string, pointer: Pointer): { install(): void } {
  return prepareJson(rosterDir, POINTER_FILE, pointer)
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

/** Changes whenever the file at `path` is another one or was written to; `''` when there is none. Cheap: one stat. */
export function fileStamp(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined ? '' : `${stat.ino}:${stat.size}:${stat.mtimeMs}`
}
