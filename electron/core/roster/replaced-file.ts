import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { IsoInstant } from '../../../shared/domain/dates.ts'
import { RosterSourceName } from '../../../shared/domain/roster-state.ts'
import { entriesOf, writeJson, type Pointer, type SnapshotEntry } from './pointer-file.ts'
import { fileIdOf, rosterFilesIn } from './roster-file-names.ts'

export const REPLACED_FILE = 'replaced.json'

const ListedVersion = z.strictObject({
  source: RosterSourceName,
  version: z.string(),
  /** Base first. Files are shared with other versions. */
  files: z.array(z.string()),
  /** Since when it does not serve any more; null: not replaced yet. */
  replacedAt: IsoInstant.nullable(),
})
export type ListedVersion = z.infer<typeof ListedVersion>

const Listing = z.strictObject({ format: z.literal(2), versions: z.array(ListedVersion) })
/** Before there were sources. */
const FormerListing = z.strictObject({ format: z.literal(1), replaced: z.record(z.string(), IsoInstant) })

/** Every version whose files lie here, as far as it was noted; null when the list is lost. */
export function listedVersions(rosterDir: string): ListedVersion[] | null {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(join(rosterDir, REPLACED_FILE), 'utf8'))
  } catch {
    return null
  }
  const listing = Listing.safeParse(json)
  if (listing.success) return listing.data.versions
  const former = FormerListing.safeParse(json)
  if (!former.success) return null
  return Object.entries(former.data.replaced).map(([version, replacedAt]) => ({
    source: 'local',
    version,
    files: [`roster-${version}.db`],
    replacedAt,
  }))
}

/** Notes `entry` before the pointer names it, and since when those in `replaced` do not serve any more. */
export function noteInstalled(rosterDir: string, entry: SnapshotEntry, replaced: readonly SnapshotEntry[]): void {
  const listed = listedVersions(rosterDir) ?? []
  const once = replaced.filter((one, index) => replaced.findIndex((other) => isSame(one, other)) === index)
  const changed = [
    ...once.map((one) => noteOf(one, listed.find((other) => isSame(one, other))?.replacedAt ?? entry.importedAt)),
    noteOf(entry, null),
  ]
  write(rosterDir, [...listed.filter((one) => !changed.some((other) => isSame(one, other))), ...changed])
}

/** Sets since when versions do not serve any more; null: they do again. */
export function noteReplacedAt(
  rosterDir: string,
  entries: readonly SnapshotEntry[],
  replacedAt: IsoInstant | null,
): void {
  if (entries.length === 0) return
  const others = (listedVersions(rosterDir) ?? []).filter((one) => !entries.some((entry) => isSame(one, entry)))
  write(rosterDir, [...others, ...entries.map((entry) => noteOf(entry, replacedAt))])
}

export function forgetListed(rosterDir: string, gone: readonly Pick<ListedVersion, 'source' | 'version'>[]): void {
  const listed = listedVersions(rosterDir)
  if (listed === null) return
  write(
    rosterDir,
    listed.filter((one) => !gone.some((other) => isSame(one, other))),
  )
}

/** Puts files on the list that nothing names, each as a version of its own that was replaced when it was last written. */
export function adoptUnlisted(rosterDir: string, files: readonly string[]): void {
  write(rosterDir, [...(listedVersions(rosterDir) ?? []), ...files.map((file) => unlistedVersion(rosterDir, file))])
}

/** A version that does not serve. `replacedAt`: since when. */
export type ReplacedVersion = Omit<ListedVersion, 'replacedAt'> & { replacedAt: IsoInstant }

/** Every version whose files lie here but those of `current`, the one replaced first in front. */
export function replacedVersions(
  rosterDir: string,
  pointer: Pointer,
  current: readonly SnapshotEntry[],
): ReplacedVersion[] {
  const listed = listedVersions(rosterDir) ?? []
  const entries = entriesOf(pointer)
  const unlisted = entries.filter((entry) => !listed.some((one) => isSame(one, entry)))
  const known = [...listed, ...unlisted.map((entry) => noteOf(entry, null))]
  const named = new Set([
    ...known.flatMap(({ files }) => files),
    ...entries.flatMap((entry) => noteOf(entry, null).files),
  ])
  const stray = rosterFilesIn(rosterDir).filter((file) => !named.has(file))
  return [
    ...known
      .filter((one) => !current.some((entry) => isSame(one, entry)))
      // Not noted when the list was lost, or the import broke off before it became current: kept as long from its own time on.
      .map((one) => ({ ...one, replacedAt: one.replacedAt ?? writtenAt(rosterDir, one.files) })),
    ...stray.map((file) => unlistedVersion(rosterDir, file)),
  ].toSorted((a, b) => (a.replacedAt === b.replacedAt ? 0 : a.replacedAt < b.replacedAt ? -1 : 1))
}

function unlistedVersion(rosterDir: string, file: string): ReplacedVersion {
  return { source: 'local', version: fileIdOf(file) ?? file, files: [file], replacedAt: writtenAt(rosterDir, [file]) }
}

/** When the newest of these files was last written. */
function writtenAt(rosterDir: string, files: readonly string[]): IsoInstant {
  const times = files.map((file) => statSync(join(rosterDir, file), { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return IsoInstant.parse(new Date(Math.max(0, ...times)).toISOString())
}

function noteOf({ source, version, layers }: SnapshotEntry, replacedAt: IsoInstant | null): ListedVersion {
  return { source, version, files: layers.map(({ file }) => file), replacedAt }
}

function isSame(a: { source: string; version: string }, b: { source: string; version: string }): boolean {
  return a.source === b.source && a.version === b.version
}

function write(rosterDir: string, versions: ListedVersion[]): void {
  writeJson(rosterDir, REPLACED_FILE, { format: 2, versions })
}
