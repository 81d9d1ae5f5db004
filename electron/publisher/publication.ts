import type { IsoDate } from '../../shared/domain/dates.ts'
import type { FeedVersion } from '../../shared/domain/feed.ts'
import type { PeopleChanged } from './compare-rosters.ts'
import type { OnlineRole } from './root-metadata.ts'
import type { PublishRefusal } from './publish-refusal.ts'

export type PublishJob = {
  dir: string
  csv: string
  /** `statistics.csv`; null: the figures stay as they were published. */
  statistics: string | null
  /** A JSON list of programme definitions; null: the issuer's last ones, else those of this program. */
  programmes: string | null
  /** Null: the date of the CSV file. */
  asOf: IsoDate | null
  maxRejectedShare: number
  maxShrinkShare: number
  /** Everything but signing. */
  dryRun: boolean
  passphrase: string | null
  /** Asked before anything is signed. */
  confirm(summary: PublishSummary): Promise<boolean>
  onProgress(progress: PublishProgress): void
}

export const PUBLISH_DEFAULTS = { maxRejectedShare: 0.01, maxShrinkShare: 0.1 }

export type PublishStage = 'reading' | 'comparing' | 'packing' | 'signing'
/** `fraction`: 0 to 1 of the stage. */
export type PublishProgress = { stage: PublishStage; rows: number; fraction: number }

/** What is about to be published: counts, never people. */
export type PublishSummary = {
  version: FeedVersion
  asOf: IsoDate
  people: number
  rows: number
  /** Null for the first publication: nobody changed, everybody is new. */
  before: { version: FeedVersion; people: number; rows: number } | null
  changes: PeopleChanged | null
  /** People who stand twice in one programme. */
  conflicting: number
  rejected: number
  rowsRead: number
  rejectsFile: string | null
  ignoredColumns: string[]
  full: { bytes: number }
  /** Made now: from the version before, and from those a week and a month ago. */
  deltas: { from: FeedVersion; bytes: number; changes: number }[]
}

export type PublishSeconds = Record<PublishStage | 'total', number>

export type PublishOutcome =
  | { kind: 'published'; summary: PublishSummary; seconds: PublishSeconds }
  /** The same as before: no new version. `renewed`: signatures that were more than half through their lifetime. */
  | { kind: 'unchanged'; version: FeedVersion; renewed: OnlineRole[] }
  | { kind: 'not-signed'; why: 'dry-run' | 'declined'; summary: PublishSummary; seconds: PublishSeconds }
  | { kind: 'refused'; refusal: PublishRefusal }
