import { join } from 'node:path'
import { finishRestore } from './backup/finish-restore.ts'
import { makePrivateFolder } from './private-folder.ts'

/** Where everything of one desk lies. Folders are private to the user (mode 0700). */
export type DataFolder = {
  root: string
  keyFile: string
  journal: string
  journalHead: string
  rosterDir: string
  logDir: string
  /** Of the audit trail: see `waiting-file.ts`. */
  auditWaiting: string
}

/** Only the names: nothing is looked at or made. */
export function dataFolderAt(root: string): DataFolder {
  return {
    root,
    keyFile: join(root, 'keys', 'keys.json'),
    journal: join(root, 'journal', 'journal.db'),
    journalHead: join(root, 'journal', 'head'),
    rosterDir: join(root, 'roster'),
    logDir: join(root, 'logs'),
    auditWaiting: join(root, 'logs', 'audit-waiting'),
  }
}

/** Names and makes the folders, and completes a restore that was cut off at its last step. @throws {DataFolderRefused} when the root cannot be made or written. */
export function openDataFolder(root: string): DataFolder {
  const folder = dataFolderAt(root)
  try {
    for (const dir of [root, join(root, 'keys'), join(root, 'journal'), folder.rosterDir, folder.logDir]) {
      makePrivateFolder(dir)
    }
  } catch {
    throw new DataFolderRefused()
  }
  finishRestore(folder)
  return folder
}

export class DataFolderRefused extends Error {
  constructor() {
    super('data folder cannot be written')
  }
}
