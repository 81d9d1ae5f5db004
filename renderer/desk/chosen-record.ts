import type { Candidate, Choice } from '../../shared/contract/desk.ts'
import type { RosterRow } from '../../shared/domain/roster-row.ts'

/** The records of a conflict, as they stand on the screen; empty where there is none. */
export function recordsOf({ verdict, programmes }: Candidate): readonly RosterRow[] {
  if (verdict.kind !== 'review') return []
  return programmes.find(({ programme }) => programme === verdict.programme)?.rows ?? []
}

/** The record at the place that was pressed, and why it is the one. */
export function chosenRecord(candidate: Candidate, { row, reason }: { row: number; reason: string }): Choice | null {
  const record = recordsOf(candidate)[row]
  return record === undefined ? null : { record, reason }
}
