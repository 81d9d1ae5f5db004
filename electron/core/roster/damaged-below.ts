import { join } from 'node:path'
import { OpenRefused } from '../db/open-database.ts'
import type { LayerFile, PackJob } from './build-jobs.ts'
import { isDamage } from './is-damage.ts'
import { openSnapshotFile } from './snapshot-file.ts'
import { WrongSnapshot } from './snapshot-reader.ts'

/** What a deeper look is worth for: a file that cannot be opened or read. */
function mayBeDamage(error: unknown): boolean {
  return isDamage(error) || error instanceof OpenRefused || error instanceof WrongSnapshot
}

/**
 * Once something could not be read: which files are damaged that the new version was to lie on. They are read whole, seconds for a big
 * one. None: the error is another one's.
 */
export function damagedBelow(error: unknown, { base, target }: PackJob): string[] {
  if (!mayBeDamage(error)) return []
  return (base?.layers ?? [])
    .filter(({ file, key }) => !isReadable({ path: join(target.rosterDir, file), key }))
    .map(({ file }) => file)
}

function isReadable({ path, key }: LayerFile): boolean {
  try {
    const file = openSnapshotFile(path, key)
    try {
      return file.isWhole()
    } finally {
      file.close()
    }
  } catch (error) {
    if (!mayBeDamage(error)) throw error
    return false
  }
}
