import { Worker } from 'node:worker_threads'
import type { BackupReply, BackupResults, BackupTask } from './backup-task.ts'
import type { RestoreStage } from './restore-backup.ts'

export type RunningTask<R> = {
  /** Rejects when the thread ended without a result. */
  result: Promise<R>
  stop(): void
}

/** Runs one task in a thread of its own. `workerUrl`: `backup-worker` as it runs here, the .ts source or its bundle. */
export function runTask<K extends BackupTask['kind']>(
  workerUrl: URL,
  task: Extract<BackupTask, { kind: K }>,
  onStage: (stage: RestoreStage) => void = () => {},
): RunningTask<BackupResults[K]> {
  const worker = new Worker(workerUrl, { workerData: task, stdout: false, stderr: false })
  const result = new Promise<BackupResults[K]>((resolve, reject) => {
    worker.on('message', (reply: BackupReply) => {
      if (reply.kind === 'stage') onStage(reply.stage)
      // A thread answers only with the result of its own task.
      else if (reply.kind === 'done') resolve(reply.result as BackupResults[K])
      else reject(new Error(`backup task ${task.kind} failed: ${reply.failure}`))
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error(`backup task ${task.kind} was ended`)))
  })
  return { result, stop: () => void worker.terminate() }
}
