import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { readPointer } from '../roster/pointer-file.ts'
import { replacedRosters, type ReplacedRoster } from '../roster/replaced-file.ts'

const DAY_MS = 86_400_000

export type RosterWindow = {
  rosterDir: string
  now: IsoInstant
  rosterDays: number
  /** The version that answers now: stays, also when it is the one before because the current one is damaged. */
  serving: string | null
}

/** Roster files that were replaced longer ago than agreed. None while no readable pointer says which one is current. */
export function dueRosters({ rosterDir, now, rosterDays, serving }: RosterWindow): ReplacedRoster[] {
  const reading = readPointer(rosterDir)
  if (reading.kind !== 'read') return []
  const until = Date.parse(now) - rosterDays * DAY_MS
  return replacedRosters(rosterDir, reading.pointer.current).filter(
    ({ version, replacedAt }) => version !== serving && Date.parse(replacedAt) <= until,
  )
}
