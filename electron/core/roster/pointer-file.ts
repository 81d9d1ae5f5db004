import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { IsoDate, IsoInstant } from '../../../shared/domain/dates.ts'
import { errorCode } from '../../roster-files/error-code.ts'
import { syncFolder } from '../sync-folder.ts'

/** One installed roster file. */
export const SnapshotEntry = z.strictObject({
  version: z.string().regex(/^\d{4}-\d\d-\d\d-\d+$/),
  asOf: IsoDate,
  importedAt: IsoInstant,
  people: z.int(),
  rows: z.int(),
  conflicts: z.int(),
  file: z.string().regex(/^roster-[\d-]+\.db$/),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type SnapshotEntry = z.infer<typeof SnapshotEntry>

const Pointer = z.strictObject({
  format: z.literal(1),
  current: SnapshotEntry,
  /** The version before, kept to take over when the current file is damaged. */
  previous: SnapshotEntry.nullable(),
})
export type Pointer = z.infer<typeof Pointer>

export type PointerReading = { kind: 'none' } | { kind: 'damaged' } | { kind: 'read'; pointer: Pointer }

export const POINTER_FILE = 'current.json'
export const LOCK_FILE = 'import.lock'

/** Which roster file is current. A pointer is replaced whole, by rename: it is never half-written. */
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
  return parsed.success ? { kind: 'read', pointer: parsed.data } : { kind: 'damaged' }
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

// What an import leaves when it breaks off, with what SQLite puts beside it. Anything else was laid here by a person: perhaps the very CSV
// to import. Roster files that were replaced are the work of electron/core/retention.
const LEFTOVER = /^(?:building-\d[\d-]*\.db(?:-[a-z]+)?|(?:current|replaced)\.json\.new)$/

/** Removes what an interrupted import left. */
export function removeLeftovers(rosterDir: string): void {
  for (const name of readdirSync(rosterDir)) if (LEFTOVER.test(name)) removeIfFree(join(rosterDir, name))
}

/** Windows refuses while a desk still reads the file: the next time removes it. */
export function removeIfFree(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The file stays until then.
  }
}

/** The next free `<asOf>-<n>`. A name is never given twice for one date, since each has its own key. */
export function nextVersion(rosterDir: string, asOf: IsoDate): string {
  const reading = readPointer(rosterDir)
  const known =
    reading.kind === 'read' ? [reading.pointer.current.version, reading.pointer.previous?.version ?? ''] : []
  const names = readdirSync(rosterDir).map((name) => name.replace(/^roster-|\.db$/g, ''))
  const numbers = [...known, ...names]
    .filter((name) => name.startsWith(`${asOf}-`))
    .map((name) => Number(name.slice(asOf.length + 1)))
    .filter(Number.isInteger)
  return `${asOf}-${Math.max(0, ...numbers) + 1}`
}
