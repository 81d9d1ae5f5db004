import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { unreachable } from '../../shared/domain/unreachable.ts'
import type { RestoreStage } from '../core/backup/restore-backup.ts'
import { runTask } from '../core/backup/run-task.ts'
import type { Expected } from '../core/backup/verify-backup.ts'
import { programVersion } from '../core/program-version.ts'
import { refusalOf } from '../core/refusal-sentence.ts'
import { SOURCE_WORKERS } from '../core/source-workers.ts'
import { backupKeys } from './backup-keys.ts'
import { faultOfRestore, manifestLines } from './backup-sentences.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { machineAdministrator } from './machine-administrator.ts'

type Options = { into: string; hospital?: string; recoveryKeyFile?: string; json?: boolean }

/** `loket backup restore FILE --into DIR`: the same desk in a new data folder, proved before it is there. */
export function register(program: Command, context: CliContext): void {
  group(program, 'backup', 'encrypted copies of the journal')
    .command('restore')
    .description('make a desk out of a backup in a new folder; nothing is ever overwritten')
    .argument('<file>', 'a backup (.lsbackup)')
    .requiredOption('--into <dir>', 'data folder that is not there yet, or that nobody has used')
    .option(
      '--hospital <code>',
      'refuse a backup of any other hospital (default: that of the desk in --data, if there is one)',
    )
    .option(
      '--recovery-key-file <file>',
      'file with the recovery key (else LOKET_RECOVERY_KEY, the desk, or the terminal)',
    )
    .option('--json', 'print the outcome as JSON')
    .action((file: string, options: Options) => restore(context, resolve(file), options))
}

async function restore(context: CliContext, path: string, options: Options): Promise<void> {
  const into = resolve(options.into)
  const { identities, device } = await backupKeys(context, options.recoveryKeyFile)
  const expected = await expectedBy(context, options.hospital, device)
  const job = { path, identities, expected, into, actor: machineAdministrator(), programVersion: programVersion() }
  const outcome = await runTask<'restore'>(SOURCE_WORKERS.backup, { kind: 'restore', job }, (stage) =>
    context.err(stageLine(stage)),
  ).result
  if (options.json === true) context.out(JSON.stringify(outcome))
  if (outcome.kind === 'refused') {
    const { text, exitCode } = faultOfRestore(outcome.fault)
    fail(text, exitCode)
  }
  if (options.json === true) return
  context.out(`Restored and proved: ${into}`)
  for (const line of manifestLines(outcome.manifest)) context.out(line)
  context.out(
    'The roster is not in a backup: import it again. Never let the former machine admit again: this is the same desk.',
  )
}

/** A hospital that was named counts alone: then any of its desks may be restored from here. */
async function expectedBy(context: CliContext, hospital: string | undefined, device: string | null): Promise<Expected> {
  if (hospital !== undefined) return { hospitalCode: hospital, device: null }
  return { hospitalCode: device === null ? null : await ownHospital(context), device }
}

/** Null also where the desk cannot be opened: that is why somebody restores. */
async function ownHospital(context: CliContext): Promise<string | null> {
  if (!existsSync(join(context.dataFolder(), 'journal', 'journal.db'))) return null
  try {
    return await withCore(context, (core) => core.journal.hospital()?.code ?? null)
  } catch (error) {
    if (refusalOf(error) === null) throw error
    return null
  }
}

function stageLine(stage: RestoreStage): string {
  switch (stage) {
    case 'decrypting':
      return 'Decrypting ...'
    case 'verifying':
      return 'Proving every entry, signature and audit row ...'
    case 'installing':
      return 'Installing ...'
    default:
      return unreachable(stage)
  }
}
