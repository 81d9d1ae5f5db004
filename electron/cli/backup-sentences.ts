import { unreachable } from '../../shared/domain/unreachable.ts'
import type { BackupFault, BackupManifest } from '../../shared/contract/backup.ts'
import type { JournalTotals } from '../../shared/domain/journal-entry.ts'
import type { Created } from '../core/backup/backups.ts'
import type { RestoreOutcome } from '../core/backup/restore-backup.ts'

type Sentence = { text: string; exitCode: 1 | 2 }
type RestoreFault = Extract<RestoreOutcome, { kind: 'refused' }>['fault']
type CreateFault = Extract<Created, { kind: 'failed' }>['why']

/** Why a backup is not good, or is not for here, and what to do. */
export function faultOfBackup(fault: BackupFault): Sentence {
  switch (fault) {
    case 'file-not-found':
      return { text: 'There is no such file: check its name, and that the disk is there.', exitCode: 2 }
    case 'not-a-backup':
      return {
        text: 'This is not a backup of this program, or its first bytes are damaged: take another one.',
        exitCode: 2,
      }
    case 'wrong-key':
      return {
        text: 'These keys do not open it: it is of another desk, or from before the keys were changed; give the recovery key of that time.',
        exitCode: 2,
      }
    case 'damaged':
      return { text: 'The backup is damaged or cut short: take another one, and do not trust this disk.', exitCode: 1 }
    case 'other-hospital':
      return { text: 'This is the backup of another hospital.', exitCode: 2 }
    case 'other-desk':
      return { text: 'This is the backup of another desk of this hospital.', exitCode: 2 }
    case 'does-not-prove':
      return {
        text: 'The backup opens, but its journal does not verify or is not what the backup says: take another one, and keep this one for an examination.',
        exitCode: 1,
      }
    case 'newer-than-program':
      return { text: 'A newer version of this program made it: install that version or a later one.', exitCode: 2 }
    default:
      return unreachable(fault)
  }
}

export function faultOfRestore(fault: RestoreFault): Sentence {
  switch (fault) {
    case 'not-empty':
      return {
        text: 'The folder is in use or holds something: nothing is ever restored over it; name a new folder after --into.',
        exitCode: 2,
      }
    case 'busy':
      return { text: 'Another restore into this folder is at work: wait for it.', exitCode: 1 }
    case 'disk-full':
      return {
        text: 'The disk is full: the restored desk needs the room of its journal; nothing was restored.',
        exitCode: 1,
      }
    case 'not-writable':
      return { text: 'The folder after --into cannot be made or written: check its permissions.', exitCode: 2 }
    default:
      return faultOfBackup(fault)
  }
}

export function faultOfCreate(why: CreateFault): Sentence {
  switch (why) {
    case 'unset':
    case 'folder-missing':
      return {
        text: 'The folder for the backup is not there (any more): check its name, and that the disk is in.',
        exitCode: 2,
      }
    case 'not-writable':
      return {
        text: 'The folder for the backup cannot be written: check its permissions, or the lock of the disk.',
        exitCode: 2,
      }
    case 'disk-full':
      return { text: 'The disk is full: free some space and try again; older backups are untouched.', exitCode: 1 }
    case 'busy':
      return {
        text: 'Another backup of this desk is being made, or another program is writing: wait and try again.',
        exitCode: 1,
      }
    case 'does-not-prove':
      return {
        text: 'What came back from the disk does not prove itself, so it was not kept: run "loket journal verify", then try another disk.',
        exitCode: 1,
      }
    case 'unexpected':
      return { text: 'The backup failed; older backups are untouched. Try another disk.', exitCode: 1 }
    default:
      return unreachable(why)
  }
}

export function manifestLines({ hospitalName, deskCode, takenAt, totals }: BackupManifest): string[] {
  return [`${hospitalName ?? 'No hospital yet'}, desk ${deskCode}, taken ${takenAt}.`, totalsLine(totals)]
}

function totalsLine({ entries, auditRows, admissions, guaranteed, provisional, umum, voided }: JournalTotals): string {
  return `${entries} entries, each in its place and signed; ${auditRows} audit rows; ${admissions} admissions (${guaranteed} guaranteed, ${provisional} provisional, ${umum} umum, ${voided} voided).`
}
