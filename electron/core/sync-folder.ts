import { closeSync, fsyncSync, openSync } from 'node:fs'

/** So that a rename survives a power cut. Windows cannot sync a folder and needs no such step. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
