import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readRecoveryKey } from '../core/backup/recovery-key.ts'
import { backupIdentity } from '../core/keys/backup-identity.ts'
import { keyFile } from '../core/keys/key-file.ts'
import { KeystoreRefused } from '../core/keys/keystore.ts'
import { askSecret, canAskSecret } from './ask-secret.ts'
import { fail, type CliContext } from './cli-context.ts'

/** `device`: whose keys lie in the command's data folder; null: none that can be read. */
export type BackupKeys = { identities: string[]; device: string | null }

/**
 * What may open a backup: the recovery key of `--recovery-key-file` or LOKET_RECOVERY_KEY, and the keys of the data folder. With neither it
 * is asked for at the terminal. Never an argument: those stand in the list of processes and in the shell's history.
 */
export async function backupKeys(context: CliContext, recoveryKeyFile: string | undefined): Promise<BackupKeys> {
  const given = givenKey(recoveryKeyFile)
  const own = ownKeys(context.dataFolder())
  const typed = given === null && own === null ? await askedKey() : given
  return {
    identities: [...(typed === null ? [] : [recoveryKeyOf(typed)]), ...(own === null ? [] : [own.identity])],
    device: own?.device ?? null,
  }
}

function givenKey(file: string | undefined): string | null {
  if (file !== undefined) {
    try {
      return readFileSync(resolve(file), 'utf8')
    } catch {
      return fail('The file with the recovery key cannot be read: check its name and permissions.', 2)
    }
  }
  const key = process.env['LOKET_RECOVERY_KEY']
  return key === undefined || key === '' ? null : key
}

function ownKeys(dataFolder: string): { identity: string; device: string } | null {
  try {
    const secrets = keyFile(join(dataFolder, 'keys', 'keys.json')).load()
    return secrets === null ? null : { identity: backupIdentity(secrets), device: secrets.deviceId }
  } catch (error) {
    // Keys that are damaged, or sealed for the desktop program, are why there is a recovery key.
    if (error instanceof KeystoreRefused) return null
    throw error
  }
}

function askedKey(): Promise<string> {
  if (canAskSecret()) return askSecret('Recovery key (AGE-SECRET-KEY-1...): ')
  return fail(
    'There are no keys in this data folder: name a file with the recovery key (--recovery-key-file), or set LOKET_RECOVERY_KEY.',
    2,
  )
}

function recoveryKeyOf(typed: string): string {
  return (
    readRecoveryKey(typed) ??
    fail(
      'The recovery key is mistyped: it begins with AGE-SECRET-KEY-1 and must agree letter for letter with the paper.',
      2,
    )
  )
}
