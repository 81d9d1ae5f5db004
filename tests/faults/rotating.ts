/**
 * Stages next keys for a data folder and rotates, when a line on standard input says so. `dieAt`: the process kills itself right before the
 * n-th call that changes a file's name, copies or removes a file, or syncs one.
 */
import { once } from 'node:events'
import { systemClock } from '../../electron/core/clock.ts'
import { openDataFolder } from '../../electron/core/data-folder.ts'
import { withNewKeys } from '../../electron/core/keys/fresh-secrets.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import { settleKeyFile } from '../../electron/core/keys/settle-rotation.ts'
import { silentLog } from '../../electron/core/server/log.ts'
import { dyingAt } from './dying-at.ts'

const [root = '', dieAt = '0'] = process.argv.slice(2)
const steps = dyingAt(Number(dieAt), ['renameSync', 'rmSync', 'copyFileSync', 'fsyncSync'])

process.stdout.write('ready\n')
await once(process.stdin, 'data')
const folder = openDataFolder(root)
const keystore = keyFile(folder.keyFile)
const current = keystore.load()
if (current === null) throw new Error('no keys')
const startedAt = performance.now()
keystore.stage({ secrets: withNewKeys(current), askedBy: 'Budi Contoh' })
settleKeyFile({ folder, clock: systemClock, log: silentLog, programVersion: '0.0.0-test' }, keystore)
process.stdout.write(`${JSON.stringify({ ms: performance.now() - startedAt, steps: steps() })}\n`)
process.exit(0)
