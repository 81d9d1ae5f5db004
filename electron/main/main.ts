/** The Electron shell's composition root: one window, one core, one readers process, locked down before any exists. */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, dialog, Menu, protocol, safeStorage } from 'electron'
import { defaultDataFolder } from '../cli/default-data-folder.ts'
import { openDataFolder } from '../core/data-folder.ts'
import { refusalOf } from '../core/refusal-sentence.ts'
import { openLog, type Log } from '../core/server/log.ts'
import type { StartOrder } from '../core/server/shell-messages.ts'
import { readPageFiles } from '../page/page-files.ts'
import { lockDataFolder } from '../supervisor/instance-lock.ts'
import { linkReaders, type ReadersLink } from '../supervisor/readers-link.ts'
import type { Supervisor } from '../supervisor/supervise.ts'
import { superviseCore } from '../supervisor/supervise-core.ts'
import { answerKeys } from './answer-keys.ts'
import { answerAppRequest } from './app-protocol.ts'
import { dataFolderFrom, demoFrom } from './command-line.ts'
import { openDeskWindow, type DeskWindow } from './desk-window.ts'
import { APP_SCHEME } from './guards.ts'
import { lockDown } from './lock-down.ts'
import { printPdf } from './print-pdf.ts'
import { openSealedKeys, type SealedKeys, type Sealer } from './sealed-keys.ts'
import { startUtilityCore, type UtilityCore } from './utility-core.ts'
import { startUtilityReaders } from './utility-readers.ts'

// Built siblings: out/main/main.js, out/main/core.js, out/main/readers.js, out/preload, out/renderer.
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const dataFolder = resolve(dataFolderFrom(process.argv) ?? defaultDataFolder())

// Before ready, or they have no effect.
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

const osStore: Sealer = {
  available: async () =>
    // `basic_text` seals with a password that everybody knows.
    !(process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') &&
    safeStorage.isAsyncEncryptionAvailable(),
  seal: (text) => safeStorage.encryptStringAsync(text),
  unseal: async (sealed) => (await safeStorage.decryptStringAsync(sealed)).result,
}

// Not awaited here: Electron becomes ready only after this module has been evaluated.
run().catch((error: unknown) => {
  const sentence = refusalOf(error)?.sentence ?? 'Loket Sehat could not start.'
  process.stderr.write(`${sentence}\n`)
  dialog.showErrorBox('Loket Sehat', sentence)
  app.exit(1)
})

async function run(): Promise<void> {
  openDataFolder(dataFolder)
  const profile = join(dataFolder, 'window')
  // Electron takes only a folder that is there.
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  app.setPath('userData', profile)
  const log = openLog({ folder: join(dataFolder, 'logs'), name: 'shell', now: () => new Date().toISOString() })
  // Before the first wait: the default session is made as soon as Electron is ready.
  lockDown(app, log)
  let window: DeskWindow | null = null
  const focus = () => window?.focus()
  // Electron's own lock lets a second start bring this window to the front on Windows; ours also knows the browser shell.
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  app.on('second-instance', focus)
  const describe = () => ({ pid: process.pid, shell: 'electron', url: null }) as const
  const lock = await lockDataFolder({ dataFolder, describe, onShow: focus }, { show: true })
  if (lock.kind === 'taken') return app.exit(0)

  await app.whenReady()
  Menu.setApplicationMenu(null)
  const files = readPageFiles(here('../renderer'))
  protocol.handle(APP_SCHEME, (request) => answerAppRequest(request, files))

  const sealed = await openSealedKeys(dataFolder, osStore)
  window = openDeskWindow({
    preload: here('../preload/preload.cjs'),
    devTools: !app.isPackaged,
    log,
    // Where no core is ready it goes nowhere, and never comes later.
    onWedgeScan: (text) => supervisor.ready()?.send({ kind: 'wedge-scan', text }),
  })
  const order = (): StartOrder => ({
    shell: 'electron',
    dataFolder,
    version: app.getVersion(),
    demo: demoFrom(process.argv),
    secrets: sealed?.secrets() ?? null,
    staged: sealed?.staged() ?? null,
  })
  const { supervisor, readers } = superviseDesk(window, log, order, sealed)
  supervisor.start()
  log.write('shell.started', { shell: 'electron', version: app.getVersion() })

  let left = false
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (left) return
    event.preventDefault()
    void Promise.all([supervisor.stop(), readers.stop()])
      .then(() => lock.release())
      .finally(() => {
        left = true
        app.quit()
      })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
}

function superviseDesk(
  window: DeskWindow,
  log: Log,
  order: () => StartOrder,
  sealed: SealedKeys | null,
): { supervisor: Supervisor<UtilityCore>; readers: ReadersLink } {
  const supervisor: Supervisor<UtilityCore> = superviseCore<UtilityCore>({
    startChild: () => startUtilityCore(here('./core.js')),
    order,
    log,
    onState: (state) => {
      readers.coreIs(state)
      window.connect(supervisor.ready())
      if (state.kind !== 'gave-up') return
      dialog.showErrorBox('Loket Sehat', state.sentence)
      app.exit(1)
    },
    onMessage: (message, core) => {
      if (message.kind === 'reconnect') return window.connect(supervisor.ready())
      if (message.kind === 'readers') return readers.fromCore(message.message)
      if (message.kind === 'keys') {
        const { job } = message
        return void answerKeys(sealed, message.request).then((outcome) =>
          core.send({ kind: 'keys-done', job, outcome }),
        )
      }
      if (message.kind !== 'print') return
      const { job } = message
      void printPdf(message.pdf, message.title).then((outcome) => core.send({ kind: 'printed', job, outcome }))
    },
  })
  const startReaders = () => startUtilityReaders(here('./readers.js'))
  const readers = linkReaders({ startReaders, core: () => supervisor.ready(), log })
  return { supervisor, readers }
}
