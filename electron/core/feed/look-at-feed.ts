import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FeedNotAdded, FeedOffer, FeedToAdd } from '../../../shared/contract/feed.ts'
import type { FeedSettings } from '../../../shared/domain/feed.ts'
import { makePrivateFolder } from '../private-folder.ts'
import type { Catalogue } from '../../roster-files/catalogue.ts'
import { AGE_HEADER_MAX } from '../../roster-files/pack/age-stream.ts'
import { feedAddress, isProxyAddress } from './feed-address.ts'
import { FeedFailure } from './feed-failure.ts'
import { definitionsInForce, knownBefore, settingsOf, sourceOf, type FeedsDeps } from './feed-setup.ts'
import { fetchStart } from './fetch-file.ts'
import { placeOf, signedTarget, type TargetsDeps } from './fetch-targets.ts'
import { opensPack, readHandedOverRoot, readIdentity } from './read-handed-over.ts'
import { fetchCatalogue, fetchCompanion, requireAgreed } from './read-publication.ts'
import { refusalOf } from './refusal-of.ts'
import { refreshMetadata } from './trusted-metadata.ts'

/** Folders of feeds that are only looked at. No feed is called so. */
export const LOOK_PREFIX = '.look-'
export const MOST_FEEDS = 20

export type Looked = {
  kind: 'looked'
  offer: FeedOffer
  settings: Omit<FeedSettings, 'everyMinutes'>
  identity: string | null
}

/** Looks at what stands at an address, believing only the root that was handed over. Nothing is kept. */
export async function lookAtFeed(
  deps: FeedsDeps,
  feed: FeedToAdd,
  signal: AbortSignal,
): Promise<Looked | FeedNotAdded> {
  const refused = refusedSettings(deps, feed)
  if (refused !== null) return refused
  const root = await readHandedOverRoot(feed.rootPath, deps.journal.now())
  if (root.kind !== 'root') return root
  const key = feed.identityPath === null ? null : await readIdentity(feed.identityPath)
  if (key !== null && key.kind !== 'identity') return key
  const identity = key?.identity ?? null
  try {
    const { catalogue, needsIdentity } = await lookInside(deps, feed, root.text, identity, signal)
    const { issuer, programmes, version } = catalogue
    const { name, from, proxy } = feed
    return {
      kind: 'looked',
      offer: { issuer, programmes, version, rootSha256: root.sha256, needsIdentity },
      settings: { name, issuer, from, programmes, root: root.text, proxy },
      identity,
    }
  } catch (error) {
    return { kind: 'refused', refusal: refusalOf(error, signal.aborted, deps.log) }
  }
}

/** What can be said without asking anybody. */
export function refusedSettings(
  deps: FeedsDeps,
  { name, from, proxy }: Pick<FeedToAdd, 'name' | 'from' | 'proxy'>,
): FeedNotAdded | null {
  const feeds = settingsOf(deps)
  if (feeds.some((one) => one.name === name)) return { kind: 'name-taken' }
  if (feeds.length >= MOST_FEEDS) return { kind: 'too-many' }
  return refusedPlace(deps, from, proxy)
}

export function refusedPlace(deps: FeedsDeps, from: string, proxy: string | null): FeedNotAdded | null {
  const address = feedAddress(from, deps.folder.root)
  if (address.kind === 'refused') return { kind: 'from-refused', why: address.why }
  return proxy === null || isProxyAddress(proxy) ? null : { kind: 'proxy-refused' }
}

async function lookInside(
  deps: FeedsDeps,
  feed: FeedToAdd,
  root: string,
  identity: string | null,
  signal: AbortSignal,
): Promise<{ catalogue: Catalogue; needsIdentity: boolean }> {
  const feeds = join(deps.folder.root, 'feeds')
  makePrivateFolder(feeds)
  const dir = await mkdtemp(join(feeds, LOOK_PREFIX))
  const source = sourceOf(deps, feed)
  try {
    const now = () => deps.journal.now()
    const trusted = await refreshMetadata({ source, dir, root, now, limits: deps.limits, signal })
    const targets: TargetsDeps = { source, trusted, limits: deps.limits, signal }
    const catalogue = await fetchCatalogue(targets)
    const { name } = feed
    const { programmes } = catalogue
    requireAgreed(catalogue, { name, programmes }, settingsOf(deps), knownBefore(deps, name))
    await fetchCompanion(targets, catalogue, definitionsInForce(deps))
    return { catalogue, needsIdentity: !(await isReadable(targets, catalogue, identity)) }
  } finally {
    source.close()
    await rm(dir, { recursive: true, force: true })
  }
}

/** Whether this desk can open the packs with what it was given. */
async function isReadable(targets: TargetsDeps, catalogue: Catalogue, identity: string | null): Promise<boolean> {
  if (!catalogue.encrypted) return true
  if (identity === null) return false
  const { source, limits, signal } = targets
  const pack = await signedTarget(targets, catalogue.full.target, limits.packBytes)
  const opens = await opensPack(identity, await fetchStart(source, placeOf(pack), AGE_HEADER_MAX, limits, signal))
  if (opens === null) throw new FeedFailure('pack-malformed', { file: catalogue.full.target })
  return opens
}
