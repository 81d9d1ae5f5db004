import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Delivery } from '../../shared/contract/letters.ts'
import { seedDemo } from './demo/seed-demo.ts'
import { openCore, type Core } from './open-core.ts'
import { refusalOf } from './refusal-sentence.ts'
import { createRouter } from './router.ts'
import { createDeskEvents } from './server/desk-events.ts'
import { openLog } from './server/log.ts'
import { logCrashes } from './server/log-crashes.ts'
import { createServer } from './server/serve-connection.ts'
import { connectShell, refuseToStart } from './server/shell-link.ts'
import { SOURCE_WORKERS } from './source-workers.ts'
import { watchForeignWrites } from './watch-foreign-writes.ts'

// The core's composition root: the only place of this process that builds objects and wires them.
const BUNDLED_WORKERS = {
  snapshot: new URL('snapshot-worker.js', import.meta.url),
  press: new URL('press-worker.js', import.meta.url),
}
const shell = await connectShell()
const { dataFolder, version, secrets } = shell.order
const log = openLog({ folder: join(dataFolder, 'logs'), name: 'core', now: () => new Date().toISOString() })
logCrashes(log)

const core = open()
if (core.journal.demo) await seedDemo(core)

const events = createDeskEvents()
const server = createServer({ router: createRouter({ core, events, shell }), log })
const rights = new Set(['view', 'enter', 'correct', 'export', 'configure'] as const)

core.roster.onChange((roster) => events.publish({ kind: 'roster', roster }))
const stopWatching = watchForeignWrites(core.journal, () => {
  events.publish({ kind: 'admissions' })
  events.publish({ kind: 'session' })
})

shell.onConnection((connection) => server.serve(connection, { rights }))
shell.onStop(() => {
  stopWatching()
  core.close()
})
shell.ready()
core.press.warmUp()
log.write('core.ready', { shell: shell.order.shell, demo: core.journal.demo })

function open(): Core {
  try {
    return openCore({
      dataFolder,
      version,
      log,
      // A folder that no program has used yet becomes a demo here; `loket hospital set` on a new one makes it real.
      demo: !existsSync(join(dataFolder, 'journal', 'journal.db')),
      workers: import.meta.url.endsWith('.ts') ? SOURCE_WORKERS : BUNDLED_WORKERS,
      deliver,
      ...(secrets === null ? {} : { secrets }),
    })
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === null) throw error
    log.write('core.refused', { code: refusal.code })
    refuseToStart(refusal.sentence)
  }
}

/** In Electron the shell prints; in a browser the page does. */
async function deliver(pdf: Uint8Array, fileName: string): Promise<Delivery> {
  const bytes = { pdfBase64: Buffer.from(pdf).toString('base64'), fileName }
  if (shell.order.shell === 'browser') return { kind: 'page', ...bytes }
  const outcome = await shell.print(pdf, fileName)
  return outcome === 'printed' ? { kind: 'printer' } : { kind: 'printer-failed', ...bytes }
}
