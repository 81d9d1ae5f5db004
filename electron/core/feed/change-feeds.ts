import type { FeedOffer, FeedToAdd, FeedToChange } from '../../../shared/contract/feed.ts'
import type { FeedName, FeedSettings } from '../../../shared/domain/feed.ts'
import { setFeeds, type SettingChange } from '../journal/change-settings.ts'
import type { Journal, JournalWriter } from '../journal/journal.ts'
import { unwrittenError } from '../journal/unwritten-error.ts'
import { feedDir, settingsOf, type FeedsDeps } from './feed-setup.ts'
import type { AddOutcome, Feeds } from './feeds.ts'
import { readIdentity } from './read-handed-over.ts'
import { lookAtFeed, MOST_FEEDS, refusedPlace } from './look-at-feed.ts'
import { noteMemory } from './state-file.ts'
import { forgetMetadata } from './trusted-metadata.ts'

type Deps = Omit<FeedsDeps, 'journal'> & { journal: Journal }
type Agreed = Pick<FeedOffer, 'issuer' | 'programmes' | 'rootSha256'>

/** Looks again, and adds the feed when it still is what was agreed to. @throws UnwrittenError */
export async function addFeed(
  deps: Deps,
  feed: FeedToAdd,
  agreed: Agreed,
  everyMinutes: number | null,
  actor: string,
  signal: AbortSignal,
): Promise<AddOutcome> {
  const looked = await lookAtFeed(deps, feed, signal)
  if (looked.kind !== 'looked') return looked
  if (!isSame(looked.offer, agreed)) return { kind: 'changed-meanwhile' }
  const { identity, settings } = looked
  // Of a feed of this name that is gone: its documents are not believed by this root.
  await forgetMetadata(feedDir(deps, feed.name))
  let refused: AddOutcome | null = null
  const change = setFeeds(
    deps.journal,
    (feeds) => {
      refused = takenMeanwhile(feeds, settings)
      return refused === null ? [...feeds, { ...settings, everyMinutes }] : null
    },
    actor,
    ({ beside }) => {
      if (identity === null) beside.feedIdentities.remove(feed.name)
      else beside.feedIdentities.put(feed.name, identity)
    },
  )
  if (change === 'disk-full' || change === 'busy') throw unwrittenError(change)
  if (refused === null) noteMemory(feedDir(deps, feed.name), { isNew: true })
  return refused ?? { kind: 'added' }
}

/** From where, how often, and with which key. What was agreed with the issuer stays. */
export async function changeFeed(
  deps: Deps,
  { identityPath, ...to }: FeedToChange,
  actor: string,
): ReturnType<Feeds['change']> {
  const refused = refusedPlace(deps, to.from, to.proxy)
  if (refused !== null) return refused
  const reading = identityPath === null ? null : await readIdentity(identityPath)
  if (reading?.kind === 'identity-refused') return reading
  return amend(
    deps,
    to.name,
    (feeds) => feeds.map((feed) => (feed.name === to.name ? { ...feed, ...to } : feed)),
    actor,
    reading?.identity ?? null,
  )
}

export function removeFeed(deps: Deps, name: FeedName, actor: string): { kind: SettingChange | 'not-known' } {
  const removed = amend(deps, name, (feeds) => feeds.filter((feed) => feed.name !== name), actor)
  return removed
}

function amend(
  deps: Deps,
  name: FeedName,
  change: (feeds: readonly FeedSettings[]) => FeedSettings[],
  actor: string,
  identity: string | null = null,
): { kind: SettingChange | 'not-known' } {
  if (!settingsOf(deps).some((feed) => feed.name === name)) return { kind: 'not-known' }
  const besideFeeds = ({ beside, setting }: JournalWriter) => {
    // A key without its feed opens nothing here any more.
    if (!setting('feeds')?.feeds.some((feed) => feed.name === name)) beside.feedIdentities.remove(name)
    else if (identity !== null) beside.feedIdentities.put(name, identity)
  }
  const kind = setFeeds(deps.journal, change, actor, besideFeeds, { alone: identity !== null })
  return { kind }
}

function takenMeanwhile(
  feeds: readonly FeedSettings[],
  { name, programmes }: Pick<FeedSettings, 'name' | 'programmes'>,
): AddOutcome | null {
  if (feeds.some((feed) => feed.name === name)) return { kind: 'name-taken' }
  if (feeds.length >= MOST_FEEDS) return { kind: 'too-many' }
  for (const other of feeds) {
    const programme = programmes.find((code) => other.programmes.includes(code))
    if (programme === undefined) continue
    return { kind: 'refused', refusal: { code: 'programme-taken', detail: { programme, feed: other.name } } }
  }
  return null
}

function isSame(offer: Agreed, agreed: Agreed): boolean {
  const key = ({ issuer, programmes, rootSha256 }: Agreed) =>
    JSON.stringify([issuer, programmes.toSorted(), rootSha256])
  return key(offer) === key(agreed)
}
