import { realpathSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'

export type ServedFile = { path: string; stats: Stats; type: string }

/** The file that a request path names under `root`, a real path; null for anything else: folders, links, ways out, what is not there. */
export function servedFile(root: string, requestPath: string): ServedFile | null {
  const names = namesOf(requestPath)
  if (names === null) return null
  const path = join(root, ...names)
  try {
    // A link anywhere on the way leads elsewhere than its name says.
    if (realpathSync(path) !== path) return null
    const stats = statSync(path)
    return stats.isFile() ? { path, stats, type: typeOf(path) } : null
  } catch {
    return null
  }
}

function namesOf(requestPath: string): string[] | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(requestPath.replace(/[?#].*$/, ''))
  } catch {
    return null
  }
  if (!decoded.startsWith('/') || /[\\\0]/.test(decoded)) return null
  const names = decoded.slice(1).split('/')
  return names.every((name) => name !== '' && name !== '.' && name !== '..' && !name.endsWith('.part')) ? names : null
}

export type Range = { from: number; to: number }

/** Of one range of bytes; `all` when none is asked for, or in a form that may be ignored. @see RFC 9110, 14.2 */
export function rangeOf(header: string | undefined, size: number): Range | 'all' | 'unsatisfiable' {
  const asked = /^bytes=(?<from>\d*)-(?<to>\d*)$/.exec(header?.trim() ?? '')?.groups
  const [first, last] = [asked?.['from'] ?? '', asked?.['to'] ?? '']
  if (first === '' && last === '') return 'all'
  if (first === '') {
    const from = Math.max(0, size - Number(last))
    return Number(last) === 0 || size === 0 ? 'unsatisfiable' : { from, to: size - 1 }
  }
  const from = Number(first)
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < from) return 'all'
  return from >= size ? 'unsatisfiable' : { from, to }
}

function typeOf(path: string): string {
  return path.endsWith('.json') ? 'application/json' : 'application/octet-stream'
}
