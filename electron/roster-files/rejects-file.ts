import { closeSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Reject } from './parse-roster-row.ts'
import { errorCode } from './error-code.ts'

const HEAD = 'line,column,code\n'
const FLUSH_CHARS = 1 << 16

/** Lists rejected rows beside the input, by line, column and code: never a value. Made with the first reject. */
export type RejectsFile = {
  add(line: number, reject: Reject): void
  /** Writes what is left; the file's path, or null when nothing was rejected. */
  close(): string | null
}

/** `fallbackDir`, the desk's own, takes the file when the place beside the input cannot. @throws with `ENOSPC` when neither can hold it. */
export function rejectsFile(input: string, fallbackDir: string): RejectsFile {
  const beside = `${input}.rejects.csv`
  let open: { file: number; path: string } | null = null
  let waiting = ''

  const start = (path: string, flags: 'wx' | 'w'): { file: number; path: string } => {
    const file = openSync(path, flags)
    try {
      writeSync(file, HEAD)
    } catch (error) {
      closeSync(file)
      rmSync(path, { force: true })
      throw error
    }
    return { file, path }
  }
  const startSomewhere = (): { file: number; path: string } => {
    try {
      // In a folder that others write to, a file or link of this name may be somebody's: it is never written over.
      return start(beside, 'wx')
    } catch {
      return start(join(fallbackDir, `${basename(input)}.rejects.csv`), 'w')
    }
  }
  const flush = (): void => {
    open ??= startSomewhere()
    writeSync(open.file, waiting)
    waiting = ''
  }

  removeStale(beside)
  return {
    add(line, reject) {
      waiting += `${line},${reject.column},${reject.code}\n`
      if (waiting.length >= FLUSH_CHARS) flush()
    },
    close() {
      if (waiting !== '') flush()
      if (open === null) return null
      closeSync(open.file)
      return open.path
    },
  }
}

/** A list of an earlier attempt would be taken for this one's. Removed only if it is one of ours. */
function removeStale(path: string): void {
  try {
    const file = openSync(path, 'r+')
    try {
      const head = Buffer.alloc(HEAD.length)
      readSync(file, head, 0, HEAD.length, 0)
      if (head.toString('latin1') !== HEAD) return
      ftruncateSync(file, 0)
    } finally {
      closeSync(file)
    }
    rmSync(path)
  } catch (error) {
    if (!['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'EISDIR'].includes(errorCode(error))) throw error
  }
}
