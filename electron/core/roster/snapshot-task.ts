import { Worker } from 'node:worker_threads'
import type { ImportProgress } from '../../../shared/domain/roster-state.ts'
import type { ImportJob, PackJob, PackOutcome, PackProgress } from './build-jobs.ts'
import type { ImportOutcome } from './roster.ts'

export type SnapshotTask =
  | { kind: 'import'; job: ImportJob }
  | { kind: 'install'; job: PackJob }
  | { kind: 'hash'; path: string }

export type SnapshotReply =
  | { kind: 'import-progress'; progress: ImportProgress }
  | { kind: 'install-progress'; progress: PackProgress }
  | { kind: 'imported'; outcome: ImportOutcome }
  | { kind: 'installed'; outcome: PackOutcome }
  | { kind: 'hashed'; sha256: string }

export type RunningTask<T> = { result: Promise<T>; stop(): void }

/** Bounds what a hostile or broken file can take; what many rows need lies outside of this heap. */
const LIMITS = { maxOldGenerationSizeMb: 224, maxYoungGenerationSizeMb: 16 }

/** Imports in a worker thread. Rejects when the worker dies of a bug or is stopped. */
export function runImport(
  workerUrl: URL,
  job: ImportJob,
  onProgress: (progress: ImportProgress) => void,
): RunningTask<ImportOutcome> {
  return run(workerUrl, { kind: 'import', job }, (reply) => {
    if (reply.kind === 'import-progress') onProgress(reply.progress)
    return reply.kind === 'imported' ? reply.outcome : null
  })
}

/** Installs what a feed brought in a worker thread. Rejects when the worker dies of a bug or is stopped. */
export function runInstall(
  workerUrl: URL,
  job: PackJob,
  onProgress: (progress: PackProgress) => void,
): RunningTask<PackOutcome> {
  return run(workerUrl, { kind: 'install', job }, (reply) => {
    if (reply.kind === 'install-progress') onProgress(reply.progress)
    return reply.kind === 'installed' ? reply.outcome : null
  })
}

/** Hex SHA-256 of a file, in a worker thread that does not keep the process alive. */
export function runHash(workerUrl: URL, path: string): RunningTask<string> {
  return run(workerUrl, { kind: 'hash', path }, (reply) => (reply.kind === 'hashed' ? reply.sha256 : null))
}

function run<T>(workerUrl: URL, task: SnapshotTask, onReply: (reply: SnapshotReply) => T | null): RunningTask<T> {
  const worker = new Worker(workerUrl, { workerData: task, resourceLimits: LIMITS, stdout: false, stderr: false })
  if (task.kind === 'hash') worker.unref()
  const result = new Promise<T>((resolve, reject) => {
    let answer: T | null = null
    worker.on('message', (reply: SnapshotReply) => {
      answer = onReply(reply) ?? answer
    })
    worker.on('error', reject)
    worker.on('exit', () =>
      answer === null ? reject(new Error('roster worker ended without an answer')) : resolve(answer),
    )
  })
  return { result, stop: () => void worker.terminate() }
}
