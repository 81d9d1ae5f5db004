import type { Command } from 'commander'
import { Desk } from '../../shared/domain/hospital.ts'
import { setDesk } from '../core/journal/change-settings.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { failUnwritten } from './fail-unwritten.ts'
import { actingAs } from './require-operator.ts'

/** `loket desk set`: which window this is. Who sits there is known by signing in. */
export function register(program: Command, context: CliContext): void {
  group(program, 'desk', 'this window')
    .command('set')
    .description('set the code in letter numbers')
    .requiredOption('--code <code>', 'one to six capital letters and digits, another at each desk of the hospital')
    .action((options: { code: string }) => {
      const parsed = Desk.safeParse(options)
      if (!parsed.success) fail('A desk code has one to six capital letters and digits.', 2)
      return withCore(
        context,
        async (core) => {
          const outcome = setDesk(core.journal, parsed.data, await actingAs(context, core, 'configure'))
          if (outcome === 'disk-full' || outcome === 'busy') failUnwritten(outcome, 'nothing was changed')
          context.out(`Desk ${parsed.data.code}.`)
        },
        { founds: true },
      )
    })
}
