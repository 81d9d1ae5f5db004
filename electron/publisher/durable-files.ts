import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export const SECRET_MODE = 0o600
/** A web server under another user reads what is published. */
export const PUBLIC_MODE = 0o644

/** Writes a file so that it is there whole or not at all, also after a power cut. */
export function writeDurably(path: string, content: string | Uint8Array, mode: number): void {
  const aside = `${path}.part`
  rmSync(aside, { force: true })
  const file = openSync(aside, 'wx', mode)
  try {
    writeFileSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  moveDurably(aside, path)
}

/** As `writeDurably`, where nothing of that name may be yet. @throws `EEXIST` */
export function writeNew(path: string, content: string, mode: number): void {
  if (existsSync(path)) throw Object.assign(new Error('file exists'), { code: 'EEXIST' })
  writeDurably(path, content, mode)
}

/** `from`, already on the disk, becomes `to` at once; on return for good. */
export function moveDurably(from: string, to: string): void {
  renameSync(from, to)
  syncFolder(dirname(to))
}

export function makeFolder(path: string, mode: number): void {
  if (!existsSync(path)) mkdirSync(path, { recursive: true, mode })
}

/** A folder without anything in it, whatever was there. */
export function makeEmpty(path: string): void {
  rmSync(path, { recursive: true, force: true })
  makeFolder(path, 0o700)
}

/** Windows keeps folders in order by itself and opens none. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
