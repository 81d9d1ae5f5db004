import { DEFAULT_POLICIES } from '../../../shared/domain/policy.ts'
import type { Core } from '../open-core.ts'
import { readPointer, type Pointer } from '../roster/pointer-file.ts'
import { replacedRosters, type ReplacedRoster } from '../roster/replaced-file.ts'

const DAY_MS = 86_400_000
const LEAST_FREE_BYTES = 2_147_483_648
/** The next roster is built beside the current one, and again while it gets another key. */
const TIMES_CURRENT = 3

export type DueRosters = {
  rosterDays: number
  /** Replaced longer ago than agreed. */
  beyond: ReplacedRoster[]
  /** Within their window, but the disk is short of space: the oldest, as many as it takes. */
  early: ReplacedRoster[]
  /** Null: there is enough, or the system does not say. */
  short: { freeBytes: number; neededBytes: number } | null
}

export type RosterPlace = Pick<Core, 'journal' | 'roster' | 'folder' | 'freeBytes'>

/**
 * Roster files that are to go now. None while no readable pointer says which one is current. The one that answers stays, also when it is
 * the one before because the current one is damaged; and a full disk never takes the last one that could answer instead.
 */
export function dueRosters({ journal, roster, folder: { rosterDir }, freeBytes }: RosterPlace): DueRosters {
  const { rosterDays } = journal.setting('retention-policy') ?? DEFAULT_POLICIES.retention
  const reading = readPointer(rosterDir)
  if (reading.kind !== 'read') return { rosterDays, beyond: [], early: [], short: null }
  const state = roster.state()
  const serving = state.kind === 'current' ? state.version : null
  const replaced = replacedRosters(rosterDir, reading.pointer.current)
  const until = Date.parse(journal.now()) - rosterDays * DAY_MS
  const isBeyond = ({ version, replacedAt }: ReplacedRoster) => version !== serving && Date.parse(replacedAt) <= until
  const beyond = replaced.filter(isBeyond)
  const short = shortOf(freeBytes(rosterDir), reading.pointer)
  if (short === null) return { rosterDays, beyond, early: [], short }
  const within = replaced.filter((one) => !isBeyond(one))
  const stays = new Set([serving, reading.pointer.previous?.version ?? within.at(-1)?.version])
  const removable = within.filter(({ version }) => !stays.has(version))
  return { rosterDays, beyond, early: enough(removable, short.neededBytes - short.freeBytes - bytesOf(beyond)), short }
}

function shortOf(freeBytes: number | null, { current }: Pointer): DueRosters['short'] {
  const neededBytes = Math.max(LEAST_FREE_BYTES, TIMES_CURRENT * current.bytes)
  return freeBytes === null || freeBytes >= neededBytes ? null : { freeBytes, neededBytes }
}

/** From the oldest on, until `missingBytes` are freed. */
function enough(rosters: readonly ReplacedRoster[], missingBytes: number): ReplacedRoster[] {
  const taken: ReplacedRoster[] = []
  for (const roster of rosters) if (bytesOf(taken) < missingBytes) taken.push(roster)
  return taken
}

function bytesOf(rosters: readonly ReplacedRoster[]): number {
  return rosters.reduce((sum, { bytes }) => sum + bytes, 0)
}
