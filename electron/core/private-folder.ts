import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder that only its owner may enter (mode 0700), and those above it that are missing. @throws system errors.
 * Node's own `recursive` never returns where a parent exists but takes no folders, as below /proc.
 */
export function makePrivateFolder(path: string): void {
  const dir = resolve(path)
  if (existsSync(dir)) return
  makePrivateFolder(dirname(dir))
  try {
    mkdirSync(dir, { mode: 0o700 })
  } catch (error) {
    // Another process of the same desk may have made it meanwhile.
    if (!existsSync(dir)) throw error
  }
}
