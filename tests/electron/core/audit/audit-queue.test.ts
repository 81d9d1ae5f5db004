import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWaitingFile } from '../../../../electron/core/audit/waiting-file.ts'
import { auditQueue } from '../../../../electron/core/audit/audit-queue.ts'
import { openDatabase } from '../../../../electron/core/db/open-database.ts'
import type { AuditEvent, Journal } from '../../../../electron/core/journal/journal.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import type { Log } from '../../../../electron/core/server/log.ts'
import { journalPlace, type JournalPlace } from '../../../support/journal.ts'

let place: JournalPlace
let journal: Journal
const logged: unknown[] = []
const log: Log = { write: (event, facts) => void logged.push([event, facts]) }
beforeEach(() => {
  place = journalPlace()
  journal = place.open()
  logged.length = 0
})
afterEach(() => {
  journal.close()
  place.remove()
})

const searches = (count: number): AuditEvent[] =>
  Array.from({ length: count }, (_, found) => ({ actor: 'Rina', action: 'search', subject: null, facts: { found } }))
const rows = (limit = 500) =>
  journal.trail.page({ from: null, until: null, actor: null, action: null, subject: null }, null, limit).toReversed()

/** While another process writes, nothing can be added. */
function whileBusy(work: () => void): void {
  const other = openDatabase(place.folder.journal, deriveKey(place.secrets, 'journal'), 'journal')
  other.exec('BEGIN IMMEDIATE')
  work()
  other.exec('ROLLBACK')
  other.close()
}

it('keeps rows that cannot be written, in their order, and writes them first when they can', () => {
  const queue = auditQueue({ journal, log })
  whileBusy(() => queue.record(searches(2)))
  expect(rows()).toEqual([])
  queue.record(searches(1))
  expect(rows().map(({ facts }) => facts['found'])).toEqual([0, 1, 0])
}, 20_000)

it('says in the trail how many rows were lost when more waited than are kept', () => {
  const queue = auditQueue({ journal, log })
  whileBusy(() => queue.record(searches(10_050)))
  queue.record(searches(1))
  const [first, second] = journal.trail
    .page({ from: null, until: null, actor: null, action: null, subject: null }, 3, 2)
    .toReversed()
  expect(first).toMatchObject({ seq: 1, actor: 'system', action: 'rows-lost', facts: { rows: 50 } })
  expect(second).toMatchObject({ seq: 2, action: 'search', facts: { found: 50 } })
  queue.record(searches(1))
  expect(rows(1)[0]).toMatchObject({ seq: 10_003, action: 'search' })
  expect(verifyJournal(place.folder, place.secrets).fault).toBeNull()
}, 180_000)

it('tries once more before the program ends, and logs how many rows it then takes along', () => {
  const queue = auditQueue({ journal, log })
  whileBusy(() => {
    queue.record(searches(3))
    queue.close()
  })
  expect(logged.at(-1)).toEqual(['audit-lost', { rows: 3 }])
  queue.close()
  expect(rows()).toHaveLength(3)
}, 30_000)

it('says in the trail how many rows a desk that was killed took along, once', () => {
  const path = join(place.folder.journal, '..', 'audit-waiting')
  const open = () => auditQueue({ journal, log, waitingFile: openWaitingFile(path) })
  const killed = open()
  whileBusy(() => killed.record(searches(2)))
  const next = open()
  expect(rows()).toMatchObject([{ actor: 'system', action: 'rows-lost', facts: { rows: 2 } }])
  next.record(searches(1))
  next.close()
  open().close()
  expect(rows().map(({ action }) => action)).toEqual(['rows-lost', 'search'])
}, 30_000)

it('remembers nothing of rows that were written in the end, or that waited in a command', () => {
  const path = join(place.folder.journal, '..', 'audit-waiting')
  const desk = auditQueue({ journal, log, waitingFile: openWaitingFile(path) })
  whileBusy(() => desk.record(searches(2)))
  desk.record(searches(1))
  whileBusy(() => auditQueue({ journal, log }).record(searches(1)))
  const next = auditQueue({ journal, log, waitingFile: openWaitingFile(path) })
  expect(next.waiting()).toBe(0)
  expect(rows().map(({ action }) => action)).toEqual(['search', 'search', 'search'])
}, 30_000)
