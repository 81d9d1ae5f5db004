import { rmSync } from 'node:fs'
import { finishRotation, type Rotated } from './decided-rotation.ts'
import type { PublishRefusal } from './publish-refusal.ts'
import { publisherFolder, readSettings, type PublisherSettings, type PublisherFolder } from './publisher-folder.ts'
import type { PublisherPorts } from './publisher-ports.ts'
import { refusalOfError } from './refusal-of-error.ts'

type Begun = { folder: PublisherFolder; settings: PublisherSettings; finished: Rotated | null }

/**
 * Changes a feed, one command at a time: a rotation of keys that was decided and cut off is completed first (`finished`), and the folder for
 * what is under way is gone afterwards.
 */
export async function underLock<T>(
  dir: string,
  ports: Pick<PublisherPorts, 'lock'>,
  change: (begun: Begun) => T | Promise<T>,
): Promise<T | { kind: 'refused'; refusal: PublishRefusal }> {
  const folder = publisherFolder(dir)
  const read = readSettings(folder)
  if (read.kind === 'refused') return read
  const lock = ports.lock(folder.lock)
  if (lock === null) return { kind: 'refused', refusal: { code: 'busy', detail: {} } }
  try {
    return await change({ folder, settings: read.settings, finished: finishRotation(folder) })
  } catch (error) {
    const refusal = refusalOfError(error)
    if (refusal === null) throw error
    return { kind: 'refused', refusal }
  } finally {
    rmSync(folder.work, { recursive: true, force: true })
    lock.release()
  }
}
