import { Worker } from 'node:worker_threads'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { AdviceWords } from './advice-words.ts'
import type { LetterWords } from './letter-words.ts'
import type { RecoveryKitWords } from './recovery-kit-words.ts'
import type { SampleCard } from './sample-sheet.ts'

/** One page to draw. Plain data: it travels to a thread. */
export type PageJob =
  | { kind: 'letter'; words: LetterWords; code: string; at: IsoInstant }
  | { kind: 'advice'; words: AdviceWords; at: IsoInstant }
  | { kind: 'recovery-kit'; words: RecoveryKitWords; at: IsoInstant }
  | { kind: 'sample-sheet'; cards: readonly SampleCard[]; at: IsoInstant }
  | { kind: 'scanner-sheet'; at: IsoInstant }

export type PressReply = { job: number; pdf: Uint8Array } | { job: number; failure: string }

/** Draws pages in a thread of its own: a letter takes about 0.1 s, in which the next patient's card must not wait. */
export type Press = {
  /** A finished PDF. Rejects when the page could not be drawn. */
  draw(job: PageJob): Promise<Uint8Array>
  /** Starts the thread and loads the typefaces, so that the first letter is as quick as the next. */
  warmUp(): void
  close(): void
}

type Waiting = { resolve: (pdf: Uint8Array) => void; reject: (error: Error) => void }

/** `workerUrl`: `press-worker` as it runs here, the .ts source or its bundle. */
export function openPress(workerUrl: URL): Press {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let jobs = 0

  function running(): Worker {
    if (worker) return worker
    const started = new Worker(workerUrl, { stdout: false, stderr: false })
    worker = started
    started.on('message', (reply: PressReply) => {
      const asked = waiting.get(reply.job)
      waiting.delete(reply.job)
      if (waiting.size === 0) started.unref()
      if ('pdf' in reply) asked?.resolve(reply.pdf)
      else asked?.reject(new Error(`page not drawn: ${reply.failure}`))
    })
    const ended = (error: Error) => {
      if (worker === started) worker = null
      for (const [job, asked] of waiting) {
        waiting.delete(job)
        asked.reject(error)
      }
    }
    started.on('error', ended)
    started.on('exit', () => ended(new Error('the press ended')))
    // A command that prints nothing must not wait for it.
    started.unref()
    return started
  }

  return {
    draw(job) {
      const press = running()
      press.ref()
      return new Promise((resolve, reject) => {
        jobs += 1
        waiting.set(jobs, { resolve, reject })
        press.postMessage({ id: jobs, job })
      })
    },
    warmUp: () => void running(),
    close: () => void worker?.terminate(),
  }
}
