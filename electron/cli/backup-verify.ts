import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import type { VerifiedHere } from '../core/backup/backups.ts'
import { runTask } from '../core/backup/run-task.ts'
import type { VerifyOutcome } from '../core/backup/verify-backup.ts'
import { programVersion } from '../core/program-version.ts'
import { refusalOf } from '../core/refusal-sentence.ts'
import { SOURCE_WORKERS } from '../core/source-workers.ts'
import { backupKeys, type BackupKeys } from './backup-keys.ts'
import { faultOfBackup, manifestLines } from './backup-sentences.ts'
import { CliFailure, fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { actingAs } from './require-operator.ts'

type Options = { recoveryKeyFile?: string; json?: boolean }

/** `loket backup verify FILE`: a restore without its last step. */
export function register(program: Command, context: CliContext): void {
  group(program, 'backup', 'encrypted copies of the journal')
    .command('verify')
    .description('open a backup and prove all of it, as a restore does; changes nothing')
    .argument('<file>', 'a backup (.lsbackup)')
    .option(
      '--recovery-key-file <file>',
      'file with the recovery key (else LOKET_RECOVERY_KEY, the desk, or the terminal)',
    )
    .option('--json', 'print the outcome as JSON')
    .action(async (file: string, options: Options) => {
      const path = resolve(file)
      const keys = await backupKeys(context, options.recoveryKeyFile)
      const outcome = await verified(context, path, keys)
      if (options.json === true) context.out(JSON.stringify(outcome))
      if (outcome.kind === 'bad') {
        const { text, exitCode } = faultOfBackup(outcome.fault)
        fail(text, exitCode)
      }
      if (options.json !== true) {
        context.out('Good: this backup can be restored.')
        for (const line of manifestLines(outcome.manifest)) context.out(line)
      }
      if ('deskHoldsIt' in outcome && !outcome.deskHoldsIt) fail(DESK_LACKS_IT, 1)
    })
}

/** At a desk it is noted in its audit trail. A desk that cannot be opened is why somebody looks at backups: then without. */
async function verified(context: CliContext, path: string, keys: BackupKeys): Promise<VerifyOutcome | VerifiedHere> {
  if (!existsSync(join(context.dataFolder(), 'journal', 'journal.db'))) return verifiedAside(path, keys.identities)
  let isOpen = false
  try {
    return await withCore(context, async (core) => {
      isOpen = true
      const actor = await actingAs(context, core, 'configure')
      const expected = { hospitalCode: core.journal.hospital()?.code ?? null, device: core.journal.device }
      return core.backups.verifyFile(path, keys.identities, expected, actor)
    })
  } catch (error) {
    if (isOpen || error instanceof CliFailure || refusalOf(error) === null) throw error
    return verifiedAside(path, keys.identities)
  }
}

async function verifiedAside(path: string, identities: readonly string[]): Promise<VerifyOutcome> {
  const place = mkdtempSync(join(tmpdir(), 'loket-verify-'))
  try {
    const expected = { hospitalCode: null, device: null }
    const job = { path, identities, expected, place, programVersion: programVersion() }
    return await runTask<'verify'>(SOURCE_WORKERS.backup, { kind: 'verify', job }).result
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

const DESK_LACKS_IT =
  'The journal of this desk does not hold all that this backup holds: an older copy was put in its place, or an earlier backup was restored. If nobody did that, copy the data folder away unchanged and restore this backup into a new one.'
