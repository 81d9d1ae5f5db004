import { Option, type Command } from 'commander'
import { ExportFormat } from '../../shared/contract/admissions.ts'
import { IsoDate } from '../../shared/domain/dates.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { outFile, writeOut } from './out-file.ts'
import { requireOperator } from './require-operator.ts'

type Options = { from: string; to: string; format: ExportFormat; out?: string }

/** `loket admissions export`: every admission of a period, in every state. */
export function register(program: Command, context: CliContext): void {
  group(program, 'admissions', 'recorded admissions')
    .command('export')
    .description('write the admissions with a service date in a period, both days included')
    .requiredOption('--from <date>', 'first service date, YYYY-MM-DD')
    .requiredOption('--to <date>', 'last service date, YYYY-MM-DD')
    .addOption(new Option('--format <format>', 'form of the file').choices(ExportFormat.options).default('csv'))
    .option('--out <file>', 'file to write (default: standard output)')
    .action((options: Options) => {
      const from = IsoDate.safeParse(options.from)
      const to = IsoDate.safeParse(options.to)
      if (!from.success || !to.success) fail('Dates are written YYYY-MM-DD and must exist.', 2)
      if (from.data > to.data) fail('The first day lies after the last one: exchange --from and --to.', 2)
      const file = options.out === undefined ? null : outFile(options.out)
      return withCore(context, async (core) => {
        const period = { from: from.data, to: to.data, format: options.format }
        const exported = core.admissions.export(period, await requireOperator(context, core, 'export'))
        const content = Buffer.from(exported.contentBase64, 'base64')
        if (file === null) return void process.stdout.write(content)
        writeOut(file, content)
        context.out(`${exported.rows} admissions, SHA-256 ${exported.sha256}`)
      })
    })
}
