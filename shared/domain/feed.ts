import { z } from 'zod'
import { IsoDate, IsoInstant } from './dates.ts'
import { ProgrammeCode } from './identifiers.ts'
import { RosterSourceState } from './roster-state.ts'

/** What a desk calls a feed. `local` is the CSV imported by hand. */
export const FeedName = z
  .string()
  .regex(/^(?!local$)[a-z][a-z0-9-]{1,29}$/)
  .brand<'FeedName'>()
export type FeedName = z.infer<typeof FeedName>

/** A version as its issuer numbers it: the date the data speaks for, and which publication of that date. Ordered by `compareFeedVersions`. */
export const FeedVersion = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d-[1-9]\d{0,3}$/)
  .brand<'FeedVersion'>()
export type FeedVersion = z.infer<typeof FeedVersion>

/** Below 0: `a` is the older one. By number, not by letters: publication 10 comes after 9. */
export function compareFeedVersions(a: FeedVersion, b: FeedVersion): number {
  const [dateA, dateB] = [a.slice(0, 10), b.slice(0, 10)]
  if (dateA !== dateB) return dateA < dateB ? -1 : 1
  return Number(a.slice(11)) - Number(b.slice(11))
}

/** One feed as a desk is set up for it. Its identity, a secret, stands elsewhere. */
export const FeedSettings = z.strictObject({
  name: FeedName,
  /** Who publishes, as the feed said when it was added. */
  issuer: z.string().min(1).max(120),
  /** `https://...`, `http://` on this machine only, or the absolute path of a folder or stick. */
  from: z.string().min(1).max(1024),
  /** The programmes this issuer may speak for, agreed when the feed was added. A feed never widens them by itself. */
  programmes: z.array(ProgrammeCode).nonempty().max(20),
  /** The root of trust as it was handed over: the text of a TUF root.json. */
  root: z.string().min(1).max(65_536),
  /** Null: only when somebody asks. */
  everyMinutes: z.int().min(5).max(10_080).nullable(),
  /** `http://host:port`; null: as the system says. */
  proxy: z.string().min(1).max(300).nullable(),
})
export type FeedSettings = z.infer<typeof FeedSettings>

export const FeedsPolicy = z.strictObject({ feeds: z.array(FeedSettings).max(20) })
export type FeedsPolicy = z.infer<typeof FeedsPolicy>

/** Why nothing was taken from a feed. The roster that served goes on serving. */
export const FeedRefusalCode = z.enum([
  // Not reached
  /** No network, no such host, the folder or stick is not there. */
  'unreachable',
  /** The certificate of the server is vouched for by nobody whom this machine believes, is of another name, or does not hold today. */
  'certificate-refused',
  /** Nothing came for too long, or it took too long as a whole. */
  'too-slow',
  'http-error',
  /** The server sends elsewhere, to another host or to an unencrypted page. */
  'redirected',
  /** What came is no feed: a sign-in page of the network, another kind of file. */
  'not-a-feed',
  // Not believed
  /** Not signed by the keys that are trusted, or by too few of them. */
  'bad-signature',
  'expired',
  /** Older than what was seen before. */
  'rolled-back',
  /** Parts of different publications put together. */
  'mixed',
  /** The same keys signed for another roster under the number of the one that is here. */
  'number-reused',
  /** Longer than it says, or than anything may be. */
  'too-large',
  /** Cut short or changed: not what was signed. */
  'damaged',
  /** Of a later program. */
  'newer-format',
  // Not usable
  /** Not encrypted to this desk. */
  'not-for-this-desk',
  'pack-malformed',
  /** The rows are not what the feed signed for: other counts, other programmes, or not in order. */
  'pack-contradicts',
  /** A delta for another version than the one it was to follow. */
  'wrong-base',
  'definitions-contradict',
  /** Another feed of this desk speaks for one of its programmes. */
  'programme-taken',
  /** It speaks for other programmes than were agreed when it was added. */
  'programmes-changed',
  'shrinks-too-much',
  /** It speaks for a day that is more than a week ahead: nothing honest could follow it, and it would never grow old. */
  'dated-ahead',
  // Here
  'disk-full',
  'busy',
  'stopped',
])
export type FeedRefusalCode = z.infer<typeof FeedRefusalCode>

/** `detail`: counts, versions, dates, names of files; never a value of a person. */
export const FeedRefusal = z.strictObject({
  code: FeedRefusalCode,
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type FeedRefusal = z.infer<typeof FeedRefusal>

/** What a pull did. `route` none: the feed had nothing newer. */
export const PullReport = z.strictObject({
  feed: FeedName,
  versionBefore: z.string().nullable(),
  versionAfter: z.string(),
  asOf: IsoDate,
  route: z.enum(['none', 'delta', 'full']),
  /** What was fetched of it, in order: the packs, then what they needed. */
  fetched: z.array(z.strictObject({ target: z.string(), bytes: z.int() })),
  /** Everything that came over the wire or off the stick, metadata included. */
  bytes: z.int(),
  fetchSeconds: z.number(),
  installSeconds: z.number(),
  people: z.int(),
  rows: z.int(),
  /** People whose rows changed; null for a full pack. */
  changes: z.int().nullable(),
})
export type PullReport = z.infer<typeof PullReport>

export const PullStage = z.enum(['asking', 'fetching', 'building', 'checking', 'installing'])
export type PullStage = z.infer<typeof PullStage>

export const PullProgress = z.strictObject({
  feed: FeedName,
  stage: PullStage,
  /** Fetched so far, of all that is to be fetched (0 while that is not known). */
  bytes: z.int(),
  totalBytes: z.int(),
  rows: z.int(),
  /** 0 to 1 over the whole pull. */
  fraction: z.number(),
})
export type PullProgress = z.infer<typeof PullProgress>

/** A feed of this desk, and how it stands. */
export const FeedState = z.strictObject({
  ...FeedSettings.omit({ root: true }).shape,
  /** Whether this desk holds a key of its own for packs that are encrypted. */
  hasIdentity: z.boolean(),
  rootVersion: z.int(),
  source: RosterSourceState,
  /** Of the last attempt that reached the end, well or not. */
  lastAttemptAt: IsoInstant.nullable(),
  lastGoodAt: IsoInstant.nullable(),
  /** Of the last attempt, when it was refused. */
  refusal: FeedRefusal.nullable(),
  nextAttemptAt: IsoInstant.nullable(),
  /** When what was last seen of the feed stops being believed. */
  expiresAt: IsoInstant.nullable(),
  running: PullProgress.nullable(),
})
export type FeedState = z.infer<typeof FeedState>

/** A published figure of a programme, as `statistics.csv` carries it. */
export const Statistic = z.strictObject({
  programme: ProgrammeCode,
  year: z.int().min(2000).max(2100),
  measure: z.string().regex(/^[a-z][a-z0-9_]{1,59}$/),
  value: z.number(),
  source: z.string().max(300),
})
export type Statistic = z.infer<typeof Statistic>
