import { existsSync } from 'node:fs'
import type { DataFolder } from '../data-folder.ts'
import { connect } from '../journal/connection.ts'
import { openHeadFile } from '../journal/head-file.ts'
import { keyFile } from '../keys/key-file.ts'
import { deriveKey, type Secrets } from '../keys/keystore.ts'

/**
 * Whether this data folder belongs to a desk. One whose founding broke off before the first entry does not; one that lost its journal or
 * cannot be read does, for the core says what is wrong with it. Writes nothing. `sealed`: the secrets when the operating system keeps them.
 */
export function isFounded(folder: DataFolder, sealed: Secrets | null): boolean {
  if (hasHead(folder.journalHead)) return true
  if (!existsSync(folder.journal)) return false
  try {
    const secrets = sealed ?? keyFile(folder.keyFile).load()
    if (secrets === null) return true
    const connection = connect(folder.journal, deriveKey(secrets, 'journal'))
    try {
      return connection.entries.last() !== undefined
    } finally {
      connection.db.close()
    }
  } catch {
    return true
  }
}

function hasHead(path: string): boolean {
  // Opening it would make it.
  if (!existsSync(path)) return false
  try {
    const file = openHeadFile(path)
    try {
      return file.read() !== null
    } finally {
      file.close()
    }
  } catch {
    return true
  }
}
