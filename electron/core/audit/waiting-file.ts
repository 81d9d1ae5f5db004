import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'

/** How many rows of the trail a process has that are not written, where its sudden end does not take the number along. */
export type WaitingFile = { read(): number; write(rows: number): void; close(): void }

const BYTES = 16

/** Made when there is space, and written in place from then on, so that a full disk takes it too. Without it nothing is remembered: no desk stops for that. */
export function openWaitingFile(path: string): WaitingFile {
  let file: number | null = null
  try {
    file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
    if (fstatSync(file).size < BYTES) put(file, 0)
  } catch {
    // As above.
  }
  return {
    read() {
      if (file === null) return 0
      const bytes = Buffer.alloc(BYTES)
      readSync(file, bytes, 0, BYTES, 0)
      const rows = Number(bytes.toString('latin1').trim())
      return Number.isSafeInteger(rows) && rows > 0 ? rows : 0
    },
    write(rows) {
      try {
        if (file !== null) put(file, rows)
      } catch {
        // As above.
      }
    },
    close() {
      if (file !== null) closeSync(file)
      file = null
    },
  }
}

function put(file: number, rows: number): void {
  writeSync(file, `${String(rows).padStart(BYTES - 1)}\n`, 0, 'latin1')
  fsyncSync(file)
}
