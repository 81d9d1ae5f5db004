import { mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises'
import { isAbsolute, join, sep } from 'node:path'
import type { z } from 'zod'
import type { BackupFile } from '../../../shared/contract/backup.ts'
import { IsoInstant } from '../../../shared/domain/dates.ts'
import { ownBackup } from './backup-name.ts'

// None of this blocks the thread: a network share that does not answer keeps its caller waiting, never the desk.

export type FolderRefusal = 'missing' | 'not-writable' | 'inside-data'

/** Why backups cannot go there; null: they can. Writes something, for permissions alone say too little. */
export async function folderRefusal(folder: string, dataFolder: string): Promise<FolderRefusal | null> {
  if (!isAbsolute(folder) || !(await isThere(folder))) return 'missing'
  const [real, data] = await Promise.all([realpath(folder), realpath(dataFolder)])
  // What breaks the data folder's disk, or removes the folder, would take its backups along.
  if (real === data || real.startsWith(data + sep)) return 'inside-data'
  try {
    await rm(await mkdtemp(join(real, '.loket-')), { recursive: true })
    return null
  } catch {
    return 'not-writable'
  }
}

export async function isThere(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory()
  } catch {
    return false
  }
}

/** This device's backups, newest first. None where the folder is not there. */
export async function backupFiles(folder: string, device: string): Promise<z.infer<typeof BackupFile>[]> {
  const names = await readdir(folder).catch(() => [])
  const own = names.flatMap((fileName) => {
    const name = ownBackup(fileName, device)
    return name === null || name.isPartial ? [] : [{ fileName, stamp: name.stamp }]
  })
  const files = await Promise.all(
    own
      .toSorted((one, other) => (one.stamp < other.stamp ? 1 : -1))
      .map(async ({ fileName }) => {
        const { size, mtime } = await stat(join(folder, fileName))
        return { fileName, bytes: size, modifiedAt: IsoInstant.parse(mtime.toISOString()) }
      }),
  )
  return files
}
