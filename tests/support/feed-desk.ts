import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFeeds, type CreateFeedsDeps } from '../../electron/core/feed/create-feeds.ts'
import { FEED_LIMITS, type FeedLimits } from '../../electron/core/feed/feed-limits.ts'
import type { Feeds } from '../../electron/core/feed/feeds.ts'
import type { AuditEvent, Journal } from '../../electron/core/journal/journal.ts'
import type { InstallOutcome, PackInstall, Publication } from '../../electron/core/roster/roster.ts'
import type { Log } from '../../electron/core/server/log.ts'
import type { IsoInstant } from '../../shared/domain/dates.ts'
import type { FeedName, FeedVersion } from '../../shared/domain/feed.ts'
import type { RosterSourceState, RosterState } from '../../shared/domain/roster-state.ts'
import { journalPlace, type JournalPlace } from './journal.ts'

/** Milliseconds in place of seconds. */
export const SHORT_LIMITS: FeedLimits = {
  ...FEED_LIMITS,
  stallMs: 400,
  fileMs: 2000,
  slowestBytesPerSecond: 1_000_000,
  retryMs: 10,
  spareBytes: 0,
}

/** A roster that installs whatever it is told to, or answers as a test says: what it would do with packs is tested with itself. */
export function receivingRoster() {
  const sources = new Map<string, RosterSourceState>()
  const jobs: PackInstall[] = []
  const share = new Map<string, number>()
  const publications = new Map<string, Map<string, Publication>>()
  let answer: ((job: PackInstall, signal?: AbortSignal) => Promise<InstallOutcome>) | null = null
  const state = (): RosterState => {
    const first = [...sources.values()].find((one) => one.kind === 'serving')
    const damaged = [...sources.values()].find((one) => one.kind === 'damaged')
    if (first === undefined) {
      return damaged === undefined ? { kind: 'none' } : { kind: 'damaged', version: damaged.version }
    }
    const { version, asOf, importedAt, ageDays, people, rows, fellBack } = first
    const all = [...sources.values()] as [RosterSourceState, ...RosterSourceState[]]
    return { kind: 'current', sources: all, version, asOf, importedAt, ageDays, people, rows, fellBack }
  }
  const roster: CreateFeedsDeps['roster'] = {
    state,
    companions: () => new Map(),
    async installPacks(job, onProgress, signal) {
      jobs.push(job)
      onProgress({ stage: 'building', rows: job.rows, fraction: 0.5 })
      const outcome = (await answer?.(job, signal)) ?? { kind: 'done' as const, seconds: 0.1, changes: null }
      if (outcome.kind === 'done') {
        const { source, version, asOf, people, rows } = job
        const programmes = [...job.programmes]
        const importedAt = '2026-11-21T00:00:00.000Z' as IsoInstant
        publications.set(source, new Map([[version, job.publication]]))
        sources.set(source, {
          kind: 'serving',
          source,
          programmes,
          version,
          asOf,
          importedAt,
          ageDays: 0,
          people,
          rows,
          fellBack: false,
        })
      }
      return outcome
    },
    deltaBase(source) {
      const found = sources.get(source)
      if (found?.kind !== 'serving') return null
      return { version: found.version as FeedVersion, layeredShare: share.get(source) ?? 0 }
    },
    publications: (source) => publications.get(source) ?? new Map(),
    notePublication: (source, version, publication) => void publications.get(source)?.set(version, publication),
    setFeeds(feeds) {
      for (const name of sources.keys()) if (!feeds.some((feed) => feed.name === name)) sources.delete(name)
      for (const { name, programmes } of feeds) {
        if (!sources.has(name)) sources.set(name, { kind: 'none', source: name, programmes: [...programmes] })
      }
    },
  }
  return {
    roster,
    jobs,
    sources,
    publications,
    setLayeredShare: (source: string, to: number) => void share.set(source, to),
    answerWith: (to: typeof answer) => void (answer = to),
  }
}

export type FeedDesk = ReturnType<typeof feedDesk>

/** A desk's journal and data folder with its feeds; the roster is a receiving one where none is given. */
export function feedDesk(given: Partial<CreateFeedsDeps> | ((place: JournalPlace) => Partial<CreateFeedsDeps>) = {}) {
  const place: JournalPlace = journalPlace()
  const deps = typeof given === 'function' ? given(place) : given
  const scratch = mkdtempSync(join(tmpdir(), 'loket-feeds-'))
  const receiving = receivingRoster()
  const trail: AuditEvent[] = []
  const lines: { event: string; facts: unknown }[] = []
  const log: Log = { write: (event, facts = {}) => void lines.push({ event, facts }) }
  let uptime = 1_000_000
  let journal: Journal = place.open()
  let feeds: Feeds = open()

  function open(): Feeds {
    return createFeeds({
      folder: place.folder,
      journal,
      roster: receiving.roster,
      audit: { record: (events) => void trail.push(...events) },
      clock: place.clock,
      uptimeMs: () => uptime,
      log,
      limits: SHORT_LIMITS,
      env: {},
      random: () => 0.5,
      ...deps,
    })
  }

  /** Adds a feed as its issuer handed it over. */
  async function add(
    name: string,
    from: string,
    root: string,
    more: { everyMinutes?: number | null; proxy?: string | null; identity?: string } = {},
  ) {
    const rootPath = join(scratch, `${name}.root.json`)
    writeFileSync(rootPath, root)
    const identityPath = more.identity === undefined ? null : join(scratch, `${name}.identity`)
    if (identityPath !== null) writeFileSync(identityPath, more.identity ?? '')
    const feed = { name: name as FeedName, from, rootPath, identityPath, proxy: more.proxy ?? null }
    const looked = await feeds.look(feed)
    if (looked.kind !== 'offer') return looked
    return feeds.add(feed, looked.offer, more.everyMinutes ?? null, 'pengelola')
  }

  return {
    place,
    scratch,
    ...receiving,
    trail,
    lines,
    clock: place.clock,
    add,
    feeds: () => feeds,
    journal: () => journal,
    pull: (name: string, actor = 'petugas') => feeds.pull(name as FeedName, actor, () => undefined),
    passMs: (ms: number) => void (uptime += ms),
    uptime: () => uptime,
    /** As when the program is started again. */
    reopen() {
      feeds.close()
      journal.close()
      journal = place.open()
      feeds = open()
    },
    close() {
      feeds.close()
      journal.close()
      place.remove()
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}
