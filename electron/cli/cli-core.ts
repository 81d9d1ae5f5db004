import { statSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '../core/db/open-database.ts'
import { dataFolderAt } from '../core/data-folder.ts'
import { openCore, type Core } from '../core/open-core.ts'
import { programVersion } from '../core/program-version.ts'
import { isFounded } from '../core/setup/is-founded.ts'
import { fail, type CliContext } from './cli-context.ts'
import { machineAdministrator } from './machine-administrator.ts'
import { SOURCE_WORKERS } from '../core/source-workers.ts'

/**
 * Opens the core on the command's data folder, runs `work`, and closes it whatever happens. Only a command that sets a desk up `founds`
 * one: a folder that is merely asked about, perhaps by a wrong name, must not become a real desk for good.
 */
export async function withCore<T>(
  context: CliContext,
  work: (core: Core) => Promise<T> | T,
  { founds }: { founds: boolean } = { founds: false },
): Promise<T> {
  if (!founds && !hasDesk(context.dataFolder())) fail(NO_DESK, 2)
  const core = openCore({
    dataFolder: context.dataFolder(),
    version: programVersion(),
    demo: false,
    workers: SOURCE_WORKERS,
    actor: machineAdministrator(),
    // A command writes its PDF itself: it gets the bytes as a page would.
    deliver: async (pdf, fileName) => ({ kind: 'page', pdfBase64: Buffer.from(pdf).toString('base64'), fileName }),
  })
  try {
    return await work(core)
  } finally {
    core.close()
  }
}

export const NO_DESK =
  'There is no desk in this data folder: check --data DIR, or set one up with "loket hospital set FILE.json".'

/** A folder that may not be entered is not an empty one: the core says that better. */
export function hasDesk(dataFolder: string): boolean {
  try {
    statSync(join(dataFolder, 'journal', 'journal.db'))
  } catch (error) {
    if (codeOf(error) === 'EACCES') return true
  }
  return isFounded(dataFolderAt(dataFolder), null)
}
