import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FeedSettings, PullProgress, PullReport } from '../../../shared/domain/feed.ts'
import { lockFile } from '../db/lock-file.ts'
import { makePrivateFolder } from '../private-folder.ts'
import type { Catalogue } from '../../roster-files/catalogue.ts'
import type { DeltaBase, FeedCompanion, PackInstall, Publication } from '../roster/roster.ts'
import { chooseRoute, type Route } from './choose-route.ts'
import { FeedFailure } from './feed-failure.ts'
import { definitionsInForce, feedDir, knownBefore, settingsOf, sourceOf, type FeedsDeps } from './feed-setup.ts'
import type { FeedSource } from './feed-source.ts'
import { fetchedPack, fetchPack, keepOnly, requireRoom, signedTarget, type SignedTarget } from './fetch-targets.ts'
import type { TargetsDeps } from './fetch-targets.ts'
import { fetchCatalogue, fetchCompanion, requireAgreed } from './read-publication.ts'
import { noteMemory, readMemory } from './state-file.ts'
import { isContinued, isSamePublication, publicationOf, requireOneOfANumber } from './taken-publication.ts'
import { refreshMetadata } from './trusted-metadata.ts'

export type PullJob = {
  settings: FeedSettings
  signal: AbortSignal
  onProgress: (progress: Omit<PullProgress, 'feed'>) => void
  /** One installation at a time, whatever the number of feeds. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

/** Share of the whole that is fetching, the rest installing. */
const FETCHED = 0.6
/** Of an installed roster, a little more than was measured. A full disk is worse for a desk than a roster of yesterday. */
const BYTES_PER_ROW = 100
/** What another delta, or the same one once more, would not mend. */
const MISFITS: ReadonlySet<string> = new Set(['wrong-base', 'pack-malformed', 'pack-contradicts', 'damaged'])

/** Asks the feed, fetches what is newer by the cheapest way and has it installed. @throws {FeedFailure} and errors of `refusal-of.ts` */
export async function pullFeed(deps: FeedsDeps, job: PullJob): Promise<PullReport> {
  const dir = feedDir(deps, job.settings.name)
  makePrivateFolder(dir)
  // Another process of this desk may be at it: two of them would write into one file.
  const lock = lockFile(join(dir, 'lock'))
  if (lock === null) throw new FeedFailure('busy')
  let source: FeedSource | null = null
  try {
    source = sourceOf(deps, job.settings)
    return await pullLocked(deps, job, dir, source)
  } finally {
    source?.close()
    lock.release()
  }
}

async function pullLocked(deps: FeedsDeps, job: PullJob, dir: string, source: FeedSource): Promise<PullReport> {
  const { settings, signal, onProgress } = job
  const started = performance.now()
  onProgress({ stage: 'asking', bytes: 0, totalBytes: 0, rows: 0, fraction: 0 })
  const now = () => deps.journal.now()
  const trusted = await refreshMetadata({ source, dir, root: settings.root, now, limits: deps.limits, signal })
  noteMemory(dir, { expiresAt: trusted.expiresAt, rootVersion: trusted.rootVersion })
  const targets: TargetsDeps = { source, trusted, limits: deps.limits, signal }
  const catalogue = await fetchCatalogue(targets)
  const others = settingsOf(deps).filter(({ name }) => name !== settings.name)
  requireAgreed(catalogue, settings, others, knownBefore(deps, settings.name))
  const versionBefore = servingOf(deps, settings.name)
  const report = reportOf(settings, catalogue, versionBefore?.version ?? null)
  const publication = await publicationOf(targets, catalogue, settings)
  const memory = readMemory(dir)
  // What another feed of this name brought says nothing of this one.
  const installed = memory.isNew ? new Map<string, Publication>() : deps.roster.publications(settings.name)
  const ofThisNumber = installed.get(catalogue.version) ?? null
  requireOneOfANumber(ofThisNumber, publication, catalogue)
  const isHere = versionBefore?.version === catalogue.version && !versionBefore.fellBack
  if (isHere && isSamePublication(ofThisNumber, publication)) {
    if (!isContinued(ofThisNumber, publication))
      deps.roster.notePublication(settings.name, catalogue.version, publication)
    return { ...report, bytes: source.bytes(), fetchSeconds: secondsSince(started) }
  }
  const companion = await fetchCompanion(targets, catalogue, definitionsInForce(deps))
  const identity = deps.journal.beside.feedIdentities.get(settings.name)
  if (catalogue.encrypted && identity === null) throw new FeedFailure('not-for-this-desk')
  const fetched = await fetchRoute(deps, job, targets, catalogue, {
    dir,
    onlyFull: memory.takeFull || !isContinued(installed.get(versionBefore?.version ?? '') ?? null, publication),
  })
  const fetchSeconds = secondsSince(started)
  const install = installOf(settings, catalogue, fetched.packs, { companion, identity, publication })
  // A feed that was removed and added again is begun anew: what served before is not what it is measured by.
  const agreed = memory.isNew ? { ...install, maxShrinkShare: 1 } : install
  const { seconds, changes } = await installFetched(deps, job, agreed, fetched, dir)
  noteMemory(dir, { isNew: false })
  await rm(join(dir, 'downloads'), { recursive: true, force: true }).catch(() => undefined)
  const done = { route: fetched.route.kind, fetched: fetched.files, bytes: source.bytes(), fetchSeconds, changes }
  return { ...report, ...done, installSeconds: seconds }
}

type Fetched = { route: Route; packs: PackInstall['packs']; files: PullReport['fetched'] }

async function fetchRoute(
  deps: FeedsDeps,
  job: PullJob,
  targets: TargetsDeps,
  catalogue: Catalogue,
  { dir, onlyFull }: { dir: string; onlyFull: boolean },
): Promise<Fetched> {
  const downloads = join(dir, 'downloads')
  const base = onlyFull ? null : deps.roster.deltaBase(job.settings.name)
  const { route, signed, here } = await routeFrom(targets, catalogue, downloads, base)
  await keepOnly(downloads, signed)
  const toBuild = route.kind === 'full' ? catalogue.rows * BYTES_PER_ROW : 0
  requireRoom(downloads, route.bytes + toBuild, deps.freeBytes, deps.limits)
  const packs: PackInstall['packs'][number][] = []
  const files: PullReport['fetched'] = []
  let before = 0
  const show = (bytes: number) => {
    const soFar = before + bytes
    const fraction = FETCHED * (route.bytes === 0 ? 1 : soFar / route.bytes)
    job.onProgress({ stage: 'fetching', bytes: soFar, totalBytes: route.bytes, rows: 0, fraction })
  }
  show(0)
  for (const [index, { target, kind, from, to, bytes }] of route.packs.entries()) {
    const path = here.get(target)
    const wanted = signed[index]
    if (wanted === undefined) throw new Error('a pack of the route is not among its files')
    const found = path ?? (await fetchPack(targets, downloads, wanted, show))
    packs.push({ path: found, sha256: wanted.sha256, kind, from, to })
    if (path !== undefined) continue
    files.push({ target, bytes })
    before += bytes
  }
  return { route, packs, files }
}

type Chosen = { route: Route; signed: SignedTarget[]; here: Map<string, string> }

/** Packs that an earlier try brought whole cost nothing. */
async function routeFrom(
  targets: TargetsDeps,
  catalogue: Catalogue,
  downloads: string,
  base: DeltaBase | null,
): Promise<Chosen> {
  const here = new Map<string, string>()
  for (const { target } of [catalogue.full, ...catalogue.deltas]) {
    const signed = await signedPack(targets, target)
    const path = await fetchedPack(downloads, signed)
    if (path !== null) here.set(target, path)
  }
  const route = chooseRoute(catalogue, base, (target) => here.has(target))
  const signed: SignedTarget[] = []
  for (const { target, bytes } of route.packs) {
    const found = await signedPack(targets, target)
    if (found.file.length !== bytes) throw new FeedFailure('mixed', { file: target })
    signed.push(found)
  }
  return { route, signed, here }
}

function signedPack(targets: TargetsDeps, target: string): Promise<SignedTarget> {
  return signedTarget(targets, target, targets.limits.packBytes)
}

async function installFetched(
  deps: FeedsDeps,
  job: PullJob,
  install: PackInstall,
  { route }: Fetched,
  dir: string,
): Promise<{ seconds: number; changes: number | null }> {
  const outcome = await job.inTurn(() => {
    job.signal.throwIfAborted()
    return deps.roster.installPacks(
      install,
      ({ stage, rows, fraction }) => {
        const over = FETCHED + (1 - FETCHED) * fraction
        job.onProgress({ stage, bytes: route.bytes, totalBytes: route.bytes, rows, fraction: over })
      },
      job.signal,
    )
  })
  if (outcome.kind === 'done') return outcome
  const { code, detail } = outcome.refusal
  // The next attempt takes the whole; a whole that did not fit is fetched again, as it may be another by then.
  if (MISFITS.has(code)) noteMemory(dir, { takeFull: route.kind === 'delta' })
  throw new FeedFailure(code, detail)
}

function installOf(
  { name }: FeedSettings,
  { programmes, version, asOf, people, rows, conflicts }: Catalogue,
  packs: PackInstall['packs'],
  more: { companion: FeedCompanion | null; identity: string | null; publication: Publication },
): PackInstall {
  return { source: name, programmes, version, asOf, people, rows, conflicts, packs, ...more }
}

function reportOf({ name }: FeedSettings, catalogue: Catalogue, versionBefore: string | null): PullReport {
  const { version, asOf, people, rows } = catalogue
  const nothing = { route: 'none', fetched: [], bytes: 0, fetchSeconds: 0, installSeconds: 0, changes: null } as const
  return { feed: name, versionBefore, versionAfter: version, asOf, ...nothing, fetched: [], people, rows }
}

export function servingOf(
  { roster }: Pick<FeedsDeps, 'roster'>,
  name: string,
): { version: string; fellBack: boolean } | null {
  const state = roster.state()
  if (state.kind !== 'current') return null
  const found = state.sources.find((one) => one.source === name)
  return found?.kind === 'serving' ? found : null
}

function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1000
}
