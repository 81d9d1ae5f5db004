import { parentPort, workerData } from 'node:worker_threads'
import { fileSha256 } from './file-sha256.ts'
import { importRoster } from './import-roster.ts'
import type { SnapshotReply, SnapshotTask } from './snapshot-task.ts'

// The long work on roster files, off the thread that answers the desk. One task per worker; it ends with its reply.
const task = workerData as SnapshotTask
const reply = (message: SnapshotReply): void => parentPort?.postMessage(message)

if (task.kind === 'import') {
  const job = { ...task.job, key: Buffer.from(task.job.key) }
  reply({ kind: 'imported', outcome: importRoster(job, (progress) => reply({ kind: 'progress', progress })) })
} else {
  reply({ kind: 'hashed', sha256: fileSha256(task.path) })
}
