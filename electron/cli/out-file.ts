import { accessSync, constants, lstatSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { writeWhole } from '../core/letters/write-whole.ts'
import { fail } from './cli-context.ts'

/** Where `--out` leads, past links. Ends the command when no file can be written there: ask before anything is counted or recorded. */
export function outFile(given: string): string {
  const named = resolve(given)
  const there = statSync(named, { throwIfNoEntry: false })
  if (isForeignLink(named)) fail('The file cannot be written there: this is a link that another user made.', 2)
  const file = there === undefined ? named : realpathSync(named)
  if (there?.isDirectory()) fail('The file cannot be written there: this is the name of a folder.', 2)
  try {
    accessSync(isDevice(file) ? file : dirname(file), constants.W_OK)
  } catch {
    fail('The file cannot be written there: check that its folder exists and is writable.', 2)
  }
  return file
}

/** Whole or not at all. A device or pipe takes the bytes itself and is not replaced. */
export function writeOut(file: string, content: Uint8Array): void {
  try {
    if (isDevice(file)) writeFileSync(file, content)
    else writeWhole(file, content)
  } catch {
    fail('The file cannot be written: check the folder, its permissions and the space on the disk.', 1)
  }
}

/** Root may write anywhere, and so would whoever laid a link where root writes. */
function isForeignLink(named: string): boolean {
  const link = lstatSync(named, { throwIfNoEntry: false })
  return process.getuid?.() === 0 && link?.isSymbolicLink() === true && link.uid !== 0
}

function isDevice(file: string): boolean {
  const there = statSync(file, { throwIfNoEntry: false })
  return there !== undefined && !there.isFile()
}
