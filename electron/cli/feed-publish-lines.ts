import type { PublishOutcome, PublishSummary } from '../publisher/publication.ts'
import { bytesText, count } from './feed-figures.ts'

/** What is about to be signed: counts by what happened to people, and the files. */
export function summaryLines(summary: PublishSummary): string[] {
  const { version, asOf, people, rows, before, changes, conflicting, rejected, rowsRead } = summary
  return [
    `Version ${version}, data as of ${asOf}: ${count(people)} people in ${count(rows)} rows.`,
    ...(before === null || changes === null
      ? ['  The first version: everybody is new.']
      : [
          `  Before, ${before.version}: ${count(before.people)} people in ${count(before.rows)} rows.`,
          ...[
            ['added', changes.added],
            ['ended', changes.ended],
            ['suspended', changes.suspended],
            ['moved', changes.moved],
            ['deceased', changes.deceased],
            ['changed otherwise', changes.otherwise],
            ['removed', changes.removed],
          ].map(([what, number]) => line(String(what), Number(number))),
        ]),
    line('conflicting', conflicting),
    line('rejected', rejected) +
      (rejected === 0 ? '' : ` of ${count(rowsRead)} rows, see ${summary.rejectsFile ?? ''}`),
    ...(summary.ignoredColumns.length === 0 ? [] : [`  columns ignored: ${summary.ignoredColumns.join(', ')}`]),
    `  full pack: ${bytesText(summary.full.bytes)}`,
    ...summary.deltas.map(
      ({ from, bytes, changes: changed }) => `  changes since ${from}: ${bytesText(bytes)}, ${count(changed)} people`,
    ),
  ]
}

/** The summary itself was shown before. */
export function publishedLines({ summary, seconds }: Extract<PublishOutcome, { kind: 'published' }>): string[] {
  return [
    `Published ${summary.version} in ${seconds.total.toFixed(1)} s ` +
      `(reading ${seconds.reading.toFixed(1)}, comparing ${seconds.comparing.toFixed(1)}, changes ${seconds.packing.toFixed(1)}, signing ${seconds.signing.toFixed(1)}).`,
  ]
}

function line(what: string, number: number): string {
  return `  ${what.padEnd(18)} ${count(number).padStart(11)}`
}
