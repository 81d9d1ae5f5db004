import type { Command } from 'commander'
import { rebuildJournal } from '../core/journal/rebuild-journal.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { faultSentence } from './journal-fault.ts'
import { journalFolder } from './journal-folder.ts'

/** `loket journal rebuild`: makes the tables that screens show anew from the entries. */
export function register(program: Command, context: CliContext): void {
  group(program, 'journal', 'the record of what this desk did')
    .command('rebuild')
    .description('make lists and settings anew from the journal’s entries, all or nothing')
    .action(() => {
      const { folder, secrets } = journalFolder(context)
      const outcome = rebuildJournal(folder, secrets)
      if (outcome.kind === 'damaged') fail(`Nothing was changed. ${faultSentence(outcome.fault)}`, 1)
      context.out(`Rebuilt from ${outcome.entries} entries.`)
    })
}
