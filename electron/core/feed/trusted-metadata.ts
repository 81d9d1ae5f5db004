import { existsSync } from 'node:fs'
import { cp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Metadata, type MetadataKind, type Root, type Snapshot, type Targets, type Timestamp } from '@tufjs/models'
import { Updater, type TargetFile } from 'tuf-js'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { makePrivateFolder } from '../private-folder.ts'
import { syncFolder } from '../sync-folder.ts'
import { FeedFailure } from './feed-failure.ts'
import type { FeedSource } from './feed-source.ts'
import type { FetchLimits } from './fetch-file.ts'
import { readRoot } from './root-of-trust.ts'
import { NOWHERE, tufFetcher, type TufFetcher } from './tuf-fetcher.ts'

/** What is trusted of a feed, as far as its metadata goes. */
export type TrustedFeed = {
  rootVersion: number
  /** When the first of its documents stops being believed. */
  expiresAt: IsoInstant
  target(name: string): Promise<TargetFile | null>
}

export type RefreshJob = {
  source: FeedSource
  /** Of this feed on this desk: `metadata`, and what is made beside it. */
  dir: string
  /** The root as it was handed over. */
  root: string
  /** Never before anything this desk has written: a clock set back makes no document valid again. */
  now: () => IsoInstant
  limits: FetchLimits
  signal: AbortSignal
}

/** What the library keeps to itself and is needed here; a test fails when a version of it does otherwise. */
type Inner = { trustedSet: InnerStore }
type InnerStore = {
  referenceTime: Date
  root: Metadata<Root>
  timestamp?: Metadata<Timestamp>
  snapshot?: Metadata<Snapshot>
  targets?: Metadata<Targets>
}

const DOCUMENTS = ['root.json', 'timestamp.json', 'snapshot.json', 'targets.json']

/**
 * Brings what is trusted of a feed up to date, on a copy: the library writes in place, without a rename, and a document cut off there would
 * keep the feed out for ever. @throws {FeedFailure} and the library's own errors: see `refusal-of.ts`
 */
export async function refreshMetadata(job: RefreshJob): Promise<TrustedFeed> {
  const copy = await copyOfMetadata(job.dir, job.root)
  const fetcher = tufFetcher(job.source, job.limits, job.signal)
  const updater = updaterOn(copy, job, fetcher)
  try {
    await updater.refresh()
  } catch (error) {
    // Every document is written after it was believed: a later root, and the highest numbers seen, are kept.
    await putInPlace(job.dir, copy)
    throw fetcher.failure() ?? mixedOr(error, updater, fetcher)
  }
  await putInPlace(job.dir, copy)
  const { root, timestamp, snapshot, targets } = innerOf(updater)
  const expires = [root, timestamp, snapshot, targets].flatMap((one) => (one === undefined ? [] : [one.signed.expires]))
  return {
    rootVersion: root.signed.version,
    expiresAt: new Date(Math.min(...expires.map((at) => Date.parse(at)))).toISOString() as IsoInstant,
    async target(name) {
      try {
        return (await updater.getTargetInfo(name)) ?? null
      } catch (error) {
        // Delegations are not followed.
        throw fetcher.failure() ?? error
      }
    },
  }
}

/** Forgets everything but the root that was handed over. */
export async function forgetMetadata(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true })
}

function updaterOn(copy: string, job: RefreshJob, fetcher: TufFetcher): Updater {
  const updater = new Updater({
    metadataDir: copy,
    metadataBaseUrl: `${NOWHERE}metadata`,
    fetcher,
    config: {
      rootMaxLength: 512_000,
      timestampMaxLength: 16_384,
      snapshotMaxLength: 1_000_000,
      targetsMaxLength: 4_000_000,
    },
  })
  innerOf(updater).referenceTime = new Date(job.now())
  return updater
}

function innerOf(updater: Updater): InnerStore {
  return (updater as unknown as Inner).trustedSet
}

/** A document that is signed, and is not the one that the others speak of, belongs to another publication. */
function mixedOr(error: unknown, updater: Updater, fetcher: TufFetcher): unknown {
  const [, role] =
    /^Unable to load (snapshot|targets)\b.* error Error: Expected (?:length|hash) /.exec(messageOf(error)) ?? []
  const bytes = fetcher.last()
  if (role === undefined || bytes === null) return error
  try {
    const metadata = Metadata.fromJSON(role as MetadataKind.Snapshot, JSON.parse(bytes.toString('utf8')))
    innerOf(updater).root.verifyDelegate(role, metadata)
    return new FeedFailure('mixed', { role })
  } catch {
    return error
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

/** A folder to work in: what was trusted last, or what was handed over where that is damaged or gone. */
async function copyOfMetadata(dir: string, root: string): Promise<string> {
  const [current, before, copy] = [join(dir, 'metadata'), join(dir, 'metadata.old'), join(dir, 'metadata.new')]
  makePrivateFolder(dir)
  await rm(copy, { recursive: true, force: true })
  // Cut off between two renames.
  if (!existsSync(current) && existsSync(before)) await rename(before, current)
  makePrivateFolder(copy)
  for (const name of DOCUMENTS) {
    if (await isDocument(join(current, name))) await cp(join(current, name), join(copy, name))
  }
  const trusted = readRoot(root)
  const local = readRoot(await readFile(join(copy, 'root.json'), 'utf8').catch(() => ''))
  const handedOver = trusted.kind === 'root' ? trusted.version : 0
  if (local.kind !== 'root' || local.version <= handedOver)
    await writeFile(join(copy, 'root.json'), root, { mode: 0o600 })
  return copy
}

async function putInPlace(dir: string, copy: string): Promise<void> {
  const [current, before] = [join(dir, 'metadata'), join(dir, 'metadata.old')]
  for (const name of await readdir(copy)) {
    // Cut short by a full disk: what was trusted before stays.
    if (!(await isDocument(join(copy, name)))) return
    await synced(join(copy, name))
  }
  await rm(before, { recursive: true, force: true })
  if (existsSync(current)) await rename(current, before)
  await rename(copy, current)
  syncFolder(dir)
  await rm(before, { recursive: true, force: true })
}

async function isDocument(path: string): Promise<boolean> {
  try {
    JSON.parse(await readFile(path, 'utf8'))
    return true
  } catch {
    return false
  }
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r+')
  await file.sync().finally(() => file.close())
}
