import { openCore, type Core } from '../../electron/core/open-core.ts'
import type { PullOutcome } from '../../electron/core/feed/feeds.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'
import type { FeedName, PullProgress } from '../../shared/domain/feed.ts'
import { turnedClock, type TurnedClock } from './journal.ts'

export const PULLED_FEED = 'wilayah' as FeedName

/** What an issuer hands over. `from`: default the folder itself. */
export type HandedOver = { repository: string; root: string; deskIdentity: string | null; from?: string }

/** A whole core on a data folder, with one feed. */
export type PullingDesk = {
  core: Core
  clock: TurnedClock
  pull(onProgress?: (progress: PullProgress) => void): Promise<PullOutcome>
}

export function openPullingDesk(dataFolder: string, now?: string): PullingDesk {
  const clock = turnedClock(now)
  const core = openCore({
    dataFolder,
    version: '0.0.0-test',
    demo: false,
    workers: SOURCE_WORKERS,
    deliver: () => Promise.resolve({ kind: 'printer' }),
    clock,
  })
  return { core, clock, pull: (onProgress = () => undefined) => core.feeds.pull(PULLED_FEED, 'petugas', onProgress) }
}

/** Adds the feed as its issuer handed it over. It must have been published. */
export async function addFeed(
  { core }: PullingDesk,
  { repository, root, deskIdentity, from }: HandedOver,
): Promise<void> {
  const feed = { name: PULLED_FEED, from: from ?? repository, rootPath: root, identityPath: deskIdentity, proxy: null }
  const looked = await core.feeds.look(feed)
  if (looked.kind !== 'offer') throw new Error(`not added: ${JSON.stringify(looked)}`)
  const added = await core.feeds.add(feed, looked.offer, null, 'pengelola')
  if (added.kind !== 'added') throw new Error(`not added: ${added.kind}`)
}
