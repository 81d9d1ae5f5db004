import { createHash } from 'node:crypto'
import { closeSync, openSync, realpathSync, rmSync, statSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { makePrivateFolder } from '../core/private-folder.ts'

/** What a running program says of itself to a second one on the same data folder. */
export const Running = z.strictObject({
  pid: z.int(),
  shell: z.enum(['electron', 'browser']),
  /** Address of the page; null in Electron. */
  url: z.string().max(200).nullable(),
})
export type Running = z.infer<typeof Running>

export type Lock = { kind: 'held'; release: () => Promise<void> } | { kind: 'taken'; by: Running | null }

export type LockDeps = {
  dataFolder: string
  describe: () => Running
  /** A second program was started and asks this one to show itself. */
  onShow: () => void
}

const ANSWER_TIMEOUT_MS = 2_000
const TAKEOVER_TIMEOUT_MS = 5_000
const RETRY_MS = 50

/**
 * One program per data folder. The lock is a listening socket (a named pipe on Windows): the operating system ends it
 * with its process, so nothing has to be guessed from a process id in a stale file.
 * `show`: ask a running program to show itself.
 */
export async function lockDataFolder(deps: LockDeps, { show }: { show: boolean }): Promise<Lock> {
  const address = lockAddress(deps.dataFolder)
  const server = answering(deps)
  const deadline = Date.now() + TAKEOVER_TIMEOUT_MS
  for (;;) {
    if (await listens(server, address)) return { kind: 'held', release: () => close(server) }
    const asked = await ask(address, show)
    if (asked.kind === 'answered') return { kind: 'taken', by: asked.running }
    if (Date.now() > deadline) return { kind: 'taken', by: null }
    if (asked.kind === 'dead') await removeDead(address, show)
    else await delay(RETRY_MS)
  }
}

/** A path short enough for a socket (108 bytes on Linux, 104 on macOS), private to the user. */
export function lockAddress(dataFolder: string): string {
  const real = realpathSync(dataFolder)
  const name = createHash('sha256').update(real).digest('hex').slice(0, 32)
  if (process.platform === 'win32') return `\\\\.\\pipe\\loket-sehat-${name}`
  const inside = join(real, 'shell.sock')
  if (Buffer.byteLength(inside) <= 100) return inside
  const folder = join(tmpdir(), `loket-sehat-${userInfo().uid}`)
  makePrivateFolder(folder)
  const stat = statSync(folder)
  if (stat.uid !== userInfo().uid || (stat.mode & 0o077) !== 0)
    throw new Error('the folder for the lock belongs to somebody else')
  return join(folder, `${name}.sock`)
}

function answering({ describe, onShow }: LockDeps): Server {
  return createServer((socket) => {
    let request = ''
    socket.setEncoding('utf8')
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy())
    socket.on('error', () => undefined)
    socket.on('data', (chunk: string) => {
      request += chunk
      if (request.length > 16) return void socket.destroy()
      if (!request.includes('\n')) return
      if (request.startsWith('show\n')) onShow()
      socket.end(`${JSON.stringify(describe())}\n`)
    })
  }).unref()
}

function listens(server: Server, address: string): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  const onError = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error))
  server.once('error', onError)
  server.listen(address, () => {
    server.off('error', onError)
    resolve(true)
  })
  return promise
}

type Asked = { kind: 'answered'; running: Running | null } | { kind: 'dead' } | { kind: 'unclear' }

function ask(address: string, show: boolean): Promise<Asked> {
  const { promise, resolve } = Promise.withResolvers<Asked>()
  const socket: Socket = connect(address)
  let answer = ''
  let connected = false
  socket.setEncoding('utf8')
  socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy())
  socket.on('connect', () => {
    connected = true
    socket.write(show ? 'show\n' : 'ask\n')
  })
  socket.on('data', (chunk: string) => void (answer += chunk))
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (!connected) resolve({ kind: error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? 'dead' : 'unclear' })
  })
  socket.on('close', () => resolve({ kind: 'answered', running: parse(answer) }))
  return promise
}

function parse(answer: string): Running | null {
  try {
    return Running.safeParse(JSON.parse(answer)).data ?? null
  } catch {
    return null
  }
}

/** Removes the socket file of a program that was killed; one program at a time, and only after asking once more. */
async function removeDead(address: string, show: boolean): Promise<void> {
  const guard = `${address}.takeover`
  const held = statSync(guard, { throwIfNoEntry: false })
  if (held !== undefined && Date.now() - held.mtimeMs > TAKEOVER_TIMEOUT_MS) rmSync(guard, { force: true })
  try {
    closeSync(openSync(guard, 'wx', 0o600))
  } catch {
    return void (await delay(RETRY_MS))
  }
  try {
    if ((await ask(address, show)).kind === 'dead') rmSync(address, { force: true })
  } finally {
    rmSync(guard, { force: true })
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}
