import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { PublishOutcome } from '../../../electron/publisher/publication.ts'
import { readCatalogue, type Catalogue } from '../../../electron/roster-files/catalogue.ts'
import { rowText } from '../../../electron/roster-files/coded-row.ts'
import { openPackFile } from '../../../electron/roster-files/pack/open-pack-file.ts'
import { csvOf, plainDesk, served } from '../../support/publisher.ts'

export type PublishingPlace = {
  /** For whatever a test prepares. */
  place: string
  /** The publisher's. */
  dir: string
  csv(name: string, lines: readonly string[]): string
  /** What a desk that uses nothing but tuf-js gets. */
  asDesk<T>(day: string, work: (fetch: (name: string) => Promise<string>) => Promise<T>): Promise<T>
  catalogueAt(day: string): Promise<Catalogue>
  packAt(day: string, target: string): Promise<{ rows: string[]; gone: string[] }>
  /** Every file of the repository with its bytes. */
  repositoryBytes(): Map<string, string>
}

/** A folder of its own for each test of the file that calls this. */
export function publishingPlace(): PublishingPlace {
  const at: PublishingPlace = {
    place: '',
    dir: '',
    csv: (name, lines) => csvOf(join(at.place, name), lines),
    asDesk: (day, work) =>
      served(at.dir, (url) => {
        const desk = plainDesk(join(at.place, `desk-${Math.random()}`), url, join(at.dir, 'root.json'))
        return work((name) => desk.fetch(name, new Date(`${day}T06:00:00Z`)))
      }),
    async catalogueAt(day) {
      const reading = readCatalogue(
        await at.asDesk(day, async (fetch) => readFileSync(await fetch('feed.json'), 'utf8')),
      )
      if (reading.kind !== 'catalogue') throw new Error(reading.kind)
      return reading.catalogue
    },
    packAt(day, target) {
      const identity = readFileSync(join(at.dir, 'keys', 'desk-identity.txt'), 'utf8').trim()
      return at.asDesk(day, async (fetch) => {
        const { parts } = await openPackFile(await fetch(target), identity)
        const found = { rows: [] as string[], gone: [] as string[] }
        for await (const part of parts) {
          if (part.kind === 'rows') found.rows.push(...part.rows.map(rowText))
          else found.gone.push(...part.niks)
        }
        return found
      })
    },
    repositoryBytes() {
      const files = readdirSync(join(at.dir, 'repository'), { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      )
      return new Map(
        files.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name)).toString('base64')]),
      )
    },
  }
  beforeEach(() => {
    at.place = mkdtempSync(join(tmpdir(), 'publisher-'))
    at.dir = join(at.place, 'feed')
  })
  afterEach(() => rmSync(at.place, { recursive: true, force: true }))
  return at
}

export function published(outcome: PublishOutcome) {
  if (outcome.kind !== 'published') throw new Error(JSON.stringify(outcome))
  return outcome.summary
}
