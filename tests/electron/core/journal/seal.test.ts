import { afterEach, beforeEach, expect, it } from 'vitest'
import { connect } from '../../../../electron/core/journal/connection.ts'
import type { Journal } from '../../../../electron/core/journal/journal.ts'
import { sealAudit } from '../../../../electron/core/journal/seal-audit.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import type { AuditAction } from '../../../../shared/domain/audit-action.ts'
import { deskPlace, people, rina } from '../../../support/desk-core.ts'
import { journalPlace, type JournalPlace } from '../../../support/journal.ts'
import { secretsOf } from '../../../support/trail.ts'

let place: JournalPlace
let journal: Journal
beforeEach(() => {
  place = journalPlace()
  journal = place.open()
})
afterEach(() => {
  journal.close()
  place.remove()
})

const audit = (action: AuditAction) => journal.audit([{ actor: 'Rina', action, subject: null, facts: {} }])
const sealedUpTo = () => journal.setting('audit-sealed')?.audit.seq ?? null

it('holds every row there is, and is not written twice for the same row', () => {
  expect(sealAudit(journal)).toEqual({ kind: 'written', value: { sealed: false } })
  audit('search')
  audit('search')
  expect(sealAudit(journal)).toEqual({ kind: 'written', value: { sealed: true } })
  expect(sealedUpTo()).toBe(2)
  expect(sealAudit(journal)).toEqual({ kind: 'written', value: { sealed: false } })
  expect(verifyJournal(place.folder, place.secrets)).toEqual({ entries: 2, auditRows: 2, fault: null })
})

it('follows whoever signs out or hands over, at most every 15 minutes', () => {
  audit('search')
  expect(sealedUpTo()).toBeNull()
  audit('signed-out')
  expect(sealedUpTo()).toBe(2)
  place.clock.advance(14 * 60_000)
  audit('handed-over')
  expect(sealedUpTo()).toBe(2)
  place.clock.advance(60_000)
  audit('search')
  expect(sealedUpTo()).toBe(2)
  audit('signed-out')
  expect(sealedUpTo()).toBe(5)
  expect(verifyJournal(place.folder, place.secrets).fault).toBeNull()
})

it('is made when the program ends, and only where rows came since', async () => {
  const desk = await deskPlace()
  const sealsOf = () => {
    const { db, entries } = connect(desk.core.folder.journal, deriveKey(secretsOf(desk.core), 'journal'))
    const seals = [...entries.sealing()].length
    db.close()
    return seals
  }
  const before = sealsOf()
  desk.core.desk.check({ text: people.ahmad, source: 'wedge', question: {} }, rina.name)
  desk.reopen()
  expect(sealsOf()).toBe(before + 1)
  desk.reopen()
  expect(sealsOf()).toBe(before + 1)
  expect(verifyJournal(desk.core.folder, secretsOf(desk.core)).fault).toBeNull()
  desk.remove()
})
