import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Its key is derived from it (`roster/<id>`), so none is ever used twice: drawn at random, there is nothing to count that could be lost. */
export function newFileId(rosterDir: string): string {
  for (;;) {
    const id = randomBytes(8).toString('hex')
    if (!existsSync(join(rosterDir, rosterFile(id)))) return id
  }
}

export function rosterFile(id: string): string {
  return `roster-${id}.db`
}

/** While it is built: `removeLeftovers` takes it away when the work breaks off. */
export function buildingFile(id: string): string {
  return `building-${id}.db`
}

const ROSTER_FILE = /^roster-(?<id>[\da-f-]+)\.db$/

/** What the key of this roster file is derived from; undefined when it is no roster file. */
export function fileIdOf(file: string): string | undefined {
  return ROSTER_FILE.exec(file)?.groups?.['id']
}

export function rosterFilesIn(rosterDir: string): string[] {
  return readdirSync(rosterDir)
    .filter((name) => ROSTER_FILE.test(name))
    .toSorted()
}
