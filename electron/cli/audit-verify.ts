import type { Command } from 'commander'
import { verifyAudit } from '../core/journal/verify-journal.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { journalFolder } from './journal-folder.ts'
import { faultSentence } from './journal-fault.ts'

/** `loket audit verify`: every row of the trail and every seal on it, also while the desk works and where it does not start any more. */
export function register(program: Command, context: CliContext): void {
  group(program, 'audit', 'who saw and did what')
    .command('verify')
    .description('check every line of the audit trail and every seal on it; changes nothing')
    .action(() => {
      const { folder, secrets } = journalFolder(context)
      const { auditRows, fault } = verifyAudit(folder, secrets)
      if (fault !== null) fail(faultSentence(fault), 1)
      context.out(`Sound: ${auditRows} audit rows, each in its place and unchanged, and every seal fits.`)
    })
}
