import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { findPageFile, type PageFile, type PageFiles } from '../page/page-files.ts'
import { cacheControl, SECURITY_HEADERS } from '../page/page-headers.ts'
import { isOwnHost } from './own-address.ts'

export type HttpServerDeps = { files: PageFiles; port: () => number }

/** Serves the built page and nothing else. The caller listens and handles upgrades. */
export function createHttpServer({ files, port }: HttpServerDeps): Server {
  const server = createServer((request, response) => answer(request, response, files, port()))
  server.headersTimeout = 10_000
  server.requestTimeout = 10_000
  server.keepAliveTimeout = 30_000
  server.maxHeadersCount = 64
  server.on('clientError', (_error, socket) => void socket.destroy())
  return server
}

function answer(request: IncomingMessage, response: ServerResponse, files: PageFiles, port: number): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
  // A foreign name that resolves to this machine (DNS rebinding) would make our page that site's own.
  if (!isOwnHost(request.headers.host, port)) return end(response, 421, 'This program answers only to its own address.')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD')
    return end(response, 405, 'Only GET and HEAD.')
  }
  const file = findPageFile(files, pathnameOf(request.url))
  if (file === null) return end(response, 404, 'There is no such page.')
  sendFile(request, response, file)
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: PageFile): void {
  response.setHeader('etag', file.etag)
  response.setHeader('cache-control', cacheControl(file.immutable))
  if (request.headers['if-none-match'] === file.etag) return void response.writeHead(304).end()
  response.writeHead(200, { 'content-type': file.mediaType, 'content-length': file.body.length })
  response.end(request.method === 'HEAD' ? undefined : file.body)
}

function end(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(`${sentence}\n`)
}

// Not through URL: it would resolve `..` and decode; here a path is a key or nothing.
function pathnameOf(url: string | undefined): string {
  return (url ?? '').split(/[?#]/, 1)[0] ?? ''
}
