import { join } from 'node:path'
import type { FeedName, FeedSettings } from '../../../shared/domain/feed.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import { programmes } from '../../../shared/programmes/programmes.ts'
import type { AuditQueue } from '../audit/audit-queue.ts'
import type { Clock, Uptime } from '../clock.ts'
import type { DataFolder } from '../data-folder.ts'
import type { FreeBytes } from '../free-bytes.ts'
import type { Journal } from '../journal/journal.ts'
import { liveProgrammes } from '../roster/live-programmes.ts'
import type { Roster } from '../roster/roster.ts'
import type { Log } from '../server/log.ts'
import { feedAddress, real } from './feed-address.ts'
import { FeedFailure } from './feed-failure.ts'
import type { FeedLimits } from './feed-limits.ts'
import type { FeedSource } from './feed-source.ts'
import { folderSource } from './folder-source.ts'
import type { KnownBefore } from './read-publication.ts'
import { webSource } from './web-source.ts'

/** What everything in this folder works with. */
export type FeedsDeps = {
  folder: Pick<DataFolder, 'root'>
  journal: Pick<Journal, 'write' | 'setting' | 'now' | 'rosterHigh' | 'beside'>
  roster: Pick<
    Roster,
    'state' | 'companions' | 'installPacks' | 'deltaBase' | 'setFeeds' | 'publications' | 'notePublication'
  >
  audit: Pick<AuditQueue, 'record'>
  /** What is shown; whether a document is expired is asked of the journal's time. */
  clock: Clock
  uptimeMs: Uptime['uptimeMs']
  freeBytes: FreeBytes
  log: Log
  limits: FeedLimits
  /** 0 to below 1: keeps desks out of step. */
  random: () => number
  /** Where the system's proxy stands. */
  env: Readonly<Record<string, string | undefined>>
  /** Certificates trusted beside the usual ones. */
  ca?: string
}

/** Where everything of one feed lies on this desk. */
export function feedDir({ folder }: Pick<FeedsDeps, 'folder'>, name: FeedName): string {
  return join(folder.root, 'feeds', name)
}

export function settingsOf({ journal }: Pick<FeedsDeps, 'journal'>): readonly FeedSettings[] {
  return journal.setting('feeds')?.feeds ?? []
}

export function knownBefore({ journal }: Pick<FeedsDeps, 'journal'>, name: FeedName): KnownBefore {
  return { high: journal.rosterHigh(name)?.version ?? null, now: journal.now() }
}

export function definitionsInForce({ roster }: Pick<FeedsDeps, 'roster'>): readonly ProgrammeDefinition[] {
  return liveProgrammes(programmes, roster)()
}

/** @throws {FeedFailure} where the settings name a place that is none any more, as after a restore to another computer */
export function sourceOf(deps: FeedsDeps, { from, proxy }: Pick<FeedSettings, 'from' | 'proxy'>): FeedSource {
  const address = feedAddress(from, deps.folder.root)
  if (address.kind === 'refused') throw new FeedFailure('unreachable', { why: address.why })
  if (address.kind === 'folder') {
    return folderSource({ folder: address.path, limits: deps.limits, dataRoot: real(deps.folder.root) })
  }
  const { limits, env, ca } = deps
  return webSource({ url: address.url, proxy, limits, env, ...(ca === undefined ? {} : { ca }) })
}
