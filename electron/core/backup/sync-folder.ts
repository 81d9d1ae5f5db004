import { closeSync, fsyncSync, openSync } from 'node:fs'
import { codeOf } from '../db/open-database.ts'

/** A name that was given is on the disk when this returns. */
export function syncFolder(folder: string): void {
  // Windows opens no folders; there the file system's own journal keeps the name.
  if (process.platform === 'win32') return
  const file = openSync(folder, 'r')
  try {
    fsyncSync(file)
  } catch (error) {
    // Some network and FAT file systems cannot sync a folder.
    if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'ENOTSUP') throw error
  } finally {
    closeSync(file)
  }
}
