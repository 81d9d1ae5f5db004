import { join } from 'node:path'
import { readRosterCsv, type SortedRoster } from '../roster-files/read-roster-csv.ts'
import { rejectsFile } from '../roster-files/rejects-file.ts'
import { dateInIndonesia, type Prepared } from './prepare-publication.ts'
import type { PublishJob } from './publication.ts'
import { PublishRefused } from './publish-refusal.ts'
import type { PublisherPorts } from './publisher-ports.ts'

export type TakenRoster = SortedRoster & { rejectsFile: string | null }

/** The CSV's good rows, sorted; refused as a whole when too many are wrong or too few are left. To be closed. @throws {PublishRefused} {@link RosterCsvRefused} */
export function takeRoster(job: PublishJob, prepared: Prepared, ports: PublisherPorts): TakenRoster {
  const { folder, settings, now } = prepared
  const rejects = rejectsFile(job.csv, folder.dir)
  let sorted: SortedRoster | null = null
  let listed: string | null = null
  try {
    sorted = readRosterCsv({
      path: job.csv,
      today: dateInIndonesia(now),
      programmes: settings.programmes,
      rejects,
      openScratch: () => ports.openScratch(join(folder.work, 'sorting.db')),
      onProgress: ({ rows, fraction }) => job.onProgress({ stage: 'reading', rows, fraction }),
    })
  } finally {
    listed = rejects.close()
  }
  try {
    refuseRejects(job, sorted, listed)
    refuseShrinking(job, sorted, prepared)
  } catch (error) {
    sorted.close()
    throw error
  }
  return Object.assign(sorted, { rejectsFile: listed })
}

function refuseRejects({ maxRejectedShare }: PublishJob, roster: SortedRoster, listed: string | null): void {
  const { rowsRead, rowsRejected, rows } = roster
  if (rowsRejected <= rowsRead * maxRejectedShare && rows > 0) return
  throw new PublishRefused('too-many-rejects', {
    rejected: rowsRejected,
    read: rowsRead,
    percent: percent(rowsRejected / rowsRead),
    limitPercent: percent(maxRejectedShare),
    rejectsFile: listed ?? '',
  })
}

function refuseShrinking({ maxShrinkShare }: PublishJob, { rows }: SortedRoster, { published }: Prepared): void {
  const rowsBefore = published?.catalogue.rows ?? 0
  if (rows >= rowsBefore * (1 - maxShrinkShare)) return
  throw new PublishRefused('shrinks-too-much', {
    rows,
    rowsBefore,
    percent: percent(1 - rows / rowsBefore),
    limitPercent: percent(maxShrinkShare),
  })
}

function percent(share: number): number {
  return Math.round(share * 10_000) / 100
}
