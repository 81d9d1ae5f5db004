import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { v7 as uuidv7 } from 'uuid'
import { systemClock, type Clock } from './clock.ts'
import { openDataFolder, type DataFolder } from './data-folder.ts'
import { keyFile } from './keys/key-file.ts'
import { KeystoreRefused, type Keystore, type Secrets } from './keys/keystore.ts'

export type OpenCoreOptions = {
  dataFolder: string
  /** Who acts when nobody sits at the desk: the command line. The desk's own actor is its clerk. */
  actor: 'cli' | 'desk'
  clock?: Clock
  /** Default: the key file in the data folder. */
  keystore?: Keystore
}

/** Everything that a desk does, opened on one data folder. Several processes may have the same folder open. */
export type Core = {
  folder: DataFolder
  secrets: Secrets
  clock: Clock
  close(): void
}

/** Opens (and on first use founds) a data folder. @throws DataFolderRefused, KeystoreRefused, OpenRefused */
export function openCore(options: OpenCoreOptions): Core {
  const folder = openDataFolder(options.dataFolder)
  const clock = options.clock ?? systemClock
  const secrets = loadOrCreate(options.keystore ?? keyFile(folder.keyFile), folder)
  return { folder, secrets, clock, close: () => undefined }
}

function loadOrCreate(keystore: Keystore, folder: DataFolder): Secrets {
  const existing = keystore.load()
  if (existing) return existing
  // New keys beside old data would make that data unreadable for good.
  if (existsSync(folder.journal)) throw new KeystoreRefused('missing')
  const fresh: Secrets = { masterKey: randomBytes(32), signingSeed: randomBytes(32), deviceId: uuidv7() }
  keystore.create(fresh)
  return fresh
}
