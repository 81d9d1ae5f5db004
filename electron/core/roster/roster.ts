import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { FeedName, FeedRefusal, FeedVersion, Statistic } from '../../../shared/domain/feed.ts'
import type { Nik, ProgrammeCode } from '../../../shared/domain/identifiers.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
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

/** What a feed has brought for one of its versions. Counts, dates and programmes are as its issuer signed them. */
export type PackInstall = {
  source: FeedName
  programmes: readonly ProgrammeCode[]
  version: FeedVersion
  asOf: IsoDate
  people: number
  rows: number
  conflicts: number
  /** One full pack, or deltas each for the version before it; files that lie here. `sha256`: as signed, compared once more with what is read. */
  packs: readonly { path: string; sha256: string; kind: 'full' | 'delta'; from: FeedVersion | null; to: FeedVersion }[]
  /** Opens packs that are encrypted (`AGE-SECRET-KEY-1...`); null where they are not. */
  identity: string | null
  /** Definitions and figures that came with this version; null: those of the version before stay. */
  companion: FeedCompanion | null
  publication: Publication
  /** Default 0.10. */
  maxShrinkShare?: number
}

/**
 * What makes a publication of a feed this one and no other of the same number, and under which root it was signed. `handedRoot`: SHA-256 of the
 * root of trust that this desk was handed.
 */
export type Publication = { feed: string; handedRoot: string; rootVersion: number; fullSha256: string }

export type FeedCompanion = { definitions: readonly ProgrammeDefinition[]; statistics: readonly Statistic[] }

export type InstallOutcome =
  | { kind: 'done'; seconds: number; changes: number | null }
  | { kind: 'refused'; refusal: FeedRefusal }

/** What a delta for a source could be put on. */
export type DeltaBase = {
  version: FeedVersion
  /** People who lie in layers over the base, as a share of all: a full pack is due when it grows. */
  layeredShare: number
}

/** The membership roster that answers now, of all sources together. A programme has one source: a feed's rows replace those of `local`. Every look-up sees one whole version, also while a new one is built. */
export type Roster = {
  state(): RosterState
  /** People that the key means, in roster order, at most 50; for `kk` the whole family. Empty: not in the roster. @throws when no roster serves. */
  find(key: LookupKey): PersonRows[]
  /** People born on `birthDate` whose name contains every word of `name` (case and accents folded), at most 20. */
  search(name: string, birthDate: IsoDate): PersonRows[]
  /** Counted up to 50. */
  familySize(kkNumber: string): number
  import(path: string, options: ImportOptions, onProgress: (progress: ImportProgress) => void): Promise<ImportOutcome>
  /** Builds and installs what a feed brought. Whatever happens, `source` goes on with its old version or has the new one whole. */
  installPacks(
    job: PackInstall,
    onProgress: (progress: { stage: 'building' | 'checking' | 'installing'; rows: number; fraction: number }) => void,
    signal?: AbortSignal,
  ): Promise<InstallOutcome>
  /** Null: nothing serves of this source, or nothing that a delta could be put on. */
  deltaBase(source: FeedName): DeltaBase | null
  /** Of every version of a feed that is installed, also of one that is damaged; by version. */
  publications(source: FeedName): ReadonlyMap<string, Publication>
  /** Later keys signed for what is installed. Not noted while an installation runs. */
  notePublication(source: FeedName, version: string, publication: Publication): void
  /** Of the version of each feed that serves; by feed. */
  companions(): ReadonlyMap<string, FeedCompanion>
  /**
   * Which feeds this desk has: one that has brought nothing yet stands in `state` as well, and one that is not named stops answering. What was
   * brought under another `handedRoot` (SHA-256) is of another issuer who had this name, and does not answer either.
   */
  setFeeds(feeds: readonly { name: FeedName; programmes: readonly ProgrammeCode[]; handedRoot: string }[]): void
  /** Called after a new version serves, also one that another process installed. Returns the unsubscriber. */
  onChange(listener: (state: RosterState) => void): () => void
  close(): void
}
