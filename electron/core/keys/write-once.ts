import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { codeOf } from '../db/open-database.ts'
import { KeystoreRefused } from './keystore.ts'

/**
 * Writes a file that is not there yet, mode 0600, on the disk when this returns. What a full disk cut short is taken away again: it would
 * be taken for damaged keys for ever. @throws {KeystoreRefused} `already-there`, `not-writable`; else the error of the write
 */
export function writeOnce(path: string, content: string | Uint8Array): void {
  let file: number
  try {
    file = openSync(path, 'wx', 0o600)
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') throw error
    throw new KeystoreRefused(codeOf(error) === 'EEXIST' ? 'already-there' : 'not-writable')
  }
  try {
    writeFileSync(file, content)
    fsyncSync(file)
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
}
