import { createReadStream, realpathSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import { publisherFolder, readSettings } from './publisher-folder.ts'
import { rangeOf, servedFile } from './served-file.ts'

export type FeedServer = { url: string; port: number; close(): Promise<void> }

export type ServeOutcome =
  | { kind: 'serving'; server: FeedServer }
  | { kind: 'refused'; why: 'not-a-feed' | 'port-taken' | 'no-such-host' }

/**
 * Serves the repository of a feed, and nothing beside it, for trying it out. Plain HTTP: desks take it from their own machine only.
 * `port` 0: any that is free.
 */
export async function serveFeed(dir: string, { host, port }: { host: string; port: number }): Promise<ServeOutcome> {
  const folder = publisherFolder(dir)
  if (readSettings(folder).kind === 'refused') return { kind: 'refused', why: 'not-a-feed' }
  const root = realpathSync(folder.repository)
  const server = createServer((request, response) => answer(root, request, response))
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EADDRINUSE' || code === 'EACCES') return { kind: 'refused', why: 'port-taken' }
    if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL' || code === 'EAI_AGAIN') {
      return { kind: 'refused', why: 'no-such-host' }
    }
    throw error
  }
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  const shownHost = host.includes(':') ? `[${host}]` : host
  return {
    kind: 'serving',
    server: {
      url: `http://${shownHost}:${bound}/`,
      port: bound,
      async close() {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()))
        server.closeAllConnections()
        await closed
      },
    },
  }
}

function answer(root: string, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('X-Content-Type-Options', 'nosniff')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD')
    return ended(response, 405)
  }
  const file = servedFile(root, request.url ?? '')
  if (file === null) return ended(response, 404)
  const { size, mtime } = file.stats
  const range = rangeOf(request.headers.range, size)
  response.setHeader('Accept-Ranges', 'bytes')
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${size}`)
    return ended(response, 416)
  }
  const { from, to } = range === 'all' ? { from: 0, to: size - 1 } : range
  response.setHeader('Content-Type', file.type)
  response.setHeader('Content-Length', to - from + 1)
  response.setHeader('Last-Modified', mtime.toUTCString())
  // The one file that changes under its name; all others carry their version or hash in it.
  const changes = file.path.endsWith('timestamp.json')
  response.setHeader('Cache-Control', changes ? 'no-cache' : 'public, max-age=31536000, immutable')
  if (range !== 'all') response.setHeader('Content-Range', `bytes ${from}-${to}/${size}`)
  response.writeHead(range === 'all' ? 200 : 206)
  if (request.method === 'HEAD' || size === 0) {
    response.end()
    return
  }
  // Whoever goes away in the middle is no failure of the server.
  pipeline(createReadStream(file.path, { start: from, end: to }), response, () => undefined)
}

function ended(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': 0 })
  response.end()
}
