import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { Caller } from '../../../../electron/core/accounts/accounts.ts'
import { openCore, type Core } from '../../../../electron/core/open-core.ts'
import type { ReadersLink } from '../../../../electron/core/readers/readers-link.ts'
import { createRouter } from '../../../../electron/core/router.ts'
import { createDeskEvents } from '../../../../electron/core/server/desk-events.ts'
import { silentLog } from '../../../../electron/core/server/log.ts'
import { createServer, type Connection } from '../../../../electron/core/server/serve-connection.ts'
import type { ForReaders } from '../../../../electron/core/server/shell-messages.ts'
import { SOURCE_WORKERS } from '../../../../electron/core/source-workers.ts'
import type { contract } from '../../../../shared/contract/contract.ts'
import type { ReadersEvent, ReadersProcess, TestEvent } from '../../../../shared/contract/readers.ts'
import type { Role } from '../../../../shared/domain/operator.ts'
import {
  ReaderEvent,
  ReaderId,
  ReaderSettings,
  type Reader,
  type ReaderRole,
} from '../../../../shared/domain/reader.ts'
import { PairedSocket } from '../../../support/paired-socket.ts'

export const PIN = '246810'
export const NIK = '3275021508909901'
export const SCANNER = ReaderId.parse('0c2e:0b01:SN0001:i0:8c/2')
export const CHIP = ReaderId.parse('072f:2200::i0:ff00/1')

export function settingsOf(id: ReaderId, over: Partial<ReaderSettings> = {}): ReaderSettings {
  const uid = { order: 'auto', offset: 0, bytes: 4 } as const
  return { id, name: '', role: 'desk', form: 'hid-pos', prefix: '', suffix: '', uid, ...over }
}

export function reader(over: Partial<Reader> = {}): Reader {
  const id = over.id ?? SCANNER
  return {
    id,
    kind: 'scanner',
    state: 'reading',
    vendorId: 0x0c2e,
    productId: 0x0b01,
    manufacturer: 'Contoh',
    product: 'Pemindai Contoh',
    usagePage: 0x8c,
    usage: 2,
    settings: settingsOf(id),
    ...over,
  }
}

export function scan(text: string, over: { reader?: ReaderId; role?: ReaderRole; aim?: string } = {}): ReaderEvent {
  const { reader: id = SCANNER, role = 'desk', aim = null } = over
  return ReaderEvent.parse({ kind: 'scan', reader: id, role, text, aim, uid: null, reports: 1 })
}

/** The shell's end: what the readers process would tell, and all that the core told it. */
export type FakeShell = {
  link: ReadersLink
  sent: ForReaders[]
  tells(event: ReaderEvent): void
  process(state: ReadersProcess): void
  wedge(text: string): void
  tornWedge(): void
}

export function fakeShell(): FakeShell {
  const sent: ForReaders[] = []
  let onEvent: (event: ReaderEvent) => void = () => undefined
  let onProcess: (state: ReadersProcess) => void = () => undefined
  let onWedge: (text: string) => void = () => undefined
  let onTorn = () => {}
  return {
    sent,
    link: {
      onEvent: (listener) => void (onEvent = listener),
      onProcess: (listener) => void (onProcess = listener),
      onWedge: (listener) => void (onWedge = listener),
      onTornWedge: (listener) => void (onTorn = listener),
      send: (message) => void sent.push(message),
    },
    tells: (event) => onEvent(event),
    process: (state) => onProcess(state),
    wedge: (text) => onWedge(text),
    tornWedge: () => onTorn(),
  }
}

/** One window: a real client on a wire of its own, and every byte that came over it. */
export type Page = {
  caller: Caller
  client: ContractRouterClient<typeof contract>
  wire(): string
  heard: ReadersEvent[]
  /** Opens the stream of the readers and keeps what comes. */
  listen(): Promise<void>
  close(): void
}

export type ReadersDesk = {
  core: Core
  root: string
  shell: FakeShell
  uptime: { ms: number }
  page(): Page
  /** A page that listens, with somebody of this role signed in. */
  worker(role: Role, name?: string): Promise<Page>
  add(role: Role, name?: string): Promise<string>
  close(): void
}

/** A core on a folder of its own behind its real edge, with readers that only this test sees. */
export function readersDesk(root = mkdtempSync(join(tmpdir(), 'loket-readers-'))): ReadersDesk {
  const uptime = { ms: 3_600_000 }
  const core = openCore({
    dataFolder: root,
    version: '0.0.0-test',
    demo: false,
    workers: SOURCE_WORKERS,
    deliver: () => Promise.resolve({ kind: 'printer' }),
    uptime: { uptimeMs: () => uptime.ms },
  })
  const shell = fakeShell()
  core.readers.connect(shell.link)
  const order = { shell: 'browser', version: '0.0.0-test' } as const
  const router = createRouter({ core, events: createDeskEvents(), shell: { order, restart: () => undefined } })
  const server = createServer({ router, edge: core.edge, log: silentLog })
  const desk: ReadersDesk = {
    core,
    root,
    shell,
    uptime,
    page: () => openPage(server, core),
    async worker(role, name) {
      const who = await desk.add(role, name)
      const page = desk.page()
      await page.client.session.signIn({ name: who, secret: PIN })
      await page.listen()
      return page
    },
    async add(role, name = `Contoh ${role}`) {
      if (core.accounts.get(name) === null) await core.accounts.add({ name, role, secret: PIN }, 'test')
      return name
    },
    close() {
      core.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
  return desk
}

function openPage(server: ReturnType<typeof createServer>, core: Core): Page {
  const socket = new PairedSocket()
  const caller = core.sessions.newCaller()
  const frames: string[] = []
  socket.addEventListener('message', (event) => frames.push(textOf((event as MessageEvent).data)))
  let closed = () => {}
  const connection: Connection = {
    ...socket.connection,
    listen(on) {
      closed = on.closed
      socket.connection.listen(on)
    },
  }
  server.serve(connection, { caller })
  const client: ContractRouterClient<typeof contract> = createORPCClient(
    new RPCLink({ websocket: socket as unknown as WebSocket }),
  )
  const heard: ReadersEvent[] = []
  return {
    caller,
    client,
    heard,
    wire: () => frames.join('\n'),
    async listen() {
      void keep(await client.readers.events(), heard)
      await settled()
    },
    close: () => closed(),
  }
}

export async function keep<T extends ReadersEvent | TestEvent>(events: AsyncIterable<T>, into: T[]): Promise<void> {
  try {
    for await (const event of events) into.push(event)
  } catch {
    // The connection was closed.
  }
}

/** Until what was told has gone over the wire. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 2))
}

function textOf(data: unknown): string {
  return typeof data === 'string' ? data : Buffer.from(data as Uint8Array).toString('latin1')
}

/** All that is no list of readers. */
export const told = (page: Page) => page.heard.filter(({ kind }) => kind !== 'info')
