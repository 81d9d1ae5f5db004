import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { LookupKey } from '../../../shared/domain/reading.ts'
import type { PersonRows } from './roster.ts'

/** What a version says about itself. */
export type SnapshotFacts = {
  version: string
  asOf: IsoDate
  people: number
  rows: number
  conflicts: number
  /** Those that have rows, ascending; over layers also those that had some in a file below. */
  programmes: string[]
  /** People whom the layers over the base speak for; someone in two layers counts twice. */
  layered: number
}

/** Look-ups in one immutable version. Any of them throws SQLite's error when it meets a damaged page. */
export type SnapshotReader = {
  facts: SnapshotFacts
  /** At most 50 people: the first in roster order, shown oldest first. */
  find(key: LookupKey): PersonRows[]
  /** At most 20 people: the first in roster order. */
  search(name: string, birthDate: IsoDate): PersonRows[]
  /** Counted up to 50. */
  familySize(kkNumber: string): number
  /** Reads every page and the order of every index. Seconds for millions of rows: for workers. */
  isWhole(): boolean
  close(): void
}

export class WrongSnapshot extends Error {
  constructor() {
    super('roster file has another layout')
  }
}
