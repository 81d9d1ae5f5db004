import { copyFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Updater } from 'tuf-js'
import { FEED_PORTS } from '../../electron/cli/feed-ports.ts'
import { initFeed, type FeedPlan } from '../../electron/publisher/init-feed.ts'
import type { PublishJob, PublishOutcome } from '../../electron/publisher/publication.ts'
import { publishFeed } from '../../electron/publisher/publish-feed.ts'
import type { PublisherPorts } from '../../electron/publisher/publisher-ports.ts'
import { serveFeed } from '../../electron/publisher/serve-feed.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'

/** A publisher whose day is what the test says. */
export function portsAt(instant: string): PublisherPorts {
  return { ...FEED_PORTS, now: () => new Date(instant) }
}

export async function madeFeed(dir: string, plan: Partial<FeedPlan> = {}, ports = FEED_PORTS) {
  const made = await initFeed(
    {
      dir,
      issuer: 'Dinas Kesehatan Contoh',
      programmes: ['kbs-bekasi', 'bogor-sehat'] as unknown as FeedPlan['programmes'],
      encryption: { kind: 'own' },
      passphrase: null,
      ...plan,
    },
    ports,
  )
  if (made.kind !== 'made') throw new Error(`no feed: ${made.why}`)
  return made
}

export function publishJob(dir: string, csv: string, more: Partial<PublishJob> = {}): PublishJob {
  return {
    dir,
    csv,
    statistics: null,
    programmes: null,
    asOf: null,
    maxRejectedShare: 0.01,
    maxShrinkShare: 0.1,
    dryRun: false,
    passphrase: null,
    confirm: async () => true,
    onProgress: () => undefined,
    ...more,
  }
}

/** Publishes on a day at noon, as data of that day. */
export function publishOn(
  dir: string,
  csv: string,
  day: string,
  more: Partial<PublishJob> = {},
): Promise<PublishOutcome> {
  return publishFeed(publishJob(dir, csv, { asOf: day as IsoDate, ...more }), portsAt(`${day}T05:00:00Z`))
}

/** A desk as any other program would write it: tuf-js and nothing else. It keeps what it trusts in `dir`. */
export type PlainDesk = {
  /** Follows the feed to its newest metadata. @throws what tuf-js throws */
  refresh(at?: Date): Promise<Updater>
  /** Path of a fetched and verified target. */
  fetch(name: string, at?: Date): Promise<string>
  rootVersion(): Promise<number>
}

export function plainDesk(dir: string, url: string, root: string): PlainDesk {
  const [metadataDir, targetDir] = [join(dir, 'metadata'), join(dir, 'targets')]
  for (const made of [metadataDir, targetDir]) mkdirSync(made, { recursive: true })
  copyFileSync(root, join(metadataDir, 'root.json'))
  const updater = (at?: Date) => {
    const made = new Updater({
      metadataDir,
      metadataBaseUrl: `${url}metadata`,
      targetDir,
      targetBaseUrl: `${url}targets`,
      config: { fetchRetries: 0 },
    })
    // The library has no option for its clock.
    if (at !== undefined) Object.assign(trustedSetOf(made), { referenceTime: at })
    return made
  }
  const refresh = async (at?: Date) => {
    const made = updater(at)
    await made.refresh()
    return made
  }
  return {
    refresh,
    async fetch(name, at) {
      const made = await refresh(at)
      const info = await made.getTargetInfo(name)
      if (info === undefined) throw new Error(`no target ${name}`)
      return made.downloadTarget(info)
    },
    async rootVersion() {
      const made = await refresh()
      return (trustedSetOf(made) as { root: { signed: { version: number } } }).root.signed.version
    },
  }
}

function trustedSetOf(updater: Updater): object {
  return (updater as unknown as { trustedSet: object }).trustedSet
}

/** The feed in `dir` served on this machine while `work` runs. */
export async function served<T>(dir: string, work: (url: string) => Promise<T>): Promise<T> {
  const outcome = await serveFeed(dir, { host: '127.0.0.1', port: 0 })
  if (outcome.kind !== 'serving') throw new Error(outcome.why)
  try {
    return await work(outcome.server.url)
  } finally {
    await outcome.server.close()
  }
}

/** Writes a CSV whose date is that of the instant. */
export function csvOf(path: string, lines: readonly string[], writtenAt = '2026-11-20T05:00:00Z'): string {
  writeFileSync(path, `${lines.join('\n')}\n`)
  utimesSync(path, new Date(writtenAt), new Date(writtenAt))
  return path
}
