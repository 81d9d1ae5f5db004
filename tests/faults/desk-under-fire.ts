import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import { runBrowserShell } from '../../electron/browser/browser-shell.ts'
import type { ReadersChild } from '../../electron/supervisor/child.ts'
import { forkCore } from '../../electron/supervisor/fork-core.ts'
import type { contract } from '../../shared/contract/contract.ts'
import { deskPlace } from '../support/desk-core.ts'

const CORE = join(import.meta.dirname, '..', '..', 'electron', 'core', 'process.ts')
const RINA = { name: 'Rina Contoh', secret: '739154' }

export type Page = {
  client: ContractRouterClient<typeof contract>
  /** Texts of the scans that came, in order. */
  scans: string[]
  closed: Promise<void>
}

export type DeskUnderFire = {
  /** Signs the clerk in and listens to the readers. */
  page: () => Promise<Page>
  /** The children of the shell whose command line names `entry`. */
  pidsOf: (entry: string) => number[]
  corePid: () => number
  /** Settles with the shell's exit code. */
  stop: () => Promise<number>
  remove: () => void
}

/** A desk in the browser shell of this process: the real core in a process of its own, and the readers process that is given. */
export async function deskUnderFire(startReaders: () => ReadersChild): Promise<DeskUnderFire> {
  const place = await deskPlace()
  const added = await place.core.accounts.add({ ...RINA, role: 'clerk' }, 'test')
  if (added.kind !== 'changed') throw new Error(added.kind)
  const dataFolder = place.core.folder.root
  place.core.close()
  const pageFolder = join(place.root, 'page')
  mkdirSync(pageFolder)
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>')

  const { promise: serving, resolve: onServing, reject } = Promise.withResolvers<string>()
  const shell = runBrowserShell({
    port: 0,
    open: false,
    dataFolder,
    demo: false,
    version: '0.0.0-test',
    pageFolder,
    startCore: () => forkCore(CORE, { inheritStderr: false }),
    startReaders,
    say: (sentence) => {
      const url = /http:\S+\//.exec(sentence)?.[0]
      if (url !== undefined) onServing(url)
    },
    complain: (sentence) => reject(new Error(sentence)),
  })
  const url = await serving
  return {
    page: () => openPage(url),
    pidsOf: childrenNamed,
    corePid: () => childrenNamed(CORE)[0] ?? 0,
    stop: () => {
      shell.stop()
      return shell.ended
    },
    remove: () => {
      // The core that made the folder is closed already.
      place.reopen()
      place.remove()
    },
  }
}

async function openPage(url: string): Promise<Page> {
  const { host } = new URL(url)
  const socket = new WebSocket(`ws://${host}/rpc`, { origin: `http://${host}` })
  const closed = new Promise<void>((resolve) => void socket.on('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve())
    socket.on('error', reject)
  })
  const client: Page['client'] = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
  const signedIn = await client.session.signIn(RINA)
  if (signedIn.kind !== 'signed-in') throw new Error(signedIn.kind)
  const scans: string[] = []
  const events = await client.readers.events()
  void (async () => {
    for await (const event of events) if (event.kind === 'scan') scans.push(event.text)
  })().catch(() => undefined)
  return { client, scans, closed }
}

function childrenNamed(entry: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === process.pid && read(`/proc/${pid}/cmdline`).includes(entry))
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1])
}

// A process may end between being listed and being looked at.
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
