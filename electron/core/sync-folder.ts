import { closeSync, fsyncSync, openSync } from 'node:fs'
import { codeOf } from './db/open-database.ts'

/** So that a rename survives a power cut. Windows cannot sync a folder and needs no such step. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } catch (error) {
    // Some network and FAT file systems cannot sync a folder.
    if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'ENOTSUP') throw error
  } finally {
    closeSync(folder)
  }
}
