import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { Nik } from '../../../shared/domain/identifiers.ts'
import type { LookupKey } from '../../../shared/domain/reading.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import type { ImportProgress, ImportRefusal, ImportReport, RosterState } from '../../../shared/domain/roster-state.ts'

/** All rows of one person, over all programmes. Two rows of the same programme are a conflict. */
export type PersonRows = { nik: Nik; rows: [RosterRow, ...RosterRow[]] }

export type ImportOptions = {
  /** Default: the date of the file. */
  asOf?: IsoDate
  /** Share of rejected rows above which the file is refused; default 0.01. */
  maxRejectedShare?: number
  /** Share by which the roster may shrink; default 0.10. */
  maxShrinkShare?: number
}

export type ImportOutcome = { kind: 'done'; report: ImportReport } | { kind: 'refused'; refusal: ImportRefusal }

/** The membership roster that answers now. Every look-up sees one whole version, also while a new one is built. */
export type Roster = {
  state(): RosterState
  /** People that the key means, in roster order, at most 50; for `kk` the whole family. Empty: not in the roster. @throws when no roster serves. */
  find(key: LookupKey): PersonRows[]
  /** People born on `birthDate` whose name contains every word of `name` (case and accents folded), at most 20. */
  search(name: string, birthDate: IsoDate): PersonRows[]
  /** Counted up to 50. */
  familySize(kkNumber: string): number
  import(path: string, options: ImportOptions, onProgress: (progress: ImportProgress) => void): Promise<ImportOutcome>
  /** Called after a new version serves, also one that another process installed. Returns the unsubscriber. */
  onChange(listener: (state: RosterState) => void): () => void
  close(): void
}
