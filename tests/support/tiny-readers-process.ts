/**
 * A readers process without readers that fails as LOKET_TEST_TINY_READERS says. For each `look` it tells one list, whose only reader is named
 * for the process and for what it was told so far, and one scan with a number of its own.
 */
import type { FromReaders, ToReaders } from '../../electron/readers/messages.ts'
import { ReaderEvent } from '../../shared/domain/reader.ts'
import type { TinyReaders } from './tiny-readers-path.ts'

const how = (process.env['LOKET_TEST_TINY_READERS'] ?? 'well') as TinyReaders
const told: string[] = []
let scans = 0

if (how === 'ends') process.exit(3)
process.on('disconnect', () => process.exit(0))
process.on('message', (message: ToReaders) => {
  told.push(sayOf(message))
  switch (message.kind) {
    case 'start':
      return begin()
    case 'heartbeat':
      told.pop()
      return send({ kind: 'heartbeat', beat: message.beat })
    case 'look':
      return look()
    case 'stop':
      return process.exit(0)
    default:
      return
  }
})

function begin(): void {
  if (how === 'never-ready') return
  send({ kind: 'ready' })
  look()
  switch (how) {
    case 'ends-ready':
      return process.exit(1)
    case 'hangs':
      for (;;);
    case 'no-message':
      return void process.send?.(null)
    case 'unknown':
      return void process.send?.({ kind: 'reader' })
    case 'floods':
      return flood()
    case 'leaks':
      return leak()
    default:
      return
  }
}

function look(): void {
  const product = `${process.pid} ${told.join(' ')}`.slice(0, 120)
  send({
    kind: 'reader',
    event: ReaderEvent.parse({
      kind: 'readers',
      driver: 'hidraw',
      readers: [
        {
          id: 'tiny',
          kind: 'scanner',
          state: 'reading',
          vendorId: 1,
          productId: 1,
          manufacturer: 'Contoh',
          product,
          usagePage: 0x8c,
          usage: 2,
          settings: {
            id: 'tiny',
            name: '',
            role: 'desk',
            form: 'hid-pos',
            prefix: '',
            suffix: '',
            uid: { order: 'auto', offset: 0, bytes: 4 },
          },
        },
      ],
    }),
  })
  send(scanOf(`${process.pid}-${++scans}`))
}

function scanOf(text: string): FromReaders {
  const event = { kind: 'scan', reader: 'tiny', role: 'desk', text, aim: null, uid: null, reports: 1 }
  return { kind: 'reader', event: ReaderEvent.parse(event) }
}

/** As fast as the channel takes it, with heartbeats answered in between. */
function flood(): void {
  for (let n = 0; n < 500; n++) send(scanOf(`${process.pid}-${++scans}`))
  setImmediate(flood)
}

function leak(): void {
  const kept: object[] = []
  setInterval(() => kept.push(Array.from({ length: 1_000_000 }, (_, n) => ({ n }))), 1)
}

function sayOf(message: ToReaders): string {
  switch (message.kind) {
    case 'start':
      return `start:${message.order.policy.sound}`
    case 'configure':
      return `configure:${message.policy.sound}`
    case 'show-reports':
      return `show:${message.on}`
    default:
      return message.kind
  }
}

function send(message: FromReaders): void {
  process.send?.(message, undefined, undefined, () => undefined)
}
