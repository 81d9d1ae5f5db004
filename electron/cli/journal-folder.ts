import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openDataFolder, type DataFolder } from '../core/data-folder.ts'
import { shareFolder } from '../core/keys/folder-use.ts'
import { secretsOfJournal } from '../core/keys/open-keys.ts'
import type { Secrets } from '../core/keys/keystore.ts'
import { fail, type CliContext } from './cli-context.ts'

/** The journal's files and keys without the core, which refuses to open on a damaged journal. In use until the command ends. */
export function journalFolder(context: CliContext): { folder: DataFolder; secrets: Secrets } {
  const root = context.dataFolder()
  if (!existsSync(join(root, 'journal'))) fail('There is no journal in this data folder: check --data DIR.', 2)
  const folder = openDataFolder(root)
  const use = shareFolder(folder)
  // Held until then: what nobody names any more would be closed on the way.
  process.once('exit', () => use.release())
  const secrets = secretsOfJournal(folder)
  if (secrets === null)
    return fail('The key file keys/keys.json is not there: without it the journal cannot be read.', 1)
  return { folder, secrets }
}
