import { parentPort, workerData } from 'node:worker_threads'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import { verifyJournal } from '../journal/verify-journal.ts'
import type { Secrets } from '../keys/keystore.ts'
import type { AuditReply, AuditTask } from './audit-task.ts'
import { exportAudit } from './export-audit.ts'
import { resolveSubject } from './resolve-subject.ts'

// The long reading of the journal, off the thread that answers the desk. One task per worker; it ends with its reply.
parentPort?.postMessage(answer(workerData as AuditTask))

function answer({ kind, job }: AuditTask): AuditReply {
  const secrets = asBuffers(job.secrets)
  switch (kind) {
    case 'verify':
      return verifyJournal(job.folder, secrets)
    case 'resolve':
      return resolveSubject({ ...job, secrets })
    case 'export':
      return exportAudit({ ...job, secrets })
    default:
      return unreachable(kind)
  }
}

/** A buffer arrives in a thread as bare bytes. */
function asBuffers({ masterKey, lastingKey, backupKey, signingSeed, deviceId }: Secrets): Secrets {
  return {
    masterKey: Buffer.from(masterKey),
    lastingKey: Buffer.from(lastingKey),
    backupKey: Buffer.from(backupKey),
    signingSeed: Buffer.from(signingSeed),
    deviceId,
  }
}
