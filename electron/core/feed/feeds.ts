import type { FeedNotAdded, FeedOffer, FeedToAdd, FeedToChange } from '../../../shared/contract/feed.ts'
import type { FeedName, FeedRefusal, FeedState, PullProgress, PullReport } from '../../../shared/domain/feed.ts'
import type { SettingChange } from '../journal/change-settings.ts'

export type PullOutcome =
  | { kind: 'done'; report: PullReport }
  | { kind: 'refused'; refusal: FeedRefusal; versionBefore: string | null }

export type AddOutcome = { kind: 'added' } | { kind: 'changed-meanwhile' } | FeedNotAdded

/** The feeds of this desk: what they are, how they stand, and pulling them. Nothing here ever stops the roster that serves. */
export type Feeds = {
  list(): FeedState[]
  look(feed: FeedToAdd): Promise<{ kind: 'offer'; offer: FeedOffer } | FeedNotAdded>
  /** @throws UnwrittenError on a full or busy disk */
  add(
    feed: FeedToAdd,
    offer: Pick<FeedOffer, 'issuer' | 'programmes' | 'rootSha256'>,
    everyMinutes: number | null,
    actor: string,
  ): Promise<AddOutcome>
  change(to: FeedToChange, actor: string): Promise<{ kind: SettingChange | 'not-known' } | FeedNotAdded>
  remove(name: FeedName, actor: string): { kind: SettingChange | 'not-known' }
  /** Joins a pull of this feed that runs already. `actor`: who asked; the schedule is `system`. */
  pull(name: FeedName, actor: string, onProgress: (progress: PullProgress) => void): Promise<PullOutcome>
  stop(name: FeedName): void
  /** Another process of this desk, as a command, may have added or removed feeds. */
  settingsWritten(): void
  /** Pulls by itself from now on, with back-off and jitter. Of the desk's process alone. */
  startSchedule(): void
  /** Settings, progress or outcome of any feed changed. Returns the unsubscriber. */
  onChange(listener: () => void): () => void
  close(): void
}
