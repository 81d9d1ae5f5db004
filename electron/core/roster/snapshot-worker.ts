import { parentPort, workerData } from 'node:worker_threads'
import type { PackJob } from './build-jobs.ts'
import type { SnapshotReply, SnapshotTask } from './snapshot-task.ts'

// The long work on roster files, off the thread that answers the desk. One task per worker; it ends with its reply. Only what the task needs
// is loaded: a delta of a day takes about a second as a whole.
const task = workerData as SnapshotTask
const reply = (message: SnapshotReply): void => parentPort?.postMessage(message)

if (task.kind === 'import') {
  const { importRoster } = await import('./import-roster.ts')
  const { installer } = await import('./install-version.ts')
  const job = { ...task.job, build: withKey(task.job.build) }
  const outcome = importRoster(job, installer(job.target), (progress) => reply({ kind: 'import-progress', progress }))
  reply({ kind: 'imported', outcome })
} else if (task.kind === 'install') {
  const { installPacks } = await import('./install-packs.ts')
  const { installer } = await import('./install-version.ts')
  const job = withKeys(task.job)
  const outcome = await installPacks(job, installer(job.target), (progress) =>
    reply({ kind: 'install-progress', progress }),
  )
  reply({ kind: 'installed', outcome })
} else {
  const { fileSha256 } = await import('./file-sha256.ts')
  reply({ kind: 'hashed', sha256: fileSha256(task.path) })
}

function withKeys(job: PackJob): PackJob {
  const base = job.base && { ...job.base, layers: job.base.layers.map(withKey) }
  return { ...job, base, build: [withKey(job.build[0]), withKey(job.build[1])] }
}

/** A `Buffer` arrives as a plain array of bytes. */
function withKey<T extends { key: Buffer }>(file: T): T {
  return { ...file, key: Buffer.from(file.key) }
}
