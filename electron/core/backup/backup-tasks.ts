import type { BackupResults, BackupTask } from './backup-task.ts'
import { runTask, type RunningTask } from './run-task.ts'

/** The threads that are at work for this core. */
export type BackupTasks = {
  run<K extends BackupTask['kind']>(task: Extract<BackupTask, { kind: K }>): Promise<BackupResults[K]>
  closed(): boolean
  /** Ends them all; what they leave lying is removed by the next. */
  close(): void
}

/** `workerUrl`: `backup-worker` as it runs here, the .ts source or its bundle. */
export function backupTasks(workerUrl: URL): BackupTasks {
  const running = new Set<RunningTask<unknown>>()
  let isClosed = false
  return {
    async run<K extends BackupTask['kind']>(task: Extract<BackupTask, { kind: K }>) {
      const started = runTask<K>(workerUrl, task)
      running.add(started)
      try {
        return await started.result
      } finally {
        running.delete(started)
      }
    },
    closed: () => isClosed,
    close() {
      isClosed = true
      for (const task of running) task.stop()
    },
  }
}
