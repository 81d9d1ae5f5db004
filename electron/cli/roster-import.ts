import { resolve } from 'node:path'
import type { Command } from 'commander'
import { IsoDate } from '../../shared/domain/dates.ts'
import type { ImportProgress, ImportReport } from '../../shared/domain/roster-state.ts'
import type { ImportOptions } from '../core/roster/roster.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { importRefusalExitCode, importRefusalSentence } from './import-refusal-sentence.ts'
import { actingAs } from './require-operator.ts'

type Options = { asOf?: string; maxRejected?: string; allowShrink?: boolean; json?: boolean }

/** `loket roster import FILE.csv`: the issuer's list becomes the roster that answers, or is refused and nothing changes. */
export function register(program: Command, context: CliContext): void {
  group(program, 'roster', 'the membership list that answers')
    .command('import')
    .description('read a roster CSV and make it current')
    .argument('<file>', 'roster CSV of the issuer')
    .option('--as-of <date>', 'date the data speaks for, YYYY-MM-DD (default: the date of the file)')
    .option('--max-rejected <percent>', 'refuse the file when more of its rows are wrong', '1%')
    .option('--allow-shrink', 'accept a file that is more than 10% smaller than the current roster')
    .option('--json', 'print the report as JSON')
    .action(async (file: string, options: Options) => {
      const progress = progressLine(context)
      const outcome = await withCore(
        context,
        async (core) => {
          const actor = await actingAs(context, core, 'configure')
          return core.importRoster(resolve(file), importOptions(options), progress.show, actor)
        },
        { founds: true },
      )
      progress.end()
      if (options.json === true) context.out(JSON.stringify(outcome))
      if (outcome.kind === 'refused') {
        fail(importRefusalSentence(outcome.refusal), importRefusalExitCode(outcome.refusal))
      }
      if (options.json !== true) for (const line of reportLines(outcome.report)) context.out(line)
    })
}

function importOptions({ asOf, maxRejected, allowShrink }: Options): ImportOptions {
  return {
    ...(asOf === undefined ? {} : { asOf: dateOption(asOf) }),
    maxRejectedShare: shareOption(maxRejected ?? '1%'),
    ...(allowShrink === true ? { maxShrinkShare: 1 } : {}),
  }
}

function dateOption(text: string): IsoDate {
  const date = IsoDate.safeParse(text)
  return date.success ? date.data : fail('Write the date after --as-of as YYYY-MM-DD, for example 2026-11-21.', 2)
}

function shareOption(text: string): number {
  const percent = /^(?<number>\d{1,3}(?:\.\d+)?)\s*%?$/.exec(text.trim())?.groups?.['number']
  const share = Number(percent) / 100
  return share <= 1 ? share : fail('Write --max-rejected as a percentage from 0% to 100%, for example 2.5%.', 2)
}

function reportLines(report: ImportReport): string[] {
  const seconds = report.seconds.toFixed(1)
  return [
    `Roster ${report.version} is current: ${count(report.people)} people in ${count(report.rowsAccepted)} rows, as of ${report.asOf}, in ${seconds} s.`,
    ...(report.conflicts === 0
      ? []
      : [`${count(report.conflicts)} people stand twice in a programme; the desk shows both rows for review.`]),
    ...(report.rowsRejected === 0
      ? []
      : [
          `${count(report.rowsRejected)} of ${count(report.rowsRead)} rows were left out; line, column and reason: ${report.rejectsFile ?? ''}`,
        ]),
    ...(report.ignoredColumns.length === 0 ? [] : [`Columns that were ignored: ${report.ignoredColumns.join(', ')}`]),
  ]
}

const STAGES: Record<ImportProgress['stage'], string> = {
  reading: 'Reading',
  indexing: 'Indexing',
  checking: 'Checking',
  installing: 'Installing',
}

/** On a terminal one line that is written over; elsewhere one line per stage. On standard error, apart from the report. */
function progressLine(context: CliContext): { show(progress: ImportProgress): void; end(): void } {
  const terminal = process.stderr.isTTY
  let stage = ''
  return {
    show(progress) {
      if (terminal) {
        const percent = String(Math.floor(progress.fraction * 100)).padStart(3)
        process.stderr.write(`\r\u001B[K${percent}%  ${STAGES[progress.stage]}, ${count(progress.rows)} rows`)
      } else if (progress.stage !== stage) context.err(`${STAGES[progress.stage]} ...`)
      stage = progress.stage
    },
    end() {
      if (terminal && stage !== '') process.stderr.write('\r\u001B[K')
    },
  }
}

function count(number: number): string {
  return number.toLocaleString('en-US')
}
