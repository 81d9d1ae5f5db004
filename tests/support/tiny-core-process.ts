/** A core process with the calls of `tiny-core.ts`, started by a supervisor like the real one. The version it is told decides how it fails. */
import { rightsAlone } from '../../electron/core/accounts/edge-rules.ts'
import { silentLog } from '../../electron/core/server/log.ts'
import { createServer } from '../../electron/core/server/serve-connection.ts'
import { connectShell, refuseToStart } from '../../electron/core/server/shell-link.ts'
import { callerWith, tinyRouter } from './tiny-core.ts'

const shell = await connectShell()
if (shell.order.version === 'refuses') refuseToStart('The key file can be read by others: chmod 600 it.')
if (shell.order.version === 'crashes') process.exit(3)
// As with the databases of many years, whose keys are changed before anything else.
if (shell.order.version.startsWith('starts-late')) {
  const saysSo = shell.order.version === 'starts-late-and-says-so'
  if (saysSo) shell.startsLong()
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, saysSo ? 7_000 : 3_000)
}
const server = createServer({ router: tinyRouter, edge: rightsAlone, log: silentLog })
shell.onConnection((connection) => server.serve(connection, { caller: callerWith(['view']) }))
// As after a change of keys: the first page that comes has it start anew.
if (shell.order.version === 'restarts') shell.onConnection(() => shell.restart())
shell.ready()
