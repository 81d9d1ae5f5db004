import { join } from 'node:path'
import type { Delivery } from '../../shared/contract/letters.ts'
import type { Caller } from './accounts/accounts.ts'
import { rightsAlone } from './accounts/edge-rules.ts'
import { startAccounts } from './accounts/start-accounts.ts'
import { systemClock } from './clock.ts'
import { restoreEvents } from './backup/restore-events.ts'
import { systemUptime } from './clock.ts'
import { openDataFolder, type DataFolder } from './data-folder.ts'
import { seedDemo } from './demo/seed-demo.ts'
import { tellFeeds } from './feed/tell-feeds.ts'
import { isKeptInFile, isRotationStaged } from './keys/key-file.ts'
import type { Secrets } from './keys/keystore.ts'
import { settleSealed } from './keys/settle-rotation.ts'
import { openCore, type Core } from './open-core.ts'
import { refusalOf } from './refusal-sentence.ts'
import { createRouter } from './router.ts'
import { startRetention } from './retention/keep-retention.ts'
import { foundingRouter } from './routes/setup.ts'
import { createDeskEvents } from './server/desk-events.ts'
import { openLog } from './server/log.ts'
import { logCrashes } from './server/log-crashes.ts'
import { createServer, type Connection } from './server/serve-connection.ts'
import { connectShell, refuseToStart } from './server/shell-link.ts'
import { createFounding } from './setup/founding.ts'
import { isFounded } from './setup/is-founded.ts'
import { SOURCE_WORKERS } from './source-workers.ts'
import { watchForeignWrites } from './watch-foreign-writes.ts'

// The core's composition root: the only place of this process that builds objects and wires them.
const BUNDLED_WORKERS = {
  snapshot: new URL('snapshot-worker.js', import.meta.url),
  press: new URL('press-worker.js', import.meta.url),
  audit: new URL('audit-worker.js', import.meta.url),
  backup: new URL('backup-worker.js', import.meta.url),
}
const WORKERS = import.meta.url.endsWith('.ts') ? SOURCE_WORKERS : BUNDLED_WORKERS
/** Until there are operators nobody can be signed in. */
const NOBODY: Caller = { session: () => null, lockedBy: () => null }
const ANSWER_LEAVES_MS = 100
const NOT_A_DEMO =
  'This data folder belongs to a real desk: start it without --demo, or name another folder with --data DIR.'
const shell = await connectShell()
const { dataFolder, version } = shell.order
const log = openLog({ folder: join(dataFolder, 'logs'), name: 'core', now: () => new Date().toISOString() })
logCrashes(log)

// Before the first call for a patient: who answers a page that connects, and what ends with this process.
let greet: (connection: Connection) => void
let release = () => {}
const folder = openFolder()
if (isRotationStaged(folder) || (shell.order.staged ?? null) !== null) shell.startsLong()
const secrets = await settledSecrets()
if (isFounded(folder, secrets)) {
  const core = open(false)
  if (shell.order.demo && !core.journal.demo) refuseToStart(NOT_A_DEMO)
  if (core.journal.demo) await seedDemo(core)
  serveDesk(core)
} else if (shell.order.demo) {
  const core = open(true)
  await seedDemo(core)
  serveDesk(core)
} else {
  serveFounding()
}
shell.onConnection((connection) => greet(connection))
shell.onStop(() => release())
shell.ready()

function serveDesk(core: Core): void {
  startAccounts(core.journal, systemUptime.uptimeMs())
  const events = createDeskEvents()
  const server = createServer({ router: createRouter({ core, events, shell }), edge: core.edge, log })
  core.roster.onChange((roster) => events.publish({ kind: 'roster', roster }))
  core.readers.connect(shell.readers)
  const stopWatching = watchForeignWrites(core.journal, () => {
    core.readers.settingsWritten()
    core.feeds.settingsWritten()
    events.publish({ kind: 'admissions' })
    events.publish({ kind: 'session' })
  })
  const stopSweeping = core.sessions.watch(() => events.publish({ kind: 'session' }))
  greet = (connection) => server.serve(connection, { caller: core.sessions.newCaller() })
  const stopTelling = tellFeeds(core.feeds, () => events.publish({ kind: 'feeds' }))
  core.feeds.startSchedule()
  const stopRetention = startRetention(core, log)
  core.backups.keepSchedule(() => events.publish({ kind: 'session' }))
  release = () => {
    stopRetention()
    stopTelling()
    stopSweeping()
    stopWatching()
    core.close()
  }
  core.press.warmUp()
  log.write('core.ready', { shell: shell.order.shell, demo: core.journal.demo })
}

/** Nobody has used this folder: only the set-up answers, and nothing is written until somebody has said what it shall be. */
function serveFounding(): void {
  const founding = createFounding({
    isFounded: () => isFounded(folder, secrets),
    open: (as) => {
      const core = openOn(as === 'demo')
      release = () => core.close()
      return core
    },
    seedDemo,
    restore: (input) =>
      restoreEvents({ ...input, into: dataFolder }, { workerUrl: WORKERS.backup, programVersion: version }),
    onFounded: (core) => {
      serveDesk(core)
      // The answer leaves first.
      setTimeout(() => shell.reconnectPages(), ANSWER_LEAVES_MS)
    },
    giveUp,
  })
  const server = createServer({ router: foundingRouter(founding), edge: rightsAlone, log })
  greet = (connection) => server.serve(connection, { caller: NOBODY })
  log.write('core.unfounded', { shell: shell.order.shell })
}

function openFolder(): DataFolder {
  try {
    return openDataFolder(dataFolder)
  } catch (error) {
    return giveUp(error)
  }
}

/** Those that the operating system keeps, after a rotation that was asked for or broken off; null: the folder has a key file. */
async function settledSecrets(): Promise<Secrets | null> {
  const { secrets: current, staged = null } = shell.order
  if (current === null || isKeptInFile(folder)) return null
  const deps = { folder, clock: systemClock, log, programVersion: version }
  try {
    return await settleSealed(deps, { current, staged }, shell.sealed)
  } catch (error) {
    return giveUp(error)
  }
}

function open(demo: boolean): Core {
  try {
    return openOn(demo)
  } catch (error) {
    return giveUp(error)
  }
}

function openOn(demo: boolean): Core {
  return openCore({
    dataFolder,
    version,
    log,
    demo,
    isDesk: true,
    workers: WORKERS,
    deliver,
    // A restore may have come since this process was started.
    ...(secrets === null || isKeptInFile(folder) ? {} : { secrets, sealed: shell.sealed }),
  })
}

function giveUp(error: unknown): never {
  const refusal = refusalOf(error)
  if (refusal === null) throw error
  log.write('core.refused', { code: refusal.code })
  refuseToStart(refusal.sentence)
}

/** In Electron the shell prints; in a browser the page does. */
async function deliver(pdf: Uint8Array, fileName: string): Promise<Delivery> {
  const bytes = { pdfBase64: Buffer.from(pdf).toString('base64'), fileName }
  if (shell.order.shell === 'browser') return { kind: 'page', ...bytes }
  const outcome = await shell.print(pdf, fileName)
  return outcome === 'printed' ? { kind: 'printer' } : { kind: 'printer-failed', ...bytes }
}
