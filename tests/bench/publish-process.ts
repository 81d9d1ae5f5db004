/** Publishes one roster CSV and answers with what came of it, and with the most memory that this process ever had. */
import { FEED_PORTS } from '../../electron/cli/feed-ports.ts'
import type { PublishOutcome } from '../../electron/publisher/publication.ts'
import { publishFeed } from '../../electron/publisher/publish-feed.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import { publishJob } from '../support/publisher.ts'
import { answerParent, progressLines } from './bench-process.ts'

export type PublishTask = { dir: string; csv: string; asOf: IsoDate }
export type PublishAnswer = { outcome: PublishOutcome; seconds: number; peakBytes: number; idleBytes: number }

process.once('message', async ({ dir, csv, asOf }: PublishTask) => {
  const idleBytes = process.memoryUsage.rss()
  const startedAt = performance.now()
  const shown = progressLines('publish')
  const onProgress: Parameters<typeof publishJob>[2] = {
    asOf,
    onProgress: ({ stage, fraction }) => shown(stage, fraction),
  }
  const outcome = await publishFeed(publishJob(dir, csv, onProgress), FEED_PORTS)
  const seconds = (performance.now() - startedAt) / 1000
  const peakBytes = process.resourceUsage().maxRSS * 1024
  answerParent({ outcome, seconds, peakBytes, idleBytes } satisfies PublishAnswer)
})
