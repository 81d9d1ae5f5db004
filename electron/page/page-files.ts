import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

/** One file of the built page, held in memory: together they are about two megabytes. */
export type PageFile = { body: Buffer; mediaType: string; etag: string; immutable: boolean }

/** Keyed by request path: `/index.html`, `/assets/index-4fz.js`. What is not a key cannot be asked for. */
export type PageFiles = ReadonlyMap<string, PageFile>

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
}

/** Reads the built page once. Serving from this map, never from a path, makes path traversal impossible. */
export function readPageFiles(folder: string): PageFiles {
  const files = new Map<string, PageFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const mediaType = MEDIA_TYPES[extname(entry.name)]
    if (!entry.isFile() || mediaType === undefined) continue
    const file = join(entry.parentPath, entry.name)
    const body = readFileSync(file)
    const path = `/${relative(folder, file).split(sep).join('/')}`
    // Vite puts a content hash into every name under assets/.
    files.set(path, { body, mediaType, etag: etagOf(body), immutable: path.startsWith('/assets/') })
  }
  return files
}

/** The file for a request path as it stands in the request line; `/` is the page itself. Null: there is none. */
export function findPageFile(files: PageFiles, pathname: string): PageFile | null {
  return files.get(pathname === '/' ? '/index.html' : pathname) ?? null
}

function etagOf(body: Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
}
