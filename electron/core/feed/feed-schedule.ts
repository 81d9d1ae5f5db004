import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { FeedName, FeedSettings } from '../../../shared/domain/feed.ts'
import { isAbsolute } from 'node:path'
import { firstWaitMs, waitMs } from './back-off.ts'
import type { PullOutcome } from './feeds.ts'
import { isFeedThere } from './folder-source.ts'

const LOOK_EVERY_MS = 15_000
const GLANCE_MS = 5000

export type ScheduleDeps = {
  feeds: () => readonly FeedSettings[]
  /** Of what is kept of a feed: when it last did well, and how often it has failed since. */
  memory: (name: FeedName) => { lastGoodAt: IsoInstant | null; failures: number }
  /** When it will be asked next, as it is shown. */
  noteNext: (name: FeedName, at: IsoInstant | null) => void
  pull: (name: FeedName) => Promise<PullOutcome>
  now: () => IsoInstant
  uptimeMs: () => number
  random: () => number
}

export type FeedSchedule = {
  /** One look at all feeds: pulls those that are due. The timer calls it; public for tests. */
  look(): Promise<void>
  /** A pull came to its end, whoever asked for it: when the next one is due follows from it. */
  settled(name: FeedName): void
  start(): void
  stop(): void
}

type Due = { settings: string; dueMs: number; there: boolean | null; pulling: boolean }

/** Decides when each feed is asked. Counts the time that the machine runs, which no turned clock moves. */
export function feedSchedule(deps: ScheduleDeps): FeedSchedule {
  const known = new Map<FeedName, Due>()
  let isFirstLook = true
  let looking = false
  let timer: NodeJS.Timeout | null = null

  async function look(): Promise<void> {
    // A share that hangs keeps one look waiting, not one more each time.
    if (looking) return
    looking = true
    try {
      const feeds = deps.feeds()
      for (const name of known.keys()) if (!feeds.some((feed) => feed.name === name)) known.delete(name)
      await Promise.all(feeds.map(lookAt))
    } finally {
      isFirstLook = false
      looking = false
    }
  }

  async function lookAt(feed: FeedSettings): Promise<void> {
    const { name, everyMinutes } = feed
    if (everyMinutes === null) return void known.delete(name)
    const due = dueOf(feed, everyMinutes)
    if (isAbsolute(feed.from)) {
      const there = await isFeedThere(feed.from, GLANCE_MS)
      // A stick that was put in is read at once, however often it was missed.
      if (there && due.there === false) due.dueMs = deps.uptimeMs()
      due.there = there
    }
    if (due.pulling || deps.uptimeMs() < due.dueMs) return
    due.pulling = true
    void deps.pull(name).then(
      () => (due.pulling = false),
      () => {
        due.pulling = false
        settled(name)
      },
    )
  }

  function dueOf(feed: FeedSettings, everyMinutes: number): Due {
    const settings = JSON.stringify([feed.from, feed.proxy, everyMinutes])
    const before = known.get(feed.name)
    if (before?.settings === settings) return before
    // Added or changed while the desk runs: somebody waits for what comes of it.
    const wait = isFirstLook ? firstWaitMs(everyMinutes, sinceGoodMs(feed.name), deps.random()) : 0
    const due = { settings, dueMs: 0, there: null, pulling: before?.pulling ?? false }
    known.set(feed.name, due)
    setDue(feed.name, due, wait)
    return due
  }

  function sinceGoodMs(name: FeedName): number | null {
    const { lastGoodAt } = deps.memory(name)
    return lastGoodAt === null ? null : Date.parse(deps.now()) - Date.parse(lastGoodAt)
  }

  function setDue(name: FeedName, due: Due, wait: number): void {
    due.dueMs = deps.uptimeMs() + wait
    deps.noteNext(name, new Date(Date.parse(deps.now()) + wait).toISOString() as IsoInstant)
  }

  function settled(name: FeedName): void {
    const due = known.get(name)
    const everyMinutes = deps.feeds().find((feed) => feed.name === name)?.everyMinutes ?? null
    if (due === undefined || everyMinutes === null) return
    setDue(name, due, waitMs(everyMinutes, deps.memory(name).failures, deps.random()))
  }

  return {
    look,
    settled,
    start() {
      timer ??= setInterval(() => void look(), LOOK_EVERY_MS).unref()
      void look()
    },
    stop() {
      if (timer !== null) clearInterval(timer)
      timer = null
    },
  }
}
