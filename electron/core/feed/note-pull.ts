import type { FeedName, FeedRefusal, FeedSettings, PullReport } from '../../../shared/domain/feed.ts'
import { compareFeedVersions, FeedVersion } from '../../../shared/domain/feed.ts'
import type { Log } from '../server/log.ts'
import { feedDir, type FeedsDeps } from './feed-setup.ts'
import { noteMemory, readMemory } from './state-file.ts'

const SCHEDULE = 'system'

type Deps = Pick<FeedsDeps, 'journal' | 'audit' | 'clock' | 'folder'> & { log: Log }

/** Notes what a pull brought: in the journal when it is new, in the trail when it is new or somebody asked. */
export function notePulled(deps: Deps, { name }: Pick<FeedSettings, 'name'>, report: PullReport, actor: string): void {
  const now = deps.clock.now()
  const good = { lastAttemptAt: now, lastGoodAt: now, refusal: null, failures: 0, takeFull: false }
  noteMemory(feedDir(deps, name), good)
  noteInstalled(deps, name, report, actor)
  const { route, bytes, versionAfter, fetchSeconds, installSeconds } = report
  if (route === 'none' && actor === SCHEDULE) return
  const facts = { feed: name, version: versionAfter, route, bytes }
  deps.audit.record([{ actor, action: 'feed-pulled', subject: null, facts }])
  deps.log.write('feed.pulled', { feed: name, route, bytes, seconds: fetchSeconds + installSeconds })
}

/** A feed that says the same every few minutes stands in the trail once. */
export function noteRefused(deps: Deps, name: FeedName, refusal: FeedRefusal, actor: string): void {
  const dir = feedDir(deps, name)
  const before = readMemory(dir)
  const failures = refusal.code === 'stopped' ? before.failures : before.failures + 1
  noteMemory(dir, { lastAttemptAt: deps.clock.now(), refusal, failures })
  deps.log.write('feed.refused', { feed: name, code: refusal.code })
  if (actor === SCHEDULE && before.refusal?.code === refusal.code) return
  deps.audit.record([{ actor, action: 'feed-refused', subject: null, facts: { feed: name, code: refusal.code } }])
}

/** The mark that no older roster comes below. Also made good where the disk was full, or the power went, after an installation. */
function noteInstalled({ journal, log }: Deps, feed: FeedName, report: PullReport, actor: string): void {
  const version = FeedVersion.safeParse(report.versionAfter)
  if (!version.success) throw new Error('a report names no version of a feed')
  const high = FeedVersion.safeParse(journal.rosterHigh(feed)?.version)
  if (high.success && compareFeedVersions(version.data, high.data) <= 0) return
  const { asOf, people, rows } = report
  const body = { version: version.data, asOf, people, rows, feed }
  const { kind } = journal.write((tx) => tx.append({ type: 'roster-installed', body }, actor))
  // The roster serves all the same; the next pull notes it.
  if (kind !== 'written') log.write('feed.unnoted', { feed, why: kind })
}
