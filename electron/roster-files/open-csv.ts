import { closeSync, fstatSync, openSync } from 'node:fs'
import { errorCode } from './error-code.ts'
import { RosterCsvRefused } from './roster-csv-refused.ts'

/** A file that somebody names, open for reading. @throws {RosterCsvRefused} */
export function openCsv(path: string): number {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw new RosterCsvRefused(errorCode(error) === 'ENOENT' ? 'file-not-found' : 'file-unreadable')
  }
  if (fstatSync(file).isFile()) return file
  closeSync(file)
  throw new RosterCsvRefused('file-unreadable')
}
