import type { Command } from 'commander'
import { Desk } from '../../shared/domain/hospital.ts'
import { setDesk } from '../core/journal/change-settings.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { failUnwritten } from './fail-unwritten.ts'

/** `loket desk set`: which window this is and who sits there. */
export function register(program: Command, context: CliContext): void {
  group(program, 'desk', 'this window')
    .command('set')
    .description('set the code in letter numbers and the clerk; what is not given stays')
    .option('--code <code>', 'one to six capital letters and digits, another at each desk of the hospital')
    .option('--clerk <name>', 'who sits there')
    .action((options: { code?: string; clerk?: string }) => {
      if (options.code === undefined && options.clerk === undefined) fail('Give --code, --clerk or both.', 2)
      return withCore(
        context,
        ({ journal, actor }) => {
          const before = journal.desk()
          const parsed = Desk.safeParse({
            code: options.code ?? before.code,
            clerkName: options.clerk?.trim() ?? before.clerkName,
          })
          if (!parsed.success)
            fail('A desk code has one to six capital letters and digits; a clerk has a name of at most 80 letters.', 2)
          const outcome = setDesk(journal, parsed.data, actor())
          if (outcome === 'disk-full' || outcome === 'busy') failUnwritten(outcome, 'nothing was changed')
          context.out(`Desk ${parsed.data.code}, ${parsed.data.clerkName}.`)
        },
        { founds: true },
      )
    })
}
