import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openHeadFile } from '../journal/head-file.ts'
import { SEALED_FILE } from '../keys/key-file.ts'
import { WORK_FOLDER } from './own-work.ts'

/** What an unused data folder may hold: the folders that the program makes by itself, and what its shells leave beside them. */
const MAY_LIE_THERE = new Set(['keys', 'journal', 'roster', 'logs', 'window', 'shell.sock', WORK_FOLDER])

/** Whether nobody's work is in this folder: not there, empty, or prepared by the program and never used. Changes nothing. */
export function isUnused(root: string): boolean {
  if (!existsSync(root)) return true
  if (!statSync(root).isDirectory()) return false
  if (readdirSync(root).some((name) => !MAY_LIE_THERE.has(name))) return false
  // Sealed keys come with the window, before anything is founded; a key file only with a desk.
  return (
    onlyHolds(join(root, 'keys'), [SEALED_FILE, 'in-use.lock']) &&
    onlyHolds(join(root, 'roster'), []) &&
    isJournalEmpty(root)
  )
}

function onlyHolds(folder: string, names: readonly string[]): boolean {
  return !existsSync(folder) || readdirSync(folder).every((name) => names.includes(name))
}

function isJournalEmpty(root: string): boolean {
  if (!onlyHolds(join(root, 'journal'), ['head'])) return false
  const head = join(root, 'journal', 'head')
  // Opening it would make it.
  if (!existsSync(head)) return true
  const file = openHeadFile(head)
  try {
    return file.read() === null
  } finally {
    file.close()
  }
}
