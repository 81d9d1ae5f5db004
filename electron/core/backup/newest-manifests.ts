import { join } from 'node:path'
import type { BackupManifest } from '../../../shared/contract/backup.ts'
import { readManifest } from './backup-file.ts'
import { ownFiles } from './backup-folder.ts'

export type ManifestsJob = { folder: string; device: string; identities: readonly string[] }

/** Each costs the first 64 KB of a file; more than a month of daily ones tells nothing new. */
const MOST = 40

/** What the newest backups of this device in a folder say of themselves. What cannot be read, or not with these keys, is left out. */
export async function newestManifests({ folder, device, identities }: ManifestsJob): Promise<BackupManifest[]> {
  const names = ownFiles(folder, device).filter(({ isPartial }) => !isPartial)
  const found: BackupManifest[] = []
  for (const { fileName } of names.slice(0, MOST)) {
    // A folder by such a name, a file without permission, a disk that fails: all are for `verify` to say.
    const manifest = await readManifest(join(folder, fileName), identities).catch(() => null)
    if (manifest?.device === device) found.push(manifest)
  }
  return found
}
