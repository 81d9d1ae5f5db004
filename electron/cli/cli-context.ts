import type { Command } from 'commander'
import { DataFolderRefused } from '../core/data-folder.ts'
import { OpenRefused, codeOf } from '../core/db/open-database.ts'
import { KeystoreRefused } from '../core/keys/keystore.ts'

/** What every command gets. `dataFolder` is read when the command runs. */
export type CliContext = { dataFolder(): string; out(line: string): void; err(line: string): void }

/** A command is one file that exports `register`. Its action opens the core with `withCore` (see `cli-core.ts`) and throws `CliFailure`. */
export type Register = (program: Command, context: CliContext) => void

/** Ends the command: `message` is one sentence that says what to do, without personal data. 2: the input is bad. 1: it failed. */
export class CliFailure extends Error {
  readonly exitCode: 1 | 2
  constructor(message: string, exitCode: 1 | 2) {
    super(message)
    this.exitCode = exitCode
  }
}

export function fail(message: string, exitCode: 1 | 2): never {
  throw new CliFailure(message, exitCode)
}

/** The sub-command group `name` of `program`, made on first use: several files may add to it. */
export function group(program: Command, name: string, description: string): Command {
  return program.commands.find((command) => command.name() === name) ?? program.command(name).description(description)
}

/** One sentence for anything thrown on the way: what is wrong and what to do. Unknown errors give their kind, never their text, which may hold data. */
export function sentenceFor(error: unknown): string {
  if (error instanceof DataFolderRefused)
    return 'The data folder cannot be written: check its owner and permissions, or name another one with --data DIR.'
  if (error instanceof KeystoreRefused) return KEYSTORE_SENTENCES[error.code]
  if (error instanceof OpenRefused) return OPEN_SENTENCES[error.code]
  const code = codeOf(error)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return 'The disk is full: free some space and try again; nothing was lost.'
  if (code === 'EACCES' || code === 'EPERM')
    return 'A file in the data folder cannot be read or written: check its owner and permissions.'
  if (code.startsWith('SQLITE_BUSY'))
    return 'Another program is writing to this data folder: wait a moment and try again.'
  return `Something unexpected happened (${error instanceof Error ? [error.name, code].filter(Boolean).join(' ') : typeof error}); nothing was changed.`
}

const KEYSTORE_SENTENCES: Record<KeystoreRefused['code'], string> = {
  missing:
    'The key file keys/keys.json is gone, but this data folder holds a journal: put the file back from your backup; without it the data cannot be read.',
  'readable-by-others':
    'The key file keys/keys.json can be read by other users: run "chmod 600" on it, and treat the keys as seen if others use this machine.',
  damaged:
    'The key file keys/keys.json is damaged: put the copy from your backup back; without it the data cannot be read.',
  'not-writable': 'The key file cannot be written: check the permissions of the data folder.',
  'already-there': 'The key file is there already and is never overwritten.',
  'unsealing-failed': 'The operating system could not unseal the keys: sign in as the user who set up this desk.',
}

const OPEN_SENTENCES: Record<OpenRefused['code'], string> = {
  missing: 'A database file is missing from the data folder: restore it from your backup.',
  'not-readable-with-this-key':
    'A database cannot be read with the keys of this data folder: the file is damaged or belongs to another desk.',
  'not-writable': 'A database in the data folder cannot be written: check its owner and permissions.',
  'plain-file':
    'A database in the data folder is not encrypted, so it is not used: move it away and restore from your backup.',
  'not-synchronous': 'The disk does not allow safe writing here: choose a data folder on a local disk.',
}
