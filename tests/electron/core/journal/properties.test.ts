import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FIRST_PREV_HASH, JournalEntry } from '../../../../shared/domain/journal-entry.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { AdmissionId } from '../../../../shared/domain/identifiers.ts'
import { connect } from '../../../../electron/core/journal/connection.ts'
import { canonicalJson, entryFault, readEntryLine, sealEntry } from '../../../../electron/core/journal/entry-hash.ts'
import type { Journal } from '../../../../electron/core/journal/journal.ts'
import { rebuildJournal } from '../../../../electron/core/journal/rebuild-journal.ts'
import { parseStored } from '../../../../electron/core/journal/stored-entry.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { deriveKey, publicKeyBytes, publicKeyFromBytes, signingKey } from '../../../../electron/core/keys/keystore.ts'
import {
  journalPlace,
  newSecrets,
  openingEvent,
  testHospital,
  testNik,
  type JournalPlace,
} from '../../../support/journal.ts'

let place: JournalPlace
beforeEach(() => {
  place = journalPlace()
})
afterEach(() => place.remove())

function exportedLines(): string[] {
  const connection = connect(place.folder.journal, deriveKey(place.secrets, 'journal'))
  const lines = [...connection.entries.from(1)].map((stored) => canonicalJson(parseStored(stored)))
  connection.db.close()
  return lines
}

/** Judges exported lines as another program would: null when the whole chain is sound. */
function chainFault(lines: readonly string[], from?: JournalEntry): string | null {
  const publicKey = publicKeyFromBytes(publicKeyBytes(signingKey(place.secrets)))
  let at = { device: place.secrets.deviceId, seq: 1, prevHash: FIRST_PREV_HASH, at: '' }
  if (from !== undefined) at = { ...at, seq: from.seq + 1, prevHash: from.hash, at: from.at }
  for (const line of lines) {
    const entry = readEntryLine(line)
    if (typeof entry === 'string') return entry
    const fault = entryFault(entry, at, publicKey)
    if (fault !== null) return fault
    at = { ...at, seq: entry.seq + 1, prevHash: entry.hash, at: entry.at }
  }
  return null
}

function admitOne(
  journal: Journal,
  serial: number,
  state: 'guaranteed' | 'provisional' = 'guaranteed',
): AdmissionId | null {
  const outcome = journal.write((tx) => {
    const event = openingEvent(tx)
    const { admission } = event.body
    admission.person.nik = testNik(serial)
    admission.state = state
    admission.dueAt = state === 'provisional' ? tx.at : null
    // As the desk does: one person, care and date stands once.
    if (tx.admissions.standing(`nik:${testNik(serial)}|${admission.care}|${admission.serviceDate}`)) return null
    tx.append(event, 'Sari')
    return admission.id
  })
  return outcome.kind === 'written' ? outcome.value : null
}

describe('the chain', () => {
  it('shows every single changed character of an exported entry', () => {
    const journal = place.open()
    admitOne(journal, 1)
    journal.close()
    const lines = exportedLines()
    expect(chainFault(lines)).toBeNull()
    const [first = '', line = ''] = lines
    const before = JournalEntry.parse(JSON.parse(first))
    expect(chainFault([line], before)).toBeNull()
    const unnoticed: number[] = []
    for (let position = 0; position < line.length; position++) {
      for (const other of [
        String.fromCharCode(line.charCodeAt(position) ^ 1),
        line[position] === '7' ? '8' : '7',
        ' ',
      ]) {
        if (other === line[position]) continue
        const changed = line.slice(0, position) + other + line.slice(position + 1)
        if (chainFault([changed], before) === null) unnoticed.push(position)
      }
    }
    expect(unnoticed).toEqual([])
  })

  it('shows an entry that was left out, doubled, or moved', () => {
    const journal = place.open()
    for (let serial = 1; serial <= 6; serial++) admitOne(journal, serial)
    journal.close()
    const lines = exportedLines()
    fc.assert(
      fc.property(fc.nat(lines.length - 2), fc.constantFrom('left-out', 'doubled', 'moved'), (index, how) => {
        const copy = [...lines]
        const [taken = ''] = how === 'doubled' ? [copy[index]] : copy.splice(index, 1)
        if (how !== 'left-out') copy.splice(index + 1, 0, taken)
        expect(chainFault(copy)).not.toBeNull()
      }),
    )
  })

  it('shows an entry that was written anew without the key of the desk', () => {
    const journal = place.open()
    admitOne(journal, 1)
    journal.close()
    const lines = exportedLines()
    const { hash: _hash, signature: _signature, ...unsealed } = JournalEntry.parse(JSON.parse(lines[1] ?? ''))
    const forged = sealEntry({ ...unsealed, actor: 'Orang lain' }, signingKey(newSecrets()))
    expect(chainFault([lines[0] ?? '', canonicalJson(forged)])).toBe('signature-wrong')
  })
})

const command = fc.oneof(
  fc.record({ do: fc.constantFrom('admit', 'admit-provisional'), serial: fc.nat(5) }),
  fc.record({ do: fc.constantFrom('void', 'umum', 'amend', 'print', 'confirm'), serial: fc.nat(8) }),
  fc.record({ do: fc.constantFrom('hospital', 'desk', 'roster', 'clock'), serial: fc.nat(8) }),
)

describe('projections', () => {
  it('are what the entries say, whatever was done in whatever order', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const own = journalPlace()
        const journal = own.open()
        const ids: AdmissionId[] = []
        for (const { do: what, serial } of commands) run(own, journal, ids, what, serial)
        const all = { from: '2026-01-01' as IsoDate, to: '2026-12-31' as IsoDate, text: '', limit: 500 }
        const before = journal.admissions.list(all)
        journal.close()
        const verified = verifyJournal(own.folder, own.secrets).fault
        const rebuilt = rebuildJournal(own.folder, own.secrets)
        const again = own.open()
        const after = again.admissions.list(all)
        again.close()
        own.remove()
        expect(verified).toBeNull()
        expect(rebuilt.kind).toBe('rebuilt')
        expect(after).toEqual(before)
      }),
      { numRuns: process.env['LOKET_LONG'] === '1' ? 300 : 25 },
    )
  })
})

function run(own: JournalPlace, journal: Journal, ids: AdmissionId[], what: string, serial: number): void {
  const id = ids[serial % Math.max(1, ids.length)]
  const state = id === undefined ? null : (journal.admissions.get(id)?.state ?? null)
  const asOf = `2026-11-${10 + serial}` as IsoDate
  if (what === 'clock') own.clock.advance((serial - 4) * 3_600_000)
  if (what === 'admit' || what === 'admit-provisional') {
    const admitted = admitOne(journal, serial, what === 'admit' ? 'guaranteed' : 'provisional')
    if (admitted !== null) ids.push(admitted)
  }
  journal.write((tx) => {
    if (what === 'hospital')
      tx.append({ type: 'hospital-set', body: { hospital: { ...testHospital, name: `RSUD ${serial}` } } }, 'cli')
    if (what === 'desk')
      tx.append({ type: 'desk-set', body: { desk: { code: 'A1', clerkName: `Sari ${serial}` } } }, 'cli')
    if (what === 'roster')
      tx.append({ type: 'roster-installed', body: { version: `${asOf}-1`, asOf, people: serial, rows: serial } }, 'cli')
    if (id === undefined || state === null || state === 'voided') return
    const admission = tx.admissions.get(id)
    if (admission === null) return
    if (what === 'void')
      tx.append({ type: 'admission-voided', body: { admissionId: id, reason: 'salah orang' } }, 'Sari')
    if (what === 'umum' && state === 'provisional')
      tx.append({ type: 'admission-turned-umum', body: { admissionId: id, reason: 'membayar' } }, 'Sari')
    if (what === 'print')
      tx.append({ type: 'letter-printed', body: { admissionId: id, copy: admission.prints + 1 } }, 'Sari')
    if (what === 'amend') {
      const amendment = { details: { note: `catatan ${serial}` }, wardClass: serial % 2 === 0 ? null : ('3' as const) }
      tx.append({ type: 'admission-amended', body: { admissionId: id, amendment, reason: 'dilengkapi' } }, 'Sari')
    }
    if (what === 'confirm' && state === 'provisional') {
      const { letterNumber, programme, programmeShownAs, person, care, serviceDate } = admission
      const { wardClass, referral, accident, otherPayer, details, evidence } = admission
      const frozen = { wardClass, referral, accident, otherPayer, details, evidence }
      const now = { letterNumber, programme, programmeShownAs, person, care, serviceDate, ...frozen }
      tx.append({ type: 'admission-confirmed', body: { admissionId: id, letter: null, now } }, 'Sari')
    }
  })
}
