import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Log } from '../core/server/log.ts'
import { openLog } from '../core/server/log.ts'
import { readPageFiles, type PageFiles } from '../page/page-files.ts'
import { lockDataFolder, type Lock, type Running } from '../supervisor/instance-lock.ts'
import type { CoreChild, ReadersChild } from '../supervisor/child.ts'
import { linkReaders, type ReadersLink } from '../supervisor/readers-link.ts'
import type { ProcessState, Supervisor } from '../supervisor/supervise.ts'
import { superviseCore } from '../supervisor/supervise-core.ts'
import { createHttpServer } from './http-server.ts'
import { chooseOpener, openWindow, thisMachine } from './open-window.ts'
import { LOOPBACK } from './own-address.ts'
import { createRelay, type Relay } from './relay.ts'
import { makePrivateFolder } from '../core/private-folder.ts'

export type BrowserShellDeps = {
  port: number
  open: boolean
  dataFolder: string
  demo: boolean
  version: string
  pageFolder: string
  startCore: () => CoreChild
  startReaders: () => ReadersChild
  /** One sentence for the person at the terminal. */
  say: (sentence: string) => void
  complain: (sentence: string) => void
}

export type BrowserShell = {
  /** Settles with the process's exit code: when the program was handed over, could not start, gave up, or was stopped. */
  ended: Promise<number>
  stop: () => void
}

/** Runs the whole desk with a browser as its window. Every way it can fail to start ends with one sentence and an exit code. */
export function runBrowserShell(deps: BrowserShellDeps): BrowserShell {
  const { promise: ended, resolve } = Promise.withResolvers<number>()
  const stopping = Promise.withResolvers<void>()
  void serve(deps, stopping.promise).then(resolve, (error: unknown) => {
    deps.complain(startSentence(error, deps))
    resolve(1)
  })
  return { ended, stop: () => stopping.resolve() }
}

async function serve(deps: BrowserShellDeps, stopping: Promise<void>): Promise<number> {
  const files = pageFiles(deps.pageFolder)
  makePrivateFolder(deps.dataFolder)
  let url: string | null = null
  const show = () => {
    if (url !== null) void showPage(deps, url)
  }
  const describe = (): Running => ({ pid: process.pid, shell: 'browser', url })
  const lock = await lockDataFolder({ dataFolder: deps.dataFolder, describe, onShow: show }, { show: deps.open })
  if (lock.kind === 'taken') return handOver(lock, deps)

  const log = openLog({ folder: join(deps.dataFolder, 'logs'), name: 'shell', now: () => new Date().toISOString() })
  const { promise: over, resolve: end } = Promise.withResolvers<number>()
  void stopping.then(() => end(0))
  let announced = false
  const desk = assemble(deps, files, log, {
    ready: () => {
      if (announced) return
      announced = true
      deps.say(`Serving ${url} (data folder ${deps.dataFolder}). Ctrl C stops it.`)
      if (deps.open) show()
    },
    gaveUp: (sentence) => {
      deps.complain(sentence)
      end(1)
    },
  })
  try {
    url = await listen(desk.http, deps.port)
    log.write('shell.started', { shell: 'browser', version: deps.version })
    desk.supervisor.start()
    setTimeout(() => {
      if (!announced) deps.say('Starting: the first start of a data folder takes a few seconds.')
    }, 1_500).unref()
    return await over
  } finally {
    desk.relay.closeAll()
    desk.http.close()
    desk.http.closeIdleConnections()
    await Promise.all([desk.supervisor.stop(), desk.readers.stop()])
    desk.http.closeAllConnections()
    await lock.release()
    log.write('shell.stopped')
  }
}

type Desk = { http: Server; relay: Relay; supervisor: Supervisor<CoreChild>; readers: ReadersLink }

function assemble(
  deps: BrowserShellDeps,
  files: PageFiles,
  log: Log,
  on: { ready: () => void; gaveUp: (sentence: string) => void },
): Desk {
  const port = () => (http.address() as AddressInfo | null)?.port ?? deps.port
  const http = createHttpServer({ files, port })
  const relay = createRelay({ port, log, core: () => supervisor.ready() })
  http.on('upgrade', relay.upgrade)
  const onState = (state: ProcessState) => {
    readers.coreIs(state)
    if (state.kind === 'ready') return on.ready()
    relay.closeAll()
    if (state.kind === 'gave-up') on.gaveUp(state.sentence)
  }
  const order = {
    shell: 'browser',
    dataFolder: deps.dataFolder,
    version: deps.version,
    demo: deps.demo,
    secrets: null,
  } as const
  const supervisor: Supervisor<CoreChild> = superviseCore<CoreChild>({
    startChild: deps.startCore,
    order: () => order,
    log,
    onState,
    onMessage: (message, core) => {
      // Pages print by themselves here, and the core has a key file; a core that asks the shell would otherwise wait for ever.
      if (message.kind === 'print') core.send({ kind: 'printed', job: message.job, outcome: 'failed' })
      else if (message.kind === 'keys') core.send({ kind: 'keys-done', job: message.job, outcome: 'failed' })
      else if (message.kind === 'reconnect') relay.closeAll()
      else if (message.kind === 'readers') readers.fromCore(message.message)
      else relay.fromCore(message)
    },
  })
  const readers = linkReaders({ startReaders: deps.startReaders, core: () => supervisor.ready(), log })
  return { http, relay, supervisor, readers }
}

async function showPage(deps: BrowserShellDeps, url: string): Promise<void> {
  const opener = chooseOpener(thisMachine(), url, join(deps.dataFolder, 'window'))
  const why = opener.kind === 'none' ? opener.why : await openWindow(opener)
  if (why !== null) deps.say(`No window was opened because ${why}: open ${url} in a browser on this machine.`)
}

function handOver({ by }: Extract<Lock, { kind: 'taken' }>, deps: BrowserShellDeps): number {
  if (by === null) {
    deps.complain(
      `Another program holds the data folder ${deps.dataFolder} but does not answer: end it, or choose another folder with --data DIR.`,
    )
    return 1
  }
  const where = by.url === null ? 'in its own window' : `at ${by.url}`
  deps.say(`Loket Sehat is already running ${where} (process ${by.pid}) for the data folder ${deps.dataFolder}.`)
  return 0
}

function listen(http: Server, port: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  http.once('error', reject)
  http.listen(port, LOOPBACK, () => {
    http.off('error', reject)
    resolve(`http://${LOOPBACK}:${(http.address() as AddressInfo).port}/`)
  })
  return promise
}

function pageFiles(folder: string): PageFiles {
  const files = existsSync(folder) ? readPageFiles(folder) : new Map()
  if (!files.has('/index.html')) throw Object.assign(new Error('no page'), { code: 'NO_PAGE' })
  return files
}

function startSentence(error: unknown, { port, dataFolder }: BrowserShellDeps): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const on = error instanceof Error && 'syscall' in error && error.syscall === 'listen' ? 'listen' : ''
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program: choose another with --port PORT.`
  if (code === 'EACCES' && on === 'listen' && port > 0 && port < 1024)
    return `This user may not listen on port ${port}: choose one above 1023 with --port PORT.`
  if (code === 'NO_PAGE') return 'The page is not built: run "npm run build".'
  if (['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOENT', 'ENOSPC'].includes(code))
    return `The data folder ${dataFolder} cannot be written (${code}): give this user the right, or choose another with --data DIR.`
  return `Loket Sehat could not start (${code === '' ? 'unexpected error' : code}).`
}
