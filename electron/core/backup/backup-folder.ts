import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isDiskFull } from '../journal/committer.ts'
import { codeOf } from '../db/open-database.ts'
import { ownBackup } from './backup-name.ts'

/** Why a backup could not be written. `folder-missing`: the folder or its disk is not there (any more). */
export type WriteFault = 'folder-missing' | 'not-writable' | 'disk-full' | 'unexpected'

const MISSING = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'EHOSTUNREACH'])
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS'])

/** What an error while writing to `folder` means. A stick that was pulled gives many codes: then the folder is asked for. */
export function writeFaultOf(error: unknown, folder: string): WriteFault {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT' || isDiskFull(error)) return 'disk-full'
  if (MISSING.has(code) || !existsSync(folder)) return 'folder-missing'
  return NOT_WRITABLE.has(code) ? 'not-writable' : 'unexpected'
}

/** Backups and partial ones of this device alone; newest first. Nothing else in the folder is ever looked at. */
export function ownFiles(folder: string, device: string): { fileName: string; stamp: string; isPartial: boolean }[] {
  return readdirSync(folder)
    .flatMap((fileName) => {
      const own = ownBackup(fileName, device)
      return own === null ? [] : [{ fileName, ...own }]
    })
    .toSorted((one, other) => (one.stamp < other.stamp ? 1 : -1))
}

/** What an interrupted backup of this device left. */
export function removePartials(folder: string, device: string): void {
  for (const { fileName, isPartial } of ownFiles(folder, device))
    if (isPartial) rmSync(join(folder, fileName), { force: true })
}

/**
 * Keeps the newest `keep` backups of this device, among them `justMade`, whatever its name says of its time. A file that is plainly
 * broken is neither counted nor touched. Returns how many were removed.
 */
export function removeOlder(folder: string, device: string, keep: number, justMade: string): number {
  const others = ownFiles(folder, device).filter(
    ({ fileName, isPartial }) => !isPartial && fileName !== justMade && looksWhole(join(folder, fileName)),
  )
  // Before anything is removed, the one that all the others make room for must be there.
  if (!looksWhole(join(folder, justMade))) return 0
  const surplus = others.slice(Math.max(1, keep) - 1)
  for (const { fileName } of surplus) rmSync(join(folder, fileName), { force: true })
  return surplus.length
}

function looksWhole(path: string): boolean {
  const first = Buffer.alloc(21)
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < first.length) return false
  const file = openSync(path, 'r')
  try {
    readSync(file, first, 0, first.length, 0)
    return first.toString('latin1') === 'age-encryption.org/v1'
  } finally {
    closeSync(file)
  }
}
