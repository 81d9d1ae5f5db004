import { realpathSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'

/** What a feed is taken from. */
export type FeedAddress = { kind: 'web'; url: URL } | { kind: 'folder'; path: string }

export type AddressRefused = 'no-address' | 'not-encrypted' | 'not-absolute' | 'inside-data'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/
const PROXY = /^http:\/\/[A-Za-z0-9.-]+(:\d{1,5})?\/?$|^http:\/\/\[[0-9a-fA-F:]+\](:\d{1,5})?\/?$/

/** Reads what somebody typed as the place of a feed. Asks nothing of that place: a share that hangs would hold the desk up. */
export function feedAddress(from: string, dataRoot: string): FeedAddress | { kind: 'refused'; why: AddressRefused } {
  const refused = (why: AddressRefused) => ({ kind: 'refused', why }) as const
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(from))
    return webAddress(from) ?? refused(isPlainHttp(from) ? 'not-encrypted' : 'no-address')
  if (!isAbsolute(from)) return refused('not-absolute')
  return isInside(resolve(from), resolve(dataRoot)) || isInside(resolve(from), real(dataRoot))
    ? refused('inside-data')
    : { kind: 'folder', path: resolve(from) }
}

/** Without a name and a password: settings are kept for 25 years and shown on screen. */
export function isProxyAddress(proxy: string): boolean {
  return PROXY.test(proxy) && URL.canParse(proxy)
}

export function isLoopback(url: URL): boolean {
  return LOOPBACK.test(url.hostname)
}

function webAddress(from: string): FeedAddress | null {
  const url = URL.canParse(from) ? new URL(from) : null
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) return null
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return { kind: 'web', url }
}

function isPlainHttp(from: string): boolean {
  return URL.canParse(from) && new URL(from).protocol === 'http:' && !isLoopback(new URL(from))
}

/** By their names alone: links are followed by `folder-source.ts`. */
export function isInside(path: string, root: string): boolean {
  const away = relative(root, path)
  return away === '' || (!/^\.\.(?:[/\\]|$)/.test(away) && !isAbsolute(away))
}

/** Of a folder of this desk's own. */
export function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return resolve(path)
  }
}
