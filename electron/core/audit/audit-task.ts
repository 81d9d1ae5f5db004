import { Worker } from 'node:worker_threads'
import type { JournalFiles } from '../journal/open-journal.ts'
import type { JournalReport } from '../journal/verify-journal.ts'
import type { Secrets } from '../keys/keystore.ts'
import type { Exported, ExportJob } from './export-audit.ts'
import type { Resolved, ResolveJob } from './resolve-subject.ts'

type Jobs = {
  verify: { folder: JournalFiles; secrets: Secrets }
  resolve: ResolveJob
  export: ExportJob
}
type Answers = { verify: JournalReport; resolve: Resolved; export: Exported }

type Kind = keyof Jobs

export type AuditTask = { [K in Kind]: { kind: K; job: Jobs[K] } }[Kind]
export type AuditReply = Answers[Kind]

export type RunningAuditTask<T> = { result: Promise<T>; stop(): void }

/** All of it is read as a stream: more would be a mistake of this program. The bytes of an export are not counted. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 }

/** Reads the whole trail, or every number of the roster, in a thread of its own. Rejects when it dies of a bug or is stopped. */
export function runAuditTask<K extends Kind>(workerUrl: URL, kind: K, job: Jobs[K]): RunningAuditTask<Answers[K]> {
  const settings = { workerData: { kind, job }, resourceLimits: LIMITS, stdout: false, stderr: false }
  const worker = new Worker(workerUrl, settings)
  const result = new Promise<Answers[K]>((resolve, reject) => {
    worker.on('message', (answer: Answers[K]) => resolve(answer))
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('audit worker ended without an answer')))
  })
  return { result, stop: () => void worker.terminate() }
}
