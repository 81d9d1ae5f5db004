import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DataFolder } from '../data-folder.ts'
import { SEALED_FILE } from '../keys/key-file.ts'
import { syncFolder } from '../sync-folder.ts'

/** In the data folder: a whole, proved desk that only has to be moved to its places. Its name is what makes a restore happen or not. */
export const RESTORED_FOLDER = 'restored'
/** What lies in it. The keys move last: a journal without keys is a desk that nobody can go on with by mistake. */
export const RESTORED = { journal: 'journal.db', head: 'head', keys: 'keys.json' } as const

/**
 * Moves a restored desk to its places. Begun again by whoever opens the folder next, until it is done: each step finds what the one that
 * was cut off has left. Nothing happens in a folder without one.
 */
export function finishRestore(folder: DataFolder): void {
  const staged = join(folder.root, RESTORED_FOLDER)
  if (!existsSync(staged)) return
  // A desk that has come here since is never written over; whoever finds both has to choose.
  if (standsInTheWay(join(staged, RESTORED.journal), folder.journal)) return
  if (standsInTheWay(join(staged, RESTORED.keys), folder.keyFile)) return
  const keys = join(folder.keyFile, '..')
  // Of a window that was opened before the restore; they protect nothing, but keys are never thrown away.
  moveIfThere(join(keys, SEALED_FILE), join(keys, `${SEALED_FILE}.before-restore`))
  moveIfThere(join(staged, RESTORED.journal), folder.journal)
  moveIfThere(join(staged, RESTORED.head), folder.journalHead)
  syncFolder(join(folder.journal, '..'))
  moveIfThere(join(staged, RESTORED.keys), folder.keyFile)
  syncFolder(keys)
  rmSync(staged, { recursive: true, force: true })
  syncFolder(folder.root)
}

function standsInTheWay(from: string, to: string): boolean {
  return existsSync(from) && existsSync(to)
}

function moveIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to)
}
