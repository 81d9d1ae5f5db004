import { framesOf, nameOf } from '../core/server/log.ts'
import { nodeHidPort } from './node-hid-port.ts'
import { channelOf } from './reader-channel.ts'
import { runReaders } from './run-readers.ts'

// The composition root of the readers process.
process.on('uncaughtException', (error) => {
  // Its message may hold what was scanned. An orderly exit could wait for the driver for ever.
  process.stderr.write(`${nameOf(error)} ${framesOf(error).join(' ')}\n`)
  process.kill(process.pid, 'SIGKILL')
})
runReaders({ hid: nodeHidPort(), channel: channelOf(process) })
