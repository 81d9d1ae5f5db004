import { ValueError } from '@tufjs/models'
import {
  BadVersionError,
  DownloadHTTPError,
  DownloadLengthMismatchError,
  ExpiredMetadataError,
  PersistError,
  RepositoryError,
} from 'tuf-js/dist/error.js'
import type { FeedRefusal, FeedRefusalCode } from '../../../shared/domain/feed.ts'
import { codeOf } from '../db/open-database.ts'
import { framesOf, nameOf, type Log } from '../server/log.ts'
import { FeedFailure } from './feed-failure.ts'

/** Texts of tuf-js 6.0.2 and @tufjs/models 5.0.2, which wrap most of what they find in an error without a class: pinned by a test of each. */
const TEXTS: readonly (readonly [RegExp, FeedRefusalCode])[] = [
  [/ is expired$/, 'expired'],
  [/ was signed by \d+\/\d+ keys$|no delegation found for /, 'bad-signature'],
  [/Snapshot version doesn't match timestamp$| does not match snapshot version \d+$/, 'mixed'],
  [/Missing (file )?\S+ in (new )?snapshot$/, 'mixed'],
  [/ is less than current version \d+$/, 'rolled-back'],
  [/Expected (length|hash) \S+ but got |Hash algorithm /, 'damaged'],
  [/(Unsupported|Failed to parse) specVersion$/, 'newer-format'],
  [/^Unable to load (snapshot metadata|targets) error (SyntaxError|TypeError|ReferenceError|Error): /, 'damaged'],
]
const NO_SPACE: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** The one place where what went wrong with a feed gets its code. `stopped`: somebody broke it off. The raw text goes nowhere: it names hosts and folders. */
export function refusalOf(error: unknown, stopped: boolean, log: Log): FeedRefusal {
  if (error instanceof FeedFailure) return error.refusal
  if (stopped) return { code: 'stopped', detail: {} }
  if (NO_SPACE.has(codeOf(error))) return { code: 'disk-full', detail: {} }
  const code = byText(error) ?? byClass(error)
  if (code !== null) return { code, detail: detailOf(error) }
  log.write('feed.unknown-error', { error: nameOf(error), at: framesOf(error) })
  return { code: 'damaged', detail: { error: nameOf(error) } }
}

function byClass(error: unknown): FeedRefusalCode | null {
  if (error instanceof ExpiredMetadataError) return 'expired'
  if (error instanceof DownloadLengthMismatchError) return 'too-large'
  if (error instanceof DownloadHTTPError) return 'http-error'
  if (error instanceof PersistError) return 'disk-full'
  if (error instanceof BadVersionError) return byVersions(error.message)
  // Not to be read at all, or a document of another kind: for what is fetched first, this is another kind of file.
  if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RepositoryError)
    return 'not-a-feed'
  return error instanceof ValueError ? 'not-a-feed' : null
}

/** A root that is signed, and is not the next one. */
function byVersions(text: string): FeedRefusalCode {
  const [, expected, got] = /^Expected version (\d+), got (\d+)$/.exec(text) ?? []
  return Number(got) < Number(expected) ? 'rolled-back' : 'mixed'
}

function byText(error: unknown): FeedRefusalCode | null {
  if (!(error instanceof Error)) return null
  return TEXTS.find(([pattern]) => pattern.test(error.message))?.[1] ?? null
}

/** Which of the four documents; nothing else of the text. */
function detailOf(error: unknown): FeedRefusal['detail'] {
  const role = error instanceof Error ? /\b(root|timestamp|snapshot|targets)\b/i.exec(error.message)?.[1] : undefined
  return role === undefined ? {} : { role: role.toLowerCase() }
}
