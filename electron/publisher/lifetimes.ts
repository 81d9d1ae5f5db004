import type { FeedRole } from './root-metadata.ts'

/** Of the TUF specification that the metadata follows. */
export const SPEC_VERSION = '1.0.31'

/** How long a signature is believed, in days. The shorter, the sooner a desk notices that it is being kept from news. */
export const LIFETIME_DAYS: Record<FeedRole, number> = { root: 730, targets: 90, snapshot: 30, timestamp: 14 }

const DAY_MS = 86_400_000

export function expiry(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString().replace(/\.\d+/, '')
}

/** Below 0 when expired. */
export function daysLeft(expires: string, now: Date): number {
  return (Date.parse(expires) - now.getTime()) / DAY_MS
}

/** Older than half its lifetime: renewed at the next publication, so that a missed day or two never matters. */
export function wantsRenewal(role: FeedRole, expires: string, now: Date): boolean {
  return daysLeft(expires, now) < LIFETIME_DAYS[role] / 2
}
