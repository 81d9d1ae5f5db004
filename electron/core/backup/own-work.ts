import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { v4 as uuidv4 } from 'uuid'
import { lockFile } from '../db/lock-file.ts'
import { makePrivateFolder } from '../private-folder.ts'

/** In the data folder: what a backup, a proof or a restore needs for some minutes. Copies of a journal in here are encrypted as it is. */
export const WORK_FOLDER = 'backup-work'
const ALONE = 'alone.lock'
const AT_WORK = 'lock'
const YOUNG_MS = 60_000

export type Work = {
  /** A path in a folder of this run alone. */
  file(name: string): string
  /** Removes everything of this run. */
  end(): void
}

/** A folder for one run, private to the user. */
export function startWork(root: string): Work {
  const own = join(root, WORK_FOLDER, uuidv4())
  makePrivateFolder(own)
  const lock = lockFile(join(own, AT_WORK))
  if (lock === null) throw new Error('a folder with a new name is locked')
  return {
    file: (name) => join(own, name),
    end() {
      lock.release()
      rmSync(own, { recursive: true, force: true })
    },
  }
}

/** The same, but null while another run works alone on this data folder, in whichever process. */
export function startWorkAlone(root: string): Work | null {
  makePrivateFolder(join(root, WORK_FOLDER))
  const alone = lockFile(join(root, WORK_FOLDER, ALONE))
  if (alone === null) return null
  try {
    removeDeadWork(root)
    const work = startWork(root)
    return {
      file: (name) => work.file(name),
      end() {
        work.end()
        alone.release()
      },
    }
  } catch (error) {
    alone.release()
    throw error
  }
}

/** Removes what runs that were killed have left. One at work holds its lock and keeps its own. */
export function removeDeadWork(root: string): void {
  const place = join(root, WORK_FOLDER)
  if (!existsSync(place)) return
  for (const name of readdirSync(place)) {
    const own = join(place, name)
    const stat = statSync(own, { throwIfNoEntry: false })
    // A young one may not have its lock yet.
    if (stat?.isDirectory() !== true || Math.abs(Date.now() - stat.mtimeMs) < YOUNG_MS) continue
    const lock = lockFile(join(own, AT_WORK))
    if (lock === null) continue
    lock.release()
    rmSync(own, { recursive: true, force: true })
  }
}

/** SQLite makes files as the umask says. */
export function makePrivate(path: string): void {
  if (process.platform !== 'win32') chmodSync(path, 0o600)
}
