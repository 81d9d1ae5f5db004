import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { lockImport } from './import-lock.ts'
import { entriesOf, readPointer } from './pointer-file.ts'
import { fileIdOf, rosterFilesIn } from './roster-file-names.ts'
import { adoptUnlisted, listedVersions } from './replaced-file.ts'

// What an import leaves when it breaks off, with what SQLite puts beside it. Anything else was laid here by a person: perhaps the very CSV
// to import.
const LEFTOVER = /^(?:building-[\da-f-]+\.(?:db|scratch)(?:-[a-z]+)?|(?:current|current\.copy|replaced)\.json\.new)$/
/** As `newFileId` draws them. */
const DRAWN = /^roster-[\da-f]{16}\.db$/

/** Removes what an interrupted import left, also files that were complete but that no version came to name. Under the import lock. */
export function removeLeftovers(rosterDir: string): void {
  for (const file of leftoversIn(rosterDir)) removeRosterFile(rosterDir, file)
  if (listedVersions(rosterDir) !== null) return
  const unnamed = unnamedFiles(rosterDir) ?? []
  if (unnamed.length > 0) adoptUnlisted(rosterDir, unnamed)
}

/** The same when a desk or a command opens the roster, so that what a kill left does not lie there until the next import. */
export function removeLeftoversUnlessBuilding(rosterDir: string): void {
  // Without the lock it may be the work of a build that runs. Where there is nothing, no import is kept out even for an instant.
  if (leftoversIn(rosterDir).length === 0) return
  const lock = lockImport(rosterDir)
  if (lock === null) return
  try {
    for (const file of leftoversIn(rosterDir)) removeRosterFile(rosterDir, file)
  } finally {
    lock.release()
  }
}

function leftoversIn(rosterDir: string): string[] {
  const unfinished = readdirSync(rosterDir).filter((name) => LEFTOVER.test(name))
  // A list that was lost named versions that were replaced: what is not on the next one is no leftover yet.
  const unnamed = listedVersions(rosterDir) === null ? [] : (unnamedFiles(rosterDir) ?? [])
  return [...unfinished, ...unnamed.filter((name) => DRAWN.test(name))]
}

/** Roster files that no version needs, current, previous or kept; null while no readable pointer says which are current. */
function unnamedFiles(rosterDir: string): string[] | null {
  const reading = readPointer(rosterDir)
  if (reading.kind !== 'read') return null
  const named = new Set([
    ...entriesOf(reading.pointer).flatMap(({ layers }) => layers.map(({ file }) => file)),
    ...(listedVersions(rosterDir) ?? []).flatMap(({ files }) => files),
  ])
  return rosterFilesIn(rosterDir).filter((file) => !named.has(file))
}

export function removeRosterFile(rosterDir: string, file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) removeIfFree(join(rosterDir, `${file}${suffix}`))
}

/** Windows refuses while a desk still reads the file: the next time removes it. */
export function removeIfFree(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The file stays until then.
  }
}

/** The next free `<asOf>-<n>` for what is imported by hand. */
export function nextVersion(rosterDir: string, asOf: IsoDate): string {
  const reading = readPointer(rosterDir)
  const known = [
    ...(reading.kind === 'read' ? entriesOf(reading.pointer) : []),
    ...(listedVersions(rosterDir) ?? []),
  ].filter(({ source }) => source === 'local')
  // Before there were sources, files were named for their versions.
  const names = [
    ...known.map(({ version }) => version),
    ...rosterFilesIn(rosterDir).map((file) => fileIdOf(file) ?? ''),
  ]
  const numbers = names
    .filter((name) => name.startsWith(`${asOf}-`))
    .map((name) => Number(name.slice(asOf.length + 1)))
    .filter(Number.isInteger)
  return `${asOf}-${Math.max(0, ...numbers) + 1}`
}
