import type { Command } from 'commander'
import { verifyJournal } from '../core/journal/verify-journal.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { journalFolder } from './journal-folder.ts'
import { faultSentence } from './journal-fault.ts'

/** `loket journal verify`: every entry, signature and projection, also while the desk works. */
export function register(program: Command, context: CliContext): void {
  group(program, 'journal', 'the record of what this desk did')
    .command('verify')
    .description('check the whole journal and the audit trail; changes nothing')
    .action(() => {
      const { folder, secrets } = journalFolder(context)
      const { entries, auditRows, fault } = verifyJournal(folder, secrets)
      if (fault !== null) fail(faultSentence(fault), 1)
      context.out(`Sound: ${entries} entries, each in its place, unchanged and signed; ${auditRows} audit rows.`)
    })
}
