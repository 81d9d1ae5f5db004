import { closeSync, fstatSync, openSync } from 'node:fs'

export type HeldFiles = {
  /** Whether each is still there, as long as it was and not written to. Under a microsecond for each: it is asked before every look-up. */
  areUntouched(): boolean
  close(): void
}

/** Keeps files open only to look at them. Null: one of them cannot be opened. */
export function holdFiles(paths: readonly string[]): HeldFiles | null {
  const held: { file: number; size: number; mtimeMs: number }[] = []
  const close = (): void => {
    for (const { file } of held) closeSync(file)
  }
  try {
    for (const path of paths) {
      const file = openSync(path, 'r')
      const { size, mtimeMs } = fstatSync(file)
      held.push({ file, size, mtimeMs })
    }
  } catch {
    close()
    return null
  }
  return {
    areUntouched() {
      return held.every(({ file, size, mtimeMs }) => {
        const now = fstatSync(file)
        // A file that was removed, or another one put in its place, has no name left.
        return now.size === size && now.mtimeMs === mtimeMs && now.nlink > 0
      })
    },
    close,
  }
}
