import { lockFile } from '../core/db/lock-file.ts'
import { openScratchFile } from '../core/db/scratch-file.ts'
import type { PublisherPorts } from '../publisher/publisher-ports.ts'

/** The publisher on this machine. */
export const FEED_PORTS: PublisherPorts = { now: () => new Date(), openScratch: openScratchFile, lock: lockFile }
