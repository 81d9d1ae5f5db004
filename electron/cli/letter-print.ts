import type { Command } from 'commander'
import { AdmissionId } from '../../shared/domain/identifiers.ts'
import { unreachable } from '../../shared/domain/unreachable.ts'
import type { Core } from '../core/open-core.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { failUnwritten } from './fail-unwritten.ts'
import { outFile, writeOut } from './out-file.ts'
import { requireOperator } from './require-operator.ts'

/** `loket letter print`: one more copy of a letter, as a file. Counted in the journal like every print. */
export function register(program: Command, context: CliContext): void {
  group(program, 'letter', 'guarantee letters')
    .command('print <admission>')
    .description('print a letter again into a PDF file, by letter number or admission id')
    .requiredOption('--out <file>', 'the PDF file to write')
    .action(async (admission: string, options: { out: string }) => {
      // Before the journal counts a copy that could not be written anywhere.
      const file = outFile(options.out)
      const { copy, pdf } = await withCore(context, async (core) =>
        printed(core, admission, await requireOperator(context, core, 'enter')),
      )
      writeOut(file, pdf)
      context.out(`Copy ${copy} written; it is in the journal.`)
    })
}

async function printed(core: Core, admission: string, actor: string): Promise<{ copy: number; pdf: Buffer }> {
  const id = AdmissionId.safeParse(admission).data ?? core.journal.admissionOfLetter(admission)
  if (id === null) fail(NOT_FOUND, 2)
  const result = await core.letters.print(id, actor)
  switch (result.kind) {
    case 'made':
      if (result.delivery.kind === 'printer') fail('The letter went to the printer of this desk, not into a file.', 1)
      return { copy: result.copy, pdf: Buffer.from(result.delivery.pdfBase64, 'base64') }
    case 'not-found':
      return fail(NOT_FOUND, 2)
    case 'voided':
      return fail('This admission has no guarantee any more (voided, or the patient pays): no letter was printed.', 1)
    case 'disk-full':
    case 'busy':
      return failUnwritten(result.kind, 'nothing was printed or changed')
    default:
      return unreachable(result)
  }
}

const NOT_FOUND = 'No admission here has this letter number or id: check it in the list of the day.'
