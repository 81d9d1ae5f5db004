import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../electron/core/db/open-database.ts'
import { migrate } from '../../../../electron/core/journal/migrate.ts'
import { MIGRATIONS } from '../../../../electron/core/journal/migrations.ts'
import { rosterHighsTable } from '../../../../electron/core/journal/roster-highs-table.ts'
import { feedIdentitiesTable } from '../../../../electron/core/journal/feed-identities-table.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import type { IsoDate, IsoInstant } from '../../../../shared/domain/dates.ts'
import type { FeedName } from '../../../../shared/domain/feed.ts'
import { journalPlace, type JournalPlace } from '../../../support/journal.ts'

const at = '2026-11-21T01:00:00.000Z' as IsoInstant
const asOf = (date: string) => date as IsoDate
const BEFORE_FEEDS = 3

describe('a journal of a program that knew no feeds', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'loket-migrate-'))
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  it('keeps the mark of its roster as that of what was imported by hand', () => {
    const db = openDatabase(join(dir, 'journal.db'), Buffer.alloc(32, 7), 'journal')
    migrate(db, MIGRATIONS.slice(0, BEFORE_FEEDS))
    db.exec(
      `INSERT INTO roster_highs (only, version, as_of, installed_at) VALUES (1, '2026-11-20-2', '2026-11-20', '${at}')`,
    )
    migrate(db, MIGRATIONS)
    const highs = rosterHighsTable(db)
    expect(highs.get('local')).toEqual({ version: '2026-11-20-2', asOf: '2026-11-20', installedAt: at })
    expect(highs.get('bekasi')).toBeNull()
    expect(feedIdentitiesTable(db).get('bekasi' as FeedName)).toBeNull()
    db.close()
  })
})

describe('the mark of the highest roster', () => {
  let place: JournalPlace
  beforeEach(() => {
    place = journalPlace()
  })
  afterEach(() => place.remove())

  it('stands for each source by itself, by number and not by letters, and never comes down', () => {
    const journal = place.open()
    const install = (version: string, feed?: string) =>
      journal.write((tx) => {
        const body = { version, asOf: asOf(version.slice(0, 10)), people: 1, rows: 1 }
        tx.append(
          { type: 'roster-installed', body: feed === undefined ? body : { ...body, feed: feed as FeedName } },
          'system',
        )
      })
    for (const version of ['2026-11-21-9', '2026-11-21-10', '2026-11-21-2', '2026-11-20-99']) install(version, 'bekasi')
    install('2026-11-19-1', 'bogor')
    install('2026-11-22-1')
    expect(['bekasi', 'bogor', 'local'].map((source) => journal.rosterHigh(source)?.version)).toEqual([
      '2026-11-21-10',
      '2026-11-19-1',
      '2026-11-22-1',
    ])
    journal.close()
  })

  it('is what the entries say, checked as the other tables are', () => {
    const journal = place.open()
    journal.write((tx) => {
      for (const version of ['2026-11-21-9', '2026-11-21-10']) {
        const body = { version, asOf: asOf('2026-11-21'), people: 1, rows: 1, feed: 'bekasi' as FeedName }
        tx.append({ type: 'roster-installed', body }, 'system')
      }
    })
    journal.close()
    const { folder, secrets } = place
    expect(verifyJournal(folder, secrets).fault).toBeNull()
    const db = openDatabase(folder.journal, deriveKey(secrets, 'journal'), 'journal')
    db.exec(`UPDATE roster_highs SET version = '2026-11-01-1' WHERE source = 'bekasi'`)
    db.close()
    expect(verifyJournal(folder, secrets).fault).not.toBeNull()
  })
})
