import { text as readAll } from 'node:stream/consumers'
import { Option, type Command } from 'commander'
import { ExportFormat } from '../../shared/contract/admissions.ts'
import type { AuditFilter } from '../../shared/contract/audit.ts'
import { Reason } from '../../shared/domain/admission.ts'
import { AuditAction } from '../../shared/domain/audit-action.ts'
import { IsoDate } from '../../shared/domain/dates.ts'
import type { Core } from '../core/open-core.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { failUnwritten } from './fail-unwritten.ts'
import { outFile, writeOut } from './out-file.ts'
import { requireOperator } from './require-operator.ts'

type Options = {
  person?: string
  reason?: string
  from?: string
  to?: string
  actor?: string
  action?: AuditAction
  format: ExportFormat
  out?: string
}

/** `loket audit export`: who did what, without the persons; with `--person`, who dealt with one of them. */
export function register(program: Command, context: CliContext): void {
  group(program, 'audit', 'who saw and did what')
    .command('export')
    .description('write the lines of the audit trail, oldest first')
    .option('--person <key>', 'only lines about this NIK or KK; "-" reads it from standard input; needs --reason')
    .option('--reason <text>', 'why this person is asked about: it is kept in the trail')
    .option('--from <date>', 'first day, YYYY-MM-DD')
    .option('--to <date>', 'last day, YYYY-MM-DD')
    .option('--actor <name>', 'only lines of this operator')
    .addOption(new Option('--action <action>', 'only lines of this kind').choices(AuditAction.options))
    .addOption(new Option('--format <format>', 'form of the file').choices(ExportFormat.options).default('csv'))
    .option('--out <file>', 'file to write (default: standard output)')
    .action((options: Options) => {
      const { reason, ...filter } = asked(options)
      const file = options.out === undefined ? null : outFile(options.out)
      return withCore(context, async (core) => {
        const actor = await requireOperator(context, core, 'audit')
        const key = options.person === '-' ? await readAll(process.stdin) : options.person
        const subject = key === undefined ? null : subjectOf(core, key, reason, actor)
        const whole = { filter: { ...filter, subject }, format: options.format }
        const exported = await core.auditTrail.export(whole, actor, Infinity)
        if (exported.kind !== 'exported') throw new Error('more rows than any number')
        if (file === null) return void process.stdout.write(exported.content)
        writeOut(file, exported.content)
        context.out(`${exported.rows} lines, SHA-256 ${exported.sha256}`)
      })
    })
}

/** What was asked, all of it looked at before anything is opened. */
function asked(options: Options): Omit<AuditFilter, 'subject'> & { reason: string } {
  const from = dayOf(options.from)
  const to = dayOf(options.to)
  if (from !== null && to !== null && from > to)
    fail('The first day lies after the last one: exchange --from and --to.', 2)
  const reason = Reason.safeParse(options.reason ?? '')
  if (options.person !== undefined && !reason.success)
    fail('Say why this person is asked about: --reason TEXT, at least 3 characters. It is kept in the trail.', 2)
  return { from, to, actor: options.actor ?? null, action: options.action ?? null, reason: reason.data ?? '' }
}

function dayOf(text: string | undefined): IsoDate | null {
  if (text === undefined) return null
  const day = IsoDate.safeParse(text)
  return day.success ? day.data : fail('Dates are written YYYY-MM-DD and must exist.', 2)
}

function subjectOf({ auditTrail }: Core, key: string, reason: string, actor: string): string {
  const answer = auditTrail.subjectOf({ key, reason }, actor)
  if (answer.kind === 'subject') return answer.subject
  if (answer.kind === 'unreadable') return fail('This is not a number of a person or a family: check its digits.', 2)
  return failUnwritten(answer.kind, 'nobody was asked about without a trace')
}
