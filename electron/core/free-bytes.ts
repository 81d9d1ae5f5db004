import { statfsSync } from 'node:fs'

/** What this user may still write on the disk of `path`; null when the system does not say. */
export type FreeBytes = (path: string) => number | null

export const freeBytesOf: FreeBytes = (path) => {
  try {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  } catch {
    return null
  }
}
