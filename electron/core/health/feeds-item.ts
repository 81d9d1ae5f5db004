import type { HealthItem } from '../../../shared/contract/health.ts'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { FeedRefusalCode, FeedState } from '../../../shared/domain/feed.ts'
import { notice, trouble, well } from './health-item.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** An issuer renews long before: this close, it was forgotten. */
const EXPIRING_MS = 3 * DAY_MS
/** A desk that is shut over night has not missed anything. */
const DUE_AFTER_MS = DAY_MS

/** Nobody has to do anything about them: they pass, or somebody wanted it so. */
const PASSING: ReadonlySet<FeedRefusalCode> = new Set([
  'unreachable',
  'too-slow',
  'http-error',
  'mixed',
  'busy',
  'stopped',
])

/** The feed that stands worst speaks for all. How old its data is, `roster` says. */
export function feedsItem(feeds: readonly FeedState[], now: IsoInstant): HealthItem {
  const items = feeds.map((feed) => feedItem(feed, Date.parse(now)))
  const count = feeds.length
  return (
    items.find(({ level }) => level === 'trouble') ??
    items.find(({ level }) => level === 'notice') ??
    (count === 0 ? well('feeds', 'none') : well('feeds', 'current', { count }))
  )
}

function feedItem(feed: FeedState, nowMs: number): HealthItem {
  const { name, source, refusal, expiresAt, everyMinutes } = feed
  const refused = refusal === null ? null : { feed: name, refusal: refusal.code }
  if (refused !== null && refusal !== null && !PASSING.has(refusal.code)) return trouble('feeds', 'refused', refused)
  if (source.kind === 'none') return trouble('feeds', 'never', { feed: name, ...refused })
  if (expiresAt !== null && Date.parse(expiresAt) - nowMs < EXPIRING_MS)
    return notice('feeds', 'expiring', { feed: name, expiresAt })
  const lastGoodAt = feed.lastGoodAt ?? (source.kind === 'serving' ? source.importedAt : null)
  const isDue = lastGoodAt === null || nowMs - Date.parse(lastGoodAt) > dueAfterMs(everyMinutes)
  if (isDue && everyMinutes !== null) return notice('feeds', 'due', { feed: name, lastGoodAt, ...refused })
  return refused === null ? well('feeds', 'current') : notice('feeds', 'refused', refused)
}

function dueAfterMs(everyMinutes: number | null): number {
  return Math.max(DUE_AFTER_MS, 2 * (everyMinutes ?? 0) * 60_000)
}
