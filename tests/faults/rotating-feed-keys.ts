/**
 * Replaces keys of a feed, as its issuer does. `dieAt`: the process kills itself right before the n-th call that changes a file's name, removes
 * a file, or syncs one.
 */
import { rotateKeys } from '../../electron/publisher/rotate-keys.ts'
import type { FeedRole } from '../../electron/publisher/root-metadata.ts'
import { portsAt } from '../support/publisher.ts'
import { dyingAt } from './dying-at.ts'

const [dir = '', roles = '', now = '', dieAt = '0'] = process.argv.slice(2)
const steps = dyingAt(Number(dieAt), ['renameSync', 'rmSync', 'fsyncSync'])
const job = { dir, roles: roles.split(',') as FeedRole[], rootKeys: [], passphrase: null }
const { kind } = await rotateKeys(job, portsAt(now))
process.stdout.write(JSON.stringify({ kind, steps: steps() }))
