import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDataFolders } from '../support/data-folders.ts'

/** Once for the whole run: the data folders that the desks under test are copies of. Returns what removes them. */
export default async function makeFolders(): Promise<() => void> {
  const root = mkdtempSync(join(tmpdir(), 'loket-folders-'))
  process.env['LOKET_TEST_FOLDERS'] = root
  await makeDataFolders(root)
  return () => rmSync(root, { recursive: true, force: true })
}
