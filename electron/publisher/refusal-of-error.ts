import { errorCode } from '../roster-files/error-code.ts'
import { AgeRefused } from '../roster-files/pack/age-stream.ts'
import { PackRefused } from '../roster-files/pack/pack.ts'
import { RosterCsvRefused } from '../roster-files/roster-csv-refused.ts'
import { KeyNotTrusted } from './online-signers.ts'
import { PublishRefused, type PublishRefusal } from './publish-refusal.ts'
import { RepositoryDamaged } from './repository.ts'
import { KeyUnreadable } from './signing-keys.ts'

/** What `error` means to whoever publishes; null for a bug. */
export function refusalOfError(error: unknown): PublishRefusal | null {
  if (error instanceof PublishRefused || error instanceof RosterCsvRefused) return error.refusal
  if (error instanceof RepositoryDamaged) return { code: 'repository-damaged', detail: { file: error.file } }
  if (error instanceof KeyUnreadable) return { code: 'key-unreadable', detail: { why: error.why, file: error.file } }
  if (error instanceof KeyNotTrusted) return { code: 'key-not-trusted', detail: { role: error.role } }
  // Read back and not as it was signed: its hash was not looked at before.
  if (error instanceof PackRefused || error instanceof AgeRefused) {
    return { code: 'repository-damaged', detail: { file: 'targets/roster' } }
  }
  const isFull = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(errorCode(error))
  return isFull ? { code: 'disk-full', detail: {} } : null
}
