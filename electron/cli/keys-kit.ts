import type { Command } from 'commander'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { failUnwritten } from './fail-unwritten.ts'
import { outFile, writeOut } from './out-file.ts'
import { actingAs } from './require-operator.ts'

/** `loket keys kit FILE.pdf`: the page that opens this desk's backups when its machine is lost. */
export function register(program: Command, context: CliContext): void {
  group(program, 'keys', 'the keys of the databases and backups')
    .command('kit')
    .description('write the recovery kit as a PDF; whoever has it can read all backups')
    .argument('<file>', 'the PDF file to write')
    .action(async (file: string) => {
      // Before the journal says that there is a kit.
      const out = outFile(file)
      const made = await withCore(context, async (core) => core.keys.kitFor(await actingAs(context, core, 'configure')))
      if (made.kind !== 'made') return failUnwritten(made.kind, 'no recovery kit was made')
      if (made.delivery.kind === 'printer') return fail('The recovery kit went to the printer of this desk.', 1)
      writeOut(out, Buffer.from(made.delivery.pdfBase64, 'base64'))
      context.out(
        'The recovery kit is written, and the journal says so: print it, seal it in an envelope for the safe, then delete the file.',
      )
    })
}
