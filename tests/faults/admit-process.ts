import { spawn, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `at`: nanoseconds on the machine's monotonic clock, taken after the desk had answered. */
export type Admitted = { kind: 'admitted'; n: number; id: string; number: string; at: string }
export type Said =
  | Admitted
  | { kind: 'already'; n: number; id: string }
  | { kind: 'ready'; answer: string }
  | { kind: 'refused'; n: number; why: string }

export type AdmitProcess = {
  child: ChildProcess
  /** Settles once it can answer a scan: milliseconds from its start. */
  ready: Promise<number>
  /** Settles once it has said that somebody was admitted. */
  admitting: Promise<void>
  /** Settles when it has ended, with everything it said in whole lines. */
  ended: Promise<Said[]>
}

/** Starts `admit-loop.ts` as a process of its own. */
export function startAdmitting(dataFolder: string, first: number, last: number, window = 0): AdmitProcess {
  const startedAt = performance.now()
  const script = join(import.meta.dirname, 'admit-loop.ts')
  const child = spawn(process.execPath, [script, dataFolder, String(first), String(last), String(window)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // As `npx loket` and the shells do.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
  })
  let text = ''
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const ended = new Promise<Said[]>((resolve) => {
    child.on('close', () => resolve(wholeLines(text)))
  })
  const ready = new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('"ready"')) resolve(performance.now() - startedAt)
    })
    void ended.then(() => reject(new Error(`ended before it was ready: ${errors}`)))
  })
  const admitting = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => text.includes('"admitted"') && resolve())
    void ended.then(() => reject(new Error(`ended before it admitted anybody: ${errors}`)))
  })
  // Not everybody who starts it waits for this.
  admitting.catch(() => undefined)
  return { child, ready, admitting, ended }
}

function wholeLines(text: string): Said[] {
  const lines = text.split('\n')
  lines.pop()
  return lines.map((line) => JSON.parse(line) as Said)
}
