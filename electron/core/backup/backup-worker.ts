import { availableParallelism, constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import { readSecrets } from '../keys/secrets-text.ts'
import { nameOf } from '../server/log.ts'
import { removeOlder } from './backup-folder.ts'
import type { BackupReply, BackupResults, BackupTask } from './backup-task.ts'
import { createBackup } from './create-backup.ts'
import { newestManifests } from './newest-manifests.ts'
import type { ProveDeps } from './prove-journal.ts'
import { restoreBackup } from './restore-backup.ts'
import { runTask } from './run-task.ts'
import { verifyBackup } from './verify-backup.ts'
import { firstUnsigned } from './verify-signatures.ts'

// One task per thread; it ends with its reply.
resultOf(workerData as BackupTask).then(
  (result) => reply({ kind: 'done', result }),
  (error: unknown) => reply({ kind: 'threw', failure: nameOf(error) }),
)

async function resultOf(task: BackupTask): Promise<BackupResults[BackupTask['kind']]> {
  switch (task.kind) {
    case 'create':
      stepBack()
      return createBackup(task.job, readSecrets(task.secrets))
    case 'tidy':
      return { removed: removeOlder(task.job.folder, task.job.device, task.job.keep, task.job.justMade) }
    case 'verify':
      stepBack()
      return verifyBackup(task.job, besideThis())
    case 'manifests':
      return newestManifests(task.job)
    case 'restore':
      return restoreBackup(task.job, besideThis(), (stage) => reply({ kind: 'stage', stage }))
    case 'signatures':
      return { unsigned: firstUnsigned(task.job) }
    default:
      return unreachable(task)
  }
}

/** Somebody waits for it: the signatures, which take more than half of the time, are looked at by the machine's other processors. */
function besideThis(): ProveDeps['signatures'] {
  return {
    threads: Math.max(1, availableParallelism() - 1),
    run: async (job) => {
      const task = runTask(new URL(import.meta.url), { kind: 'signatures', job })
      return (await task.result).unsigned
    },
  }
}

function reply(message: BackupReply): void {
  parentPort?.postMessage(message)
}

/** A patient goes first. On Linux alone the priority is this thread's and that of those it starts; elsewhere it would be the whole desk's. */
function stepBack(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
}
