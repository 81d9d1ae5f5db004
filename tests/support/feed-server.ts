import { createReadStream, statSync } from 'node:fs'
import {
  createServer as createHttp,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { join, normalize } from 'node:path'

/** What the server does on purpose with a request, in place of serving the file. */
export type Misbehaviour =
  | { kind: 'status'; status: number; body?: string }
  | { kind: 'redirect'; to: string; status?: number }
  /** Serves, and breaks the connection after so many bytes of the answer. */
  | { kind: 'cut'; after: number }
  /** Serves, and says nothing more after so many bytes; the connection stays open. */
  | { kind: 'stall'; after: number }
  /** Takes the request and never answers. */
  | { kind: 'silent' }
  /** Serves so many bytes at a time, with a pause between. */
  | { kind: 'drip'; bytes: number; everyMs: number }
  /** The file, then zeros for ever, with no length announced. */
  | { kind: 'endless' }
  | { kind: 'type'; contentType: string }
  /** Something else, announced with its own length. */
  | { kind: 'replace'; body: Uint8Array; contentType?: string }
  /** The first so many bytes, announced as all there is. */
  | { kind: 'truncate'; bytes: number }
  /** Announces this length, whatever it sends. */
  | { kind: 'announce'; length: number }
  /** The whole file each time, as a server that knows no ranges. */
  | { kind: 'no-ranges' }
  /** Another ETag each time, as a file that is replaced while it is fetched. */
  | { kind: 'new-tags' }
  | { kind: 'encoded'; encoding: string }

export type SeenRequest = { path: string; headers: IncomingHttpHeaders; status: number }

export type FeedServer = {
  /** With a slash at its end. */
  url: string
  port: number
  requests: SeenRequest[]
  /** From now on, for paths that match; `times`: only so often. The latest one counts. */
  misbehave(on: RegExp, how: Misbehaviour, times?: number): void
  /** Serves every file as it lies. */
  behave(): void
  close(): Promise<void>
}

export type FeedServerOptions = { tls?: { key: string; cert: string } }

type Trick = { on: RegExp; how: Misbehaviour; left: number }

/** A real HTTP server on this machine that serves a feed's repository as a plain web server would: ranges, ETags, lengths. And that can do wrong. */
export async function feedServer(folder: string, options: FeedServerOptions = {}): Promise<FeedServer> {
  let tricks: Trick[] = []
  const requests: SeenRequest[] = []
  const sockets = new Set<Socket>()
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/')
    const seen: SeenRequest = { path, headers: request.headers, status: 0 }
    requests.push(seen)
    response.on('finish', () => (seen.status = response.statusCode))
    response.on('close', () => (seen.status = response.statusCode))
    const trick = tricks.findLast(({ on, left }) => left > 0 && on.test(path))
    if (trick !== undefined) trick.left -= 1
    answer(folder, path, request, response, trick?.how ?? null)
  }
  const server = options.tls === undefined ? createHttp(onRequest) : createHttps(options.tls, onRequest)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/`,
    port,
    requests,
    misbehave: (on, how, times = Infinity) => void tricks.push({ on, how, left: times }),
    behave: () => void (tricks = []),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function answer(
  folder: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  how: Misbehaviour | null,
): void {
  switch (how?.kind) {
    case 'silent':
      return
    case 'status':
      return void response.writeHead(how.status, { 'content-type': 'text/plain' }).end(how.body ?? '')
    case 'redirect':
      return void response.writeHead(how.status ?? 302, { location: how.to }).end()
    case 'replace':
      return void response
        .writeHead(200, {
          'content-type': how.contentType ?? 'application/octet-stream',
          'content-length': how.body.length,
        })
        .end(how.body)
    default:
      return serve(join(folder, normalize(path)), request, response, how)
  }
}

function serve(file: string, request: IncomingMessage, response: ServerResponse, how: Misbehaviour | null): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined || !found.isFile()) {
    return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
  }
  const size = how?.kind === 'truncate' ? how.bytes : found.size
  const tag = how?.kind === 'new-tags' ? `"${Math.random()}"` : `"${found.size}-${found.mtimeMs}"`
  const from = how?.kind === 'no-ranges' ? 0 : firstByte(request, tag)
  if (from >= size && from > 0) return void response.writeHead(416, { 'content-range': `bytes */${size}` }).end()
  const headers: Record<string, string | number> = {
    etag: tag,
    'content-type': how?.kind === 'type' ? how.contentType : 'application/octet-stream',
    ...(from > 0 ? { 'content-range': `bytes ${from}-${size - 1}/${size}` } : {}),
    ...(how?.kind === 'encoded' ? { 'content-encoding': how.encoding } : {}),
    ...(how?.kind === 'endless' ? {} : { 'content-length': how?.kind === 'announce' ? how.length : size - from }),
  }
  response.writeHead(from > 0 ? 206 : 200, headers)
  void send(createReadStream(file, { start: from, end: Math.max(from, size - 1) }), size === 0, response, how)
}

function firstByte({ headers }: IncomingMessage, tag: string): number {
  const from = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1]
  if (from === undefined) return 0
  return headers['if-range'] === undefined || headers['if-range'] === tag ? Number(from) : 0
}

async function send(
  file: AsyncIterable<Buffer>,
  isEmpty: boolean,
  response: ServerResponse,
  how: Misbehaviour | null,
): Promise<void> {
  let left = how?.kind === 'cut' || how?.kind === 'stall' ? how.after : Infinity
  const write = (bytes: Buffer) =>
    new Promise<void>((resolve) => {
      if (response.destroyed) resolve()
      else response.write(bytes, () => resolve())
    })
  if (!isEmpty) {
    for await (const chunk of file) {
      if (how?.kind === 'drip') {
        for (let at = 0; at < chunk.length && !response.destroyed; at += how.bytes) {
          await write(chunk.subarray(at, at + how.bytes))
          await new Promise((resolve) => setTimeout(resolve, how.everyMs))
        }
      } else await write(chunk.subarray(0, Math.min(chunk.length, left)))
      left -= chunk.length
      if (left <= 0) break
    }
  }
  if (how?.kind === 'cut') return void response.destroy()
  if (how?.kind === 'stall') return
  while (how?.kind === 'endless' && !response.destroyed) await write(Buffer.alloc(65_536))
  response.end()
}
