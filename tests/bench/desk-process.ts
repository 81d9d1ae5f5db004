/** A desk's core alone in a process: adds a feed or pulls it, and answers with what it took, in time and in memory. */
import { setTimeout } from 'node:timers/promises'
import { openCore, type Core } from '../../electron/core/open-core.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'
import type { FeedName, PullReport } from '../../shared/domain/feed.ts'
import type { LookupKey } from '../../shared/domain/reading.ts'
import { answerParent, progressLines } from './bench-process.ts'
import { summary, type Quantiles } from './figures.ts'
import { lookUpsMeanwhile, type LookUpTimes } from './look-ups-meanwhile.ts'

export const FEED = 'bench' as FeedName

export type DeskTask = {
  dataFolder: string
  /** Added before anything is pulled; null: the desk has it. */
  add: { from: string; rootPath: string; identityPath: string | null } | null
  /** Looked up while it pulls, at a fixed pace; empty: nothing is. */
  keys: LookupKey[]
  /** Otherwise only started and asked. */
  pull: boolean
}

export type DeskAnswer = {
  /** From the start of the process to the core open; then to the first answer. */
  openSeconds: number
  answerSeconds: number
  idleBytes: number
  peakBytes: number
  quiet: Told
  pulled: Pulled | null
}
export type Told = { took: Quantiles; waited: Quantiles }
export type Pulled = {
  report: PullReport
  /** From the call. */
  visibleSeconds: number
  settledSeconds: number
  meanwhile: Told
}

const PACE_MS = 2
const QUIET_MS = 3000

process.once('message', async (task: DeskTask) => {
  const core = openCore({
    dataFolder: task.dataFolder,
    version: '0.0.0-bench',
    demo: false,
    workers: SOURCE_WORKERS,
    deliver: () => Promise.resolve({ kind: 'printer' }),
  })
  const openSeconds = performance.now() / 1000
  const [first] = task.keys
  if (first !== undefined) core.roster.find(first)
  const answerSeconds = performance.now() / 1000
  if (task.add !== null) await added(core, task.add)
  const quietUntil = performance.now() + QUIET_MS
  const quiet = await lookedUp(core, task.keys, () => performance.now() > quietUntil)
  const idleBytes = process.memoryUsage.rss()
  const memory = watchMemory()
  const pulled = task.pull ? await pull(core, task.keys) : null
  const answer: DeskAnswer = {
    openSeconds,
    answerSeconds,
    idleBytes,
    peakBytes: memory.stop(),
    quiet: told(quiet),
    pulled,
  }
  core.close()
  answerParent(answer)
})

async function added(core: Core, { from, rootPath, identityPath }: NonNullable<DeskTask['add']>): Promise<void> {
  const feed = { name: FEED, from, rootPath, identityPath, proxy: null }
  const looked = await core.feeds.look(feed)
  if (looked.kind !== 'offer') throw new Error(`feed not added: ${looked.kind}`)
  const outcome = await core.feeds.add(feed, looked.offer, null, 'bench')
  if (outcome.kind !== 'added') throw new Error(`feed not added: ${outcome.kind}`)
}

async function pull(core: Core, keys: readonly LookupKey[]): Promise<Pulled> {
  const versionBefore = servingVersion(core)
  const startedAt = performance.now()
  const since = () => (performance.now() - startedAt) / 1000
  let visibleSeconds = 0
  const unsubscribe = core.roster.onChange(() => {
    if (visibleSeconds === 0 && servingVersion(core) !== versionBefore) visibleSeconds = since()
  })
  const shown = progressLines('pull')
  let done = false
  const pulling = core.feeds
    .pull(FEED, 'bench', ({ stage, fraction }) => shown(stage, fraction))
    .finally(() => (done = true))
  const meanwhile = await lookedUp(core, keys, () => done)
  const outcome = await pulling
  const settledSeconds = since()
  unsubscribe()
  if (outcome.kind !== 'done') throw new Error(`not pulled: ${outcome.refusal.code}`)
  return { report: outcome.report, visibleSeconds, settledSeconds, meanwhile: told(meanwhile) }
}

async function lookedUp(core: Core, keys: readonly LookupKey[], isDone: () => boolean): Promise<LookUpTimes> {
  if (keys.length > 0) return lookUpsMeanwhile(keys, (key) => core.roster.find(key), PACE_MS, isDone)
  while (!isDone()) await setTimeout(20)
  return { took: [], waited: [] }
}

function told({ took, waited }: LookUpTimes): Told {
  return { took: summary(took), waited: summary(waited) }
}

function servingVersion(core: Core): string | null {
  const state = core.roster.state()
  if (state.kind !== 'current') return null
  const source = state.sources.find((one) => one.source === FEED)
  return source?.kind === 'serving' ? source.version : null
}

/** Of the whole process, threads included. */
function watchMemory(): { stop(): number } {
  let peak = 0
  const look = () => (peak = Math.max(peak, process.memoryUsage.rss()))
  const timer = setInterval(look, 20)
  return {
    stop() {
      look()
      clearInterval(timer)
      return peak
    },
  }
}
