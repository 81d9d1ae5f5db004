import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { codeOf } from '../db/open-database.ts'
import { syncFolder } from '../sync-folder.ts'
import { KeystoreRefused } from './keystore.ts'
import { writeOnce } from './write-once.ts'

/** What is read here was readable by its owner alone. @throws {KeystoreRefused} `readable-by-others`; system errors */
export function readPrivate(path: string): string {
  const file = openSync(path, 'r')
  try {
    // Windows has no such bits; there the profile folder's access list protects the file.
    if (process.platform !== 'win32' && (fstatSync(file).mode & 0o077) !== 0)
      throw new KeystoreRefused('readable-by-others')
    return readFileSync(file, 'utf8')
  } finally {
    closeSync(file)
  }
}

/** There whole, mode 0600 and on the disk when this returns, or as it was before. */
export function writePrivate(path: string, content: string | Uint8Array): void {
  const aside = `${path}.part`
  rmSync(aside, { force: true })
  writeOnce(aside, content)
  renameSync(aside, path)
  syncFolder(dirname(path))
}

/** `next` takes the place of `path`, whose content is then overwritten: a disk may give away what was only unlinked. */
export function replacePrivate(path: string, next: string): void {
  // Windows may refuse to put a file in the place of one that is open.
  const before = process.platform === 'win32' ? null : openIfThere(path)
  try {
    renameSync(next, path)
    syncFolder(dirname(path))
    if (before !== null) overwrite(before)
  } finally {
    if (before !== null) closeSync(before)
  }
}

export function removePrivate(path: string): void {
  const file = openIfThere(path)
  if (file === null) return
  try {
    overwrite(file)
  } finally {
    closeSync(file)
  }
  rmSync(path, { force: true })
  syncFolder(dirname(path))
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r+')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

function overwrite(file: number): void {
  writeSync(file, Buffer.alloc(fstatSync(file).size), null, null, 0)
  fsyncSync(file)
}
