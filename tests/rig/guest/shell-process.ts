// What a shell of the program does with its readers, without the rest of it: the real supervisor, the real readers process, as an ordinary user.
import { join } from 'node:path'
import { forkChild } from '../../../electron/supervisor/fork-child.ts'
import { forkReaders } from '../../../electron/supervisor/fork-readers.ts'
import { superviseReaders } from '../../../electron/supervisor/supervise-readers.ts'
import { DEFAULT_READERS, type ReaderEvent, type ReadersPolicy } from '../../../shared/domain/reader.ts'
import { monotonicMs, type FromShell, type ToShell } from './shell-messages.ts'

type Stamped = { kind: string; event: ReaderEvent; sentAt: number }

const ROOT = join(import.meta.dirname, '..', '..', '..')
const STAMPED = { NODE_OPTIONS: `--import=${join(import.meta.dirname, 'stamp-sends.ts')}` }

const tell = (message: FromShell) => {
  if (process.connected) process.send?.(message)
}
process.on('disconnect', () => process.exit(0))
let policy: ReadersPolicy = DEFAULT_READERS
let bare: ReturnType<typeof startBare> | null = null

const supervisor = superviseReaders({
  // An emulated guest on a busy machine may need longer for the start alone; everything else is as it ships.
  limits: process.env['RIG_EMULATED'] === '1' ? { startMs: 60_000 } : {},
  startChild: () => forkReaders(join(ROOT, 'out/main/readers.js'), { inheritStderr: true, env: STAMPED }),
  order: () => ({ policy }),
  log: { write: (event, facts = {}) => tell({ kind: 'log', event, facts }) },
  onState: (state) => tell({ kind: 'state', state, at: monotonicMs() }),
  onMessage: (message) => {
    const { event, sentAt } = message as Stamped
    tell({ kind: 'event', event, sentAt, receivedAt: monotonicMs() })
  },
})

process.on('message', (message: ToShell) => {
  switch (message.kind) {
    case 'start':
      policy = message.policy
      return supervisor.start()
    case 'tell':
      if (message.message.kind === 'configure') policy = message.message.policy
      return supervisor.ready()?.send(message.message)
    case 'bare':
      bare = startBare(message.paths)
      return
    case 'end-bare':
      return bare?.kill()
    case 'stop':
      return void supervisor.stop().then(() => tell({ kind: 'stopped' }))
  }
})

/** Forked in the same way, with the same memory, environment and channel. */
function startBare(paths: string[]) {
  const child = forkChild<object, Stamped>(join(import.meta.dirname, 'bare-process.ts'), {
    inheritStderr: true,
    execArgv: ['--max-old-space-size=96'],
    env: { ...process.env, ...STAMPED, UV_THREADPOOL_SIZE: '8', RIG_PATHS: paths.join(' ') },
  })
  child.listen({
    exit: () => undefined,
    message: (message) => {
      const receivedAt = monotonicMs()
      if (message.kind === 'ready') return tell({ kind: 'bare-ready' })
      if (message.event.kind !== 'scan') return
      tell({ kind: 'bare-event', text: message.event.text, sentAt: message.sentAt, receivedAt })
    },
  })
  return child
}
