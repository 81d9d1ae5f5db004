import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_POLICIES } from '../../../shared/domain/policy.ts'
import { versionName, type RosterState } from '../../../shared/domain/roster-state.ts'
import type { Core } from '../open-core.ts'
import { readPointer, type Pointer, type SnapshotEntry } from '../roster/pointer-file.ts'
import { listedVersions, replacedVersions, type ReplacedVersion } from '../roster/replaced-file.ts'
import { rosterFilesIn } from '../roster/roster-file-names.ts'

const DAY_MS = 86_400_000
const LEAST_FREE_BYTES = 2_147_483_648
/** The next version of the largest source is built beside the current one, and again while it gets another key. */
const TIMES_CURRENT = 3

/** A version that does not serve, as people know it. */
export type DueRoster = ReplacedVersion & { name: string }

export type DueRosters = {
  rosterDays: number
  /** Replaced longer ago than agreed. */
  beyond: DueRoster[]
  /** Within their window, but the disk is short of space: the oldest, as many as it takes. */
  early: DueRoster[]
  /** Null: there is enough, or the system does not say. */
  short: { freeBytes: number; neededBytes: number } | null
}

export type RosterPlace = Pick<Core, 'journal' | 'roster' | 'folder' | 'freeBytes'>

/**
 * Versions that are to go now, of all sources. None while no readable pointer says which are current. Those that answer stay, also where
 * it is the one before because the current one is damaged; and a full disk never takes the last one that could answer instead.
 */
export function dueRosters(place: RosterPlace): DueRosters {
  const { journal, roster, freeBytes } = place
  const { rosterDir } = place.folder
  const { rosterDays } = journal.setting('retention-policy') ?? DEFAULT_POLICIES.retention
  const reading = readPointer(rosterDir)
  if (reading.kind !== 'read') return { rosterDays, beyond: [], early: [], short: null }
  const { pointer } = reading
  const current = currentVersions(place, pointer)
  const replaced = replacedVersions(rosterDir, pointer, current).map((one) => ({ ...one, name: versionName(one) }))
  const serving = servingNames(roster.state())
  const until = Date.parse(journal.now()) - rosterDays * DAY_MS
  const isBeyond = ({ name, replacedAt }: DueRoster) => !serving.includes(name) && Date.parse(replacedAt) <= until
  const beyond = replaced.filter(isBeyond)
  const short = shortOf(freeBytes(rosterDir), current)
  if (short === null) return { rosterDays, beyond, early: [], short }
  const within = replaced.filter((one) => !isBeyond(one))
  const stays = new Set([...serving, ...current.flatMap((entry) => lastBefore(entry, pointer, within))])
  const removable = within.filter(({ name }) => !stays.has(name))
  const freed = (taken: readonly DueRoster[]) => {
    const kept = within.filter((one) => !taken.includes(one))
    return bytesOf(rosterDir, unneededFiles(rosterDir, current, kept))
  }
  return { rosterDays, beyond, early: enough(removable, freed, short.neededBytes - short.freeBytes), short }
}

/** Of every source that this desk has, and of a feed that it had until the next purge notes that it is gone. */
function currentVersions({ journal, folder }: RosterPlace, { sources }: Pointer): SnapshotEntry[] {
  const names = new Set<string>(['local', ...(journal.setting('feeds')?.feeds ?? []).map(({ name }) => name)])
  const noted = (listedVersions(folder.rosterDir) ?? []).filter(({ replacedAt }) => replacedAt !== null)
  return Object.entries(sources).flatMap(([name, { current }]) => {
    const isGone = !names.has(name) && noted.some((one) => versionName(one) === versionName(current))
    return isGone ? [] : [current]
  })
}

function servingNames(state: RosterState): string[] {
  if (state.kind !== 'current') return []
  return state.sources.flatMap((one) => (one.kind === 'serving' ? [versionName(one)] : []))
}

/** Of a source the version before, or where the pointer names none, the one replaced last. */
function lastBefore({ source }: SnapshotEntry, { sources }: Pointer, within: readonly DueRoster[]): string[] {
  const previous = sources[source]?.previous ?? within.findLast((one) => one.source === source)
  return previous === undefined ? [] : [versionName(previous)]
}

function shortOf(freeBytes: number | null, current: readonly SnapshotEntry[]): DueRosters['short'] {
  const sizes = current.map(({ layers }) => layers.reduce((sum, { bytes }) => sum + bytes, 0))
  const neededBytes = Math.max(LEAST_FREE_BYTES, TIMES_CURRENT * Math.max(0, ...sizes))
  return freeBytes === null || freeBytes >= neededBytes ? null : { freeBytes, neededBytes }
}

/** From the oldest on, until `missingBytes` are freed: a file that a version shares with one that stays frees nothing. */
function enough(
  removable: readonly DueRoster[],
  freed: (taken: readonly DueRoster[]) => number,
  missingBytes: number,
): DueRoster[] {
  const taken: DueRoster[] = []
  for (const roster of removable) {
    if (freed(taken) >= missingBytes) break
    taken.push(roster)
  }
  return taken
}

/** Roster files that none of these versions needs. */
export function unneededFiles(
  rosterDir: string,
  current: readonly SnapshotEntry[],
  kept: readonly Pick<ReplacedVersion, 'files'>[],
): string[] {
  const needed = new Set([
    ...current.flatMap(({ layers }) => layers.map(({ file }) => file)),
    ...kept.flatMap(({ files }) => files),
  ])
  return rosterFilesIn(rosterDir).filter((file) => !needed.has(file))
}

function bytesOf(rosterDir: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + (statSync(join(rosterDir, file), { throwIfNoEntry: false })?.size ?? 0), 0)
}
