import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { HealthItem } from '../../../shared/contract/health.ts'
import type { DataFolder } from '../data-folder.ts'
import { keyFile, SEALED_FILE } from '../keys/key-file.ts'
import { KeystoreRefused, type KeystoreRefusal } from '../keys/keystore.ts'
import { notice, trouble, well } from './health-item.ts'

const MEGABYTE = 1_048_576
const LOW_MB = 2_048
const NEARLY_FULL_MB = 200
/** Two processes with four files of a megabyte each, and room. */
const LARGE_LOGS_MB = 12
const OTHERS = 0o077

/** Whether only its owner may enter. `owner`: the user of this process; null where there are no such ids. */
export function folderItem(root: string, owner: number | null = process.getuid?.() ?? null): HealthItem {
  const stat = statSync(root, { throwIfNoEntry: false })
  if (stat === undefined || !stat.isDirectory()) return trouble('data-folder', 'missing')
  if (!isWritable(root)) return trouble('data-folder', 'not-writable')
  // Windows has no such bits; there the profile folder's access list protects the files.
  if (owner === null) return well('data-folder', 'not-checked')
  if (stat.uid !== owner) return trouble('data-folder', 'not-owned')
  if ((stat.mode & OTHERS) !== 0)
    return trouble('data-folder', 'not-private', { mode: (stat.mode & 0o777).toString(8) })
  return well('data-folder', 'private')
}

/** `freeBytes`: what this user may still write; null when the system does not say. */
export function diskItem(freeBytes: number | null): HealthItem {
  if (freeBytes === null) return notice('disk-space', 'not-known')
  const freeMb = Math.floor(freeBytes / MEGABYTE)
  if (freeMb < NEARLY_FULL_MB) return trouble('disk-space', 'nearly-full', { freeMb })
  return freeMb < LOW_MB ? notice('disk-space', 'low', { freeMb }) : well('disk-space', 'enough', { freeMb })
}

/** How the keys are kept, and whether they read. `unsealed`: this process holds those that the operating system keeps. */
export function keysItem(folder: DataFolder, unsealed: boolean): HealthItem {
  const keys = dirname(folder.keyFile)
  const isRotating = existsSync(join(keys, unsealed ? `${SEALED_FILE}.next` : NEXT_KEYS))
  if (unsealed) return isRotating ? notice('keys', 'rotation-unfinished') : well('keys', 'sealed')
  try {
    const keystore = keyFile(folder.keyFile)
    const secrets = keystore.load()
    if (secrets === null) return trouble('keys', 'missing')
    if (isRotating) return notice('keys', 'rotation-unfinished')
    return well('keys', 'private')
  } catch (error) {
    return keysFault(error)
  }
}

const NEXT_KEYS = 'keys.next'

/** What the refusal of the keys means. */
export function keysFault(error: unknown): HealthItem {
  if (!(error instanceof KeystoreRefused)) return trouble('keys', 'cannot-be-read')
  const known: Partial<Record<KeystoreRefusal, HealthItem>> = {
    missing: trouble('keys', 'missing'),
    'readable-by-others': trouble('keys', 'readable-by-others'),
    damaged: trouble('keys', 'damaged'),
    'staged-damaged': trouble('keys', 'damaged'),
    'both-damaged': trouble('keys', 'damaged'),
    'unsealing-failed': trouble('keys', 'unsealing-failed'),
    sealed: notice('keys', 'sealed-elsewhere'),
  }
  return known[error.code] ?? trouble('keys', 'cannot-be-read')
}

export function logsItem(logDir: string): HealthItem {
  if (!existsSync(logDir)) return notice('logs', 'not-known')
  if (!isWritable(logDir)) return notice('logs', 'not-writable')
  const files = readdirSync(logDir).map((name) => statSync(join(logDir, name), { throwIfNoEntry: false })?.size ?? 0)
  const megabytes = Math.ceil(files.reduce((sum, bytes) => sum + bytes, 0) / MEGABYTE)
  return megabytes > LARGE_LOGS_MB ? notice('logs', 'large', { megabytes }) : well('logs', 'written', { megabytes })
}

/** Whether the keys of this folder are sealed by the operating system. */
export function hasSealedKeys({ keyFile: path }: DataFolder): boolean {
  return existsSync(join(dirname(path), SEALED_FILE))
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
