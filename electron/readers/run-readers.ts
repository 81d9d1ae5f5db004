import { attendReaders } from './attend-readers.ts'
import type { HidPort } from './hid-port.ts'
import type { ReaderChannel } from './reader-channel.ts'
import { TIMINGS, type Timings } from './timings.ts'
import { watchSystem as systemWatch, type SystemWatch } from './watch-system.ts'

export type ReadersProcessDeps = {
  hid: HidPort
  channel: ReaderChannel
  watchSystem?: SystemWatch
  timings?: Partial<Timings>
}

/** The readers process: does what its channel says from the start order to the stop, and ends with whoever started it. */
export function runReaders({ hid, channel, watchSystem = systemWatch, timings }: ReadersProcessDeps): void {
  const readers = attendReaders({
    hid,
    watchSystem,
    timings: { ...TIMINGS, ...timings },
    tell: (event) => channel.send({ kind: 'reader', event }),
    onDespair: () => channel.exit('stuck'),
  })
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await readers.stop()
    channel.exit(readers.stuck() ? 'stuck' : 'done')
  }
  channel.listen({
    gone: () => void stop(),
    message: (message) => {
      switch (message.kind) {
        case 'start':
          return void readers.start(message.order.policy).then(() => channel.send({ kind: 'ready' }))
        case 'heartbeat':
          return channel.send({ kind: 'heartbeat', beat: message.beat })
        case 'configure':
          return readers.configure(message.policy)
        case 'look':
          return readers.look()
        case 'show-reports':
          return readers.showReports(message.on)
        case 'stop':
          return void stop()
      }
    },
  })
}
