import { constants } from 'node:fs'
import { open, readdir, realpath, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../db/open-database.ts'
import { askDisk } from './ask-disk.ts'
import { isInside } from './feed-address.ts'
import { FeedFailure } from './feed-failure.ts'
import type { FeedLimits } from './feed-limits.ts'
import type { FeedAsk, FeedFile, FeedSource } from './feed-source.ts'

const CHUNK_BYTES = 256 * 1024

export type FolderSourceOptions = {
  folder: string
  limits: Pick<FeedLimits, 'stallMs'>
  /** This desk's own data, where no feed lies whatever link leads there. */
  dataRoot: string
}

/** A feed in a folder, on a share or on a stick, which may be pulled out at any moment. Nothing outside of the folder is read, and only plain files. */
export function folderSource({ folder, limits, dataRoot }: FolderSourceOptions): FeedSource {
  let bytes = 0

  /** A share that hangs keeps no pull for ever. */
  const within = <T>(work: () => Promise<T>): Promise<T> => askDisk(work, limits.stallMs)

  async function openFile(name: string, { from, tag, signal }: FeedAsk): Promise<FeedFile> {
    signal.throwIfAborted()
    const root = await within(() => realpath(folder)).catch((error: unknown) => gone(error))
    if (isInside(root, dataRoot)) throw new FeedFailure('unreachable', { why: 'inside-data' })
    const file = await within(() => openInside(root, join(root, name))).catch((error: unknown) =>
      refuseAbsent(error, root, name, within),
    )
    try {
      const { size, mtimeMs, isPlain } = await within(() => factsOf(file))
      if (!isPlain) throw new FeedFailure('not-a-feed', { file: name })
      const now = `${size}:${mtimeMs}`
      const startsAt = from <= size && (tag === null || tag === now) ? from : 0
      return { startsAt, length: size, tag: now, chunks: read(file, startsAt, signal) }
    } catch (error) {
      await file.close().catch(() => undefined)
      throw asFailure(error)
    }
  }

  async function* read(file: FileHandle, startsAt: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    let at = startsAt
    try {
      while (true) {
        signal.throwIfAborted()
        const from = at
        const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
        const { bytesRead } = await within(() => file.read(buffer, 0, CHUNK_BYTES, from))
        if (bytesRead === 0) return
        at += bytesRead
        bytes += bytesRead
        yield buffer.subarray(0, bytesRead)
      }
    } catch (error) {
      throw asFailure(error)
    } finally {
      // Closing may hang as reading did.
      void file.close().catch(() => undefined)
    }
  }

  return { open: openFile, bytes: () => bytes, close: () => undefined }
}

/** Whether a feed lies there now. */
export async function isFeedThere(folder: string, timeoutMs: number): Promise<boolean> {
  return askDisk(() => isFile(join(folder, 'metadata', 'timestamp.json')), timeoutMs).catch(() => false)
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

async function openInside(root: string, path: string): Promise<FileHandle> {
  const real = await realpath(path)
  if (!isInside(real, root)) throw new FeedFailure('not-a-feed', { link: 'outside' })
  // A pipe laid in place of a file would wait for a writer for ever.
  return open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
}

async function factsOf(file: FileHandle): Promise<{ size: number; mtimeMs: number; isPlain: boolean }> {
  const found = await file.stat()
  return { size: found.size, mtimeMs: found.mtimeMs, isPlain: found.isFile() }
}

function gone(error: unknown): never {
  if (error instanceof FeedFailure) throw error
  throw new FeedFailure('unreachable', { error: codeOf(error) })
}

type Within = <T>(work: () => Promise<T>) => Promise<T>

async function refuseAbsent(cause: unknown, root: string, name: string, within: Within): Promise<never> {
  if (cause instanceof FeedFailure) throw cause
  const code = codeOf(cause)
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw new FeedFailure('unreachable', { error: code })
  if (name.endsWith('.root.json') || (await within(() => isFile(join(root, 'metadata', 'timestamp.json'))))) {
    throw new FeedFailure('damaged', { missing: name }, true)
  }
  // What a stick leaves behind when it is pulled out: an empty folder, or none.
  throw (await within(() => isEmpty(root)))
    ? new FeedFailure('unreachable', { error: code })
    : new FeedFailure('not-a-feed', {}, true)
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch {
    return true
  }
}

/** Whatever a disk says while it is read, it was pulled out or fails. */
function asFailure(error: unknown): unknown {
  if (error instanceof FeedFailure || codeOf(error) === '' || codeOf(error) === 'ABORT_ERR') return error
  return new FeedFailure('unreachable', { error: codeOf(error) })
}
