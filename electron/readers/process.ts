import { endAtCrash } from './end-at-crash.ts'
import { nodeHidPort } from './node-hid-port.ts'
import { channelOf } from './reader-channel.ts'
import { runReaders } from './run-readers.ts'

// The composition root of the readers process.
endAtCrash(process)
runReaders({ hid: nodeHidPort(), channel: channelOf(process) })
