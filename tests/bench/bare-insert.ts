import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { BaselineAnswer, BaselineTask } from './roster-baseline-worker.ts'

const WORKER = new URL('./roster-baseline-worker.ts', import.meta.url)

/** The same rows as in the roster file at `source`, inserted by bare prepared statements into the same encrypted schema. */
export function bareInsert(task: BaselineTask): Promise<BaselineAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: task })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

export type BareInserts = { pages: BaselineAnswer; indexes: BaselineAnswer }

/** Both ways, one after the other; `keepIndexed` is where the second is left for look-ups. */
export async function bareInserts(
  source: string,
  key: Buffer,
  dir: string,
  keepIndexed: string | null = null,
): Promise<BareInserts> {
  const target = join(dir, 'bare.db')
  const pages = await bareInsert({ source, key, target, lookUps: 'pages' })
  rmSync(target)
  const indexes = await bareInsert({ source, key, target: keepIndexed ?? target, lookUps: 'indexes' })
  rmSync(target, { force: true })
  return { pages, indexes }
}
