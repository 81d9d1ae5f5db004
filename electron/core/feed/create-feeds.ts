import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  type FeedName,
  type FeedRefusal,
  type FeedSettings,
  type FeedState,
  type PullProgress,
} from '../../../shared/domain/feed.ts'
import type { RosterSourceState } from '../../../shared/domain/roster-state.ts'
import { freeBytesOf } from '../free-bytes.ts'
import type { Journal } from '../journal/journal.ts'
import { nameOf } from '../server/log.ts'
import { addFeed, changeFeed, removeFeed } from './change-feeds.ts'
import { FEED_LIMITS } from './feed-limits.ts'
import { feedSchedule } from './feed-schedule.ts'
import { feedDir, settingsOf, type FeedsDeps } from './feed-setup.ts'
import type { Feeds, PullOutcome } from './feeds.ts'
import { LOOK_PREFIX, lookAtFeed } from './look-at-feed.ts'
import { notePulled, noteRefused } from './note-pull.ts'
import { pullFeed, servingOf } from './pull-feed.ts'
import { refusalOf } from './refusal-of.ts'
import { readRoot, rootSha256 } from './root-of-trust.ts'
import { noteMemory, readMemory } from './state-file.ts'
import { forgetMetadata } from './trusted-metadata.ts'

export type CreateFeedsDeps = Omit<FeedsDeps, 'journal' | 'limits' | 'random' | 'env' | 'freeBytes'> & {
  journal: Journal
} & Partial<Pick<FeedsDeps, 'limits' | 'random' | 'env' | 'freeBytes'>>

type Run = {
  done: Promise<PullOutcome>
  abort: AbortController
  listeners: Set<(progress: PullProgress) => void>
  progress: PullProgress
}

/** Progress is told in such steps of the whole: a page is not busied by every block. */
const STEP = 0.005

/** Opens the feeds that the settings of this desk name. */
export function createFeeds(given: CreateFeedsDeps): Feeds {
  const deps = { limits: FEED_LIMITS, random: Math.random, env: process.env, freeBytes: freeBytesOf, ...given }
  const runs = new Map<FeedName, Run>()
  const watchers = new Set<() => void>()
  /** What is still being cleared away of feeds that were removed. */
  const leaving = new Map<FeedName, Promise<void>>()
  const closed = new AbortController()
  let installs: Promise<unknown> = Promise.resolve()
  const changed = () => watchers.forEach((watcher) => watcher())
  const schedule = feedSchedule({
    feeds: () => settingsOf(deps),
    memory: (name) => readMemory(feedDir(deps, name)),
    noteNext(name, at) {
      noteMemory(feedDir(deps, name), { nextAttemptAt: at })
      changed()
    },
    pull: (name) => pull(name, 'system', () => undefined),
    now: () => deps.clock.now(),
    uptimeMs: deps.uptimeMs,
    random: deps.random,
  })

  /** Another process may have added or removed some. */
  function settingsWritten(): void {
    deps.roster.setFeeds(
      settingsOf(deps).map(({ name, programmes, root }) => ({ name, programmes, handedRoot: rootSha256(root) })),
    )
    changed()
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = installs.then(work, work)
    installs = mine.catch(() => undefined)
    return mine
  }

  function pull(name: FeedName, actor: string, onProgress: (progress: PullProgress) => void): Promise<PullOutcome> {
    const running = runs.get(name)
    if (running !== undefined) {
      running.listeners.add(onProgress)
      onProgress(running.progress)
      return running.done
    }
    const settings = settingsOf(deps).find((feed) => feed.name === name)
    if (settings === undefined || closed.signal.aborted) {
      const code = settings === undefined ? 'not-a-feed' : 'stopped'
      return Promise.resolve({ kind: 'refused', refusal: { code, detail: {} }, versionBefore: null })
    }
    const run = begin(settings, actor, onProgress)
    runs.set(name, run)
    changed()
    return run.done
  }

  function begin(settings: FeedSettings, actor: string, onProgress: (progress: PullProgress) => void): Run {
    const { name } = settings
    const abort = new AbortController()
    const asking: PullProgress = { feed: name, stage: 'asking', bytes: 0, totalBytes: 0, rows: 0, fraction: 0 }
    const listeners = new Set([onProgress])
    // Not before whoever asked has the run in hand.
    const done = Promise.resolve().then(() => attempt(settings, actor, run))
    const run: Run = { done, abort, listeners, progress: asking }
    return run
  }

  async function attempt(settings: FeedSettings, actor: string, run: Run): Promise<PullOutcome> {
    const { name } = settings
    const signal = AbortSignal.any([run.abort.signal, closed.signal])
    const outcome = await attempted(settings, run, signal).finally(() => runs.delete(name))
    if (closed.signal.aborted) return outcome
    // Removed meanwhile: nothing is kept of it.
    if (settingsOf(deps).some((feed) => feed.name === name)) {
      if (outcome.kind === 'done') notePulled(deps, settings, outcome.report, actor)
      else noteRefused(deps, name, outcome.refusal, actor)
      schedule.settled(name)
    }
    changed()
    return outcome
  }

  async function attempted(settings: FeedSettings, run: Run, signal: AbortSignal): Promise<PullOutcome> {
    const versionBefore = servingOf(deps, settings.name)?.version ?? null
    try {
      const onProgress = (now: Omit<PullProgress, 'feed'>) => tell(run, { feed: settings.name, ...now })
      return { kind: 'done', report: await pullFeed(deps, { settings, signal, onProgress, inTurn }) }
    } catch (error) {
      const refusal: FeedRefusal = refusalOf(error, signal.aborted, deps.log)
      return { kind: 'refused', refusal, versionBefore }
    }
  }

  async function forgetAfter(run: Run | undefined, name: FeedName): Promise<void> {
    await run?.done
    await forgetMetadata(feedDir(deps, name)).catch((error: unknown) =>
      deps.log.write('feed.not-forgotten', { error: nameOf(error) }),
    )
  }

  function tell(run: Run, now: PullProgress): void {
    const before = run.progress
    const isStep = now.stage !== before.stage || now.fraction - before.fraction >= STEP || now.fraction >= 1
    if (!isStep && now.bytes !== now.totalBytes) return
    run.progress = now
    run.listeners.forEach((listener) => listener(now))
    changed()
  }

  function stateOf({ root, ...settings }: FeedSettings): FeedState {
    const { name } = settings
    const { lastAttemptAt, lastGoodAt, refusal, nextAttemptAt, expiresAt, rootVersion } = readMemory(
      feedDir(deps, name),
    )
    return {
      ...settings,
      hasIdentity: deps.journal.beside.feedIdentities.get(name) !== null,
      rootVersion: rootVersion ?? versionOf(root),
      source: sourceState(settings),
      lastAttemptAt,
      lastGoodAt,
      refusal,
      nextAttemptAt: settings.everyMinutes === null ? null : nextAttemptAt,
      expiresAt,
      running: runs.get(name)?.progress ?? null,
    }
  }

  function sourceState({ name, programmes }: Pick<FeedSettings, 'name' | 'programmes'>): RosterSourceState {
    const state = deps.roster.state()
    const found = state.kind === 'current' ? state.sources.find(({ source }) => source === name) : undefined
    if (found !== undefined) return found
    // Where no source serves, the roster does not say which of them are damaged: those that brought something once.
    const high = state.kind === 'damaged' ? deps.journal.rosterHigh(name) : null
    if (high !== null) return { kind: 'damaged', source: name, programmes, version: high.version }
    return { kind: 'none', source: name, programmes }
  }

  settingsWritten()
  return {
    list: () => settingsOf(deps).map(stateOf),
    async look(feed) {
      const looked = await lookAtFeed(deps, feed, closed.signal)
      return looked.kind === 'looked' ? { kind: 'offer', offer: looked.offer } : looked
    },
    async add(feed, offer, everyMinutes, actor) {
      // What is still done for a feed of this name that was removed is none of the new one's.
      await leaving.get(feed.name)
      const outcome = await addFeed(deps, feed, offer, everyMinutes, actor, closed.signal)
      settingsWritten()
      return outcome
    },
    async change(to, actor) {
      const outcome = await changeFeed(deps, to, actor)
      settingsWritten()
      return outcome
    },
    remove(name, actor) {
      const outcome = removeFeed(deps, name, actor)
      if (outcome.kind !== 'changed') return outcome
      const run = runs.get(name)
      run?.abort.abort()
      leaving.set(name, forgetAfter(run, name))
      settingsWritten()
      return outcome
    },
    pull,
    stop: (name) => runs.get(name)?.abort.abort(),
    settingsWritten,
    startSchedule() {
      removeLooks(join(deps.folder.root, 'feeds'))
      schedule.start()
    },
    onChange(listener) {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
    close() {
      schedule.stop()
      watchers.clear()
      closed.abort()
    },
  }
}

function versionOf(root: string): number {
  const reading = readRoot(root)
  return reading.kind === 'root' ? reading.version : 0
}

/** What a process that was killed while it looked left behind. */
function removeLooks(feeds: string): void {
  try {
    for (const name of readdirSync(feeds)) {
      if (name.startsWith(LOOK_PREFIX)) rmSync(join(feeds, name), { recursive: true, force: true })
    }
  } catch {
    // There is no such folder before the first feed.
  }
}
