import { Agent as HttpAgent, request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { codeOf } from '../db/open-database.ts'
import { FeedFailure } from './feed-failure.ts'
import type { FeedLimits } from './feed-limits.ts'
import type { FeedAsk, FeedFile, FeedSource } from './feed-source.ts'

export type WebSourceOptions = {
  /** Ends with a slash. */
  url: URL
  /** Null: as the system's variables say. */
  proxy: string | null
  limits: Pick<FeedLimits, 'stallMs' | 'redirects'>
  /** Default: this process's. */
  env?: Readonly<Record<string, string | undefined>>
  /** Certificates trusted beside the usual ones. */
  ca?: string
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Codes of OpenSSL and Node for a certificate that proves nothing. */
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$)/

/** A feed on a web server. Nothing that identifies this desk is sent: no cookies, no names. */
export function webSource({ url: base, proxy, limits, env = process.env, ca }: WebSourceOptions): FeedSource {
  let bytes = 0
  const proxyEnv = proxy === null ? systemProxy(env) : { HTTP_PROXY: proxy, HTTPS_PROXY: proxy }
  // One connection for the many small files of a feed.
  const keep = { keepAlive: true, maxSockets: 2, proxyEnv }
  const agent =
    base.protocol === 'https:' ? new HttpsAgent({ ...keep, ...(ca === undefined ? {} : { ca }) }) : new HttpAgent(keep)
  const request = base.protocol === 'https:' ? requestHttps : requestHttp

  async function open(name: string, ask: FeedAsk): Promise<FeedFile> {
    let url = new URL(name, base)
    for (let hops = 0; ; hops++) {
      const answer = await send(url, ask)
      if (!REDIRECTS.has(answer.statusCode ?? 0)) return fileOf(answer, ask)
      answer.destroy()
      url = elsewhere(url, answer.headers.location, hops)
    }
  }

  function elsewhere(from: URL, location: string | undefined, hops: number): URL {
    const to = location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : null
    if (to === null || to.origin !== base.origin || hops >= limits.redirects) {
      throw new FeedFailure('redirected', { encrypted: to?.protocol === 'https:' ? 1 : 0, hops: hops + 1 })
    }
    return to
  }

  function send(url: URL, { from, tag, signal }: FeedAsk): Promise<IncomingMessage> {
    signal.throwIfAborted()
    const headers: Record<string, string> = {
      'accept-encoding': 'identity',
      'user-agent': 'loket-sehat',
      ...(from > 0 ? { range: `bytes=${from}-` } : {}),
      ...(from > 0 && tag !== null ? { 'if-range': tag } : {}),
    }
    return new Promise((resolve, reject) => {
      const sent: ClientRequest = request(url, { agent, headers, signal })
      const slow = setTimeout(() => {
        reject(new FeedFailure('too-slow', { seconds: Math.ceil(limits.stallMs / 1000) }))
        sent.destroy()
      }, limits.stallMs)
      const settled = <T>(then: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(slow)
          then(value)
        }
      }
      sent.on('response', settled(resolve))
      sent.on(
        'error',
        settled((error: Error) => reject(unreachable(error))),
      )
      sent.end()
    })
  }

  function fileOf(answer: IncomingMessage, { from }: FeedAsk): FeedFile {
    const { statusCode: status = 0, headers } = answer
    const failure = refusedAnswer(status, headers)
    if (failure !== null) {
      answer.destroy()
      throw failure
    }
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '')
    const startsAt = status === 206 ? Number(range?.[1] ?? -1) : 0
    if (startsAt !== 0 && startsAt !== from) {
      answer.destroy()
      throw new FeedFailure('damaged', { range: startsAt })
    }
    const announced = status === 206 ? range?.[2] : headers['content-length']
    const length = announced === undefined || announced === '*' ? null : Number(announced)
    return { startsAt, length, tag: tagOf(headers), chunks: chunksOf(answer) }
  }

  async function* chunksOf(answer: IncomingMessage): AsyncGenerator<Uint8Array> {
    let stalled = false
    const stall = setTimeout(() => {
      stalled = true
      answer.destroy()
    }, limits.stallMs)
    try {
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        bytes += chunk.length
        yield chunk
        stall.refresh()
      }
      if (!answer.complete) throw new FeedFailure('unreachable', { error: 'cut' })
    } catch (error) {
      if (stalled) throw new FeedFailure('too-slow', { seconds: Math.ceil(limits.stallMs / 1000) })
      throw unreachable(error)
    } finally {
      clearTimeout(stall)
      // A connection that still sends what nobody wants is not used again.
      if (!answer.complete) answer.destroy()
    }
  }

  return { open, bytes: () => bytes, close: () => agent.destroy() }
}

function refusedAnswer(status: number, headers: IncomingMessage['headers']): FeedFailure | null {
  // Nothing is left of what was begun: a question of range, not of the feed.
  if (status === 416) return new FeedFailure('damaged', { status })
  if (status === 511) return new FeedFailure('not-a-feed', { status })
  if (status !== 200 && status !== 206) {
    return new FeedFailure('http-error', { status }, status === 404 || status === 403)
  }
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  // A sign-in page of the network says 200 to everything.
  if (type === 'text/html' || type === 'application/xhtml+xml') return new FeedFailure('not-a-feed', { type })
  const encoding = headers['content-encoding'] ?? 'identity'
  return encoding === 'identity' ? null : new FeedFailure('not-a-feed', { encoding: encoding.slice(0, 20) })
}

/** Only what names the bytes exactly may join two halves of a file. */
function tagOf(headers: IncomingMessage['headers']): string | null {
  const { etag } = headers
  if (etag !== undefined && etag.length <= 200 && !etag.startsWith('W/')) return etag
  return headers['last-modified'] ?? null
}

function systemProxy(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
}

/** The system's code, never its text: that names hosts. */
function unreachable(error: unknown): unknown {
  if (error instanceof FeedFailure || (error instanceof Error && error.name === 'AbortError')) return error
  const code = codeOf(error)
  return new FeedFailure(CERTIFICATE.test(code) ? 'certificate-refused' : 'unreachable', { error: code || 'unknown' })
}
