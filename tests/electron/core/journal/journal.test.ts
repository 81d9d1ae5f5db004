import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Admission } from '../../../../shared/domain/admission.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Journal } from '../../../../electron/core/journal/journal.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { connect } from '../../../../electron/core/journal/connection.ts'
import { prepareRebuild, rebuildJournal } from '../../../../electron/core/journal/rebuild-journal.ts'
import { openDatabase } from '../../../../electron/core/db/open-database.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import { journalPlace, newSecrets, openingEvent, testHospital, type JournalPlace } from '../../../support/journal.ts'

let place: JournalPlace
beforeEach(() => {
  place = journalPlace()
})
afterEach(() => place.remove())

function admit(journal: Journal, overrides: Parameters<typeof openingEvent>[1] = {}): Admission {
  const outcome = journal.write((tx) => {
    const event = openingEvent(tx, overrides)
    tx.append(event, 'Sari')
    return tx.admissions.get(event.body.admission.id)
  })
  if (outcome.kind !== 'written' || outcome.value === null) throw new Error('not admitted')
  return outcome.value
}

function raw() {
  return openDatabase(place.folder.journal, deriveKey(place.secrets, 'journal'), 'journal')
}

describe('a journal', () => {
  it('enrols its device first, and keeps what it wrote across a restart', () => {
    const journal = place.open()
    const admission = admit(journal)
    journal.close()
    const again = place.open()
    expect(again.device).toBe(place.secrets.deviceId)
    expect(again.demo).toBe(false)
    expect(again.admissions.get(admission.id)).toEqual(admission)
    again.close()
    expect(verifyJournal(place.folder, place.secrets)).toEqual({ entries: 2, auditRows: 1, fault: null })
  })

  it('writes with every commit synced, also after a reopen', () => {
    place.open().close()
    const db = raw()
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    db.close()
  })

  it('refuses to change or delete an entry or an audit row', () => {
    const journal = place.open()
    journal.audit([{ actor: 'Sari', action: 'search', subject: null, facts: {} }])
    journal.close()
    const db = raw()
    for (const sql of [
      `UPDATE entries SET actor = 'x'`,
      'DELETE FROM entries',
      `UPDATE audit SET actor = 'x'`,
      'DELETE FROM audit',
    ])
      expect(() => db.exec(sql)).toThrow('append-only')
    db.close()
  })

  it('keeps one admission for a person, care and date, until it is voided', () => {
    const journal = place.open()
    const first = admit(journal)
    const same = { person: first.person }
    expect(() => admit(journal, same)).toThrow('UNIQUE')
    journal.write((tx) =>
      tx.append({ type: 'admission-voided', body: { admissionId: first.id, reason: 'salah orang' } }, 'Sari'),
    )
    expect(admit(journal, same).letterNumber).not.toBe(first.letterNumber)
    journal.close()
  })

  it('writes nothing of a transaction that fails halfway', () => {
    const journal = place.open()
    expect(() =>
      journal.write((tx) => {
        tx.append(openingEvent(tx), 'Sari')
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect(journal.admissions.list({ from: day, to: day, text: '', limit: 9 }).total).toBe(0)
    expect(admit(journal).letterNumber).toMatch(/^000001\//)
    journal.close()
  })

  it('says that it is busy while another process keeps writing, and writes again after it', () => {
    const journal = place.open()
    const other = raw()
    other.exec('BEGIN IMMEDIATE')
    const event = { type: 'hospital-set', body: { hospital: testHospital } } as const
    let ran = 0
    const write = () => journal.write((tx) => ((ran += 1), tx.append(event, 'cli').seq))
    expect(write()).toEqual({ kind: 'busy' })
    expect(ran).toBe(0)
    other.exec('ROLLBACK')
    other.close()
    expect(write()).toEqual({ kind: 'written', value: 2 })
    journal.close()
    expect(verifyJournal(place.folder, place.secrets).fault).toBeNull()
  }, 20_000)

  it('refuses a file that a newer program wrote, by name', () => {
    place.open().close()
    const db = raw()
    db.pragma('user_version = 999')
    db.close()
    expect(() => place.open()).toThrow('newer version of this program')
  })

  it('refuses the journal of another desk', () => {
    place.open().close()
    place.secrets.deviceId = newSecrets().deviceId
    expect(() => place.open()).toThrow('another desk')
  })

  it('remembers the highest roster, not the last one', () => {
    const journal = place.open()
    for (const [version, asOf] of [
      ['2026-11-21-1', '2026-11-21'],
      ['2026-11-20-1', '2026-11-20'],
    ] as const)
      journal.write((tx) =>
        tx.append({ type: 'roster-installed', body: { version, asOf: asOf as IsoDate, people: 1, rows: 1 } }, 'cli'),
      )
    expect(journal.rosterHigh('local')).toMatchObject({ version: '2026-11-21-1', asOf: '2026-11-21' })
    journal.close()
  })
})

describe('time', () => {
  it('never goes back below the latest entry, and says that the clock is behind', () => {
    const journal = place.open()
    admit(journal)
    place.clock.set('2019-01-01T00:00:00.000Z')
    expect(journal.now()).toBe('2026-11-21T01:00:00.000Z')
    expect(journal.clockBehindSince()).toBe('2026-11-21T01:00:00.000Z')
    expect(admit(journal).letterNumber).toMatch(/^000002\/.*2026$/)
    place.clock.set('2026-11-21T00:57:00.000Z')
    expect(journal.clockBehindSince()).toBeNull()
    journal.close()
  })

  it('before the program was written enrols no desk, and leaves the folder as if nobody had come', () => {
    place.clock.set('1970-01-01T00:01:00.000Z')
    expect(() => place.open()).toThrow('set its date and time')
    expect(existsSync(place.folder.journal)).toBe(false)
    expect(existsSync(place.folder.journalHead)).toBe(false)
    place.clock.set('2026-11-21T01:00:00.000Z')
    const journal = place.open()
    expect(admit(journal).letterNumber).toMatch(/^000001\/.*2026$/)
    journal.close()
    place.clock.set('1970-01-01T00:01:00.000Z')
    const again = place.open()
    expect(admit(again).letterNumber).toMatch(/^000002\/.*2026$/)
    again.close()
  })

  it('gives no number twice when the clock jumps years ahead and back', () => {
    const journal = place.open()
    const numbers = ['2026-11-21', '2036-01-01', '2026-11-22', '2036-01-02', '2040-01-01'].map((date, index) => {
      place.clock.set(`${date}T03:00:00.000Z`)
      return admit(journal, { serviceDate: `2026-11-0${index + 1}` as IsoDate }).letterNumber
    })
    expect(new Set(numbers).size).toBe(numbers.length)
    journal.close()
    expect(verifyJournal(place.folder, place.secrets).fault).toBeNull()
  })
})

describe('damage', () => {
  it('is noticed at start when the end of the log is lost', () => {
    const journal = place.open()
    admit(journal)
    // The last connection folds the log into the file when it closes: copies keep the files as a power cut would.
    const wal = `${place.folder.journal}-wal`
    copyFileSync(place.folder.journal, `${place.folder.journal}.copy`)
    copyFileSync(wal, `${wal}.copy`)
    journal.close()
    copyFileSync(`${place.folder.journal}.copy`, place.folder.journal)
    copyFileSync(`${wal}.copy`, wal)
    truncateSync(wal, Math.floor(readFileSync(wal).length / 2))
    expect(() => place.open()).toThrow('are missing')
    expect(existsSync(place.folder.journal)).toBe(true)
  })

  it('is noticed at start when the whole file is gone', () => {
    place.open().close()
    rmSync(place.folder.journal)
    expect(() => place.open()).toThrow('is gone')
    expect(existsSync(place.folder.journal)).toBe(false)
  })

  it('is noticed at start when one of the last entries was changed', () => {
    const journal = place.open()
    admit(journal)
    journal.close()
    const db = raw()
    db.exec('DROP TRIGGER entries_stay')
    db.exec(`UPDATE entries SET body = replace(body, 'Contoh 1', 'Contoh 2') WHERE seq = 2`)
    db.close()
    expect(() => place.open()).toThrow('damaged')
    expect(verifyJournal(place.folder, place.secrets).fault).toEqual({ where: 'entry', seq: 2, fault: 'hash-differs' })
  })

  it('of the head file alone does not stop the desk: it may be behind, never ahead', () => {
    const journal = place.open()
    const before = readFileSync(place.folder.journalHead)
    admit(journal)
    journal.close()
    writeFileSync(place.folder.journalHead, before)
    expect(() => place.open().close()).not.toThrow()
    writeFileSync(place.folder.journalHead, 'rubbish')
    expect(() => place.open().close()).not.toThrow()
  })

  it('of a projection is found, and mended from the entries', () => {
    const journal = place.open()
    const admission = admit(journal)
    journal.write((tx) => tx.append({ type: 'hospital-set', body: { hospital: testHospital } }, 'cli'))
    journal.close()
    const db = raw()
    db.exec(`UPDATE admissions SET admission = replace(admission, 'Contoh 1', 'Contoh 9')`)
    db.close()
    expect(verifyJournal(place.folder, place.secrets).fault).toMatchObject({ where: 'projection', table: 'admissions' })
    // What the lists were compared with is gone again.
    expect(readdirSync(dirname(place.folder.journal)).filter((name) => name.startsWith('verify-'))).toEqual([])
    expect(rebuildJournal(place.folder, place.secrets)).toEqual({ kind: 'rebuilt', entries: 3 })
    expect(verifyJournal(place.folder, place.secrets).fault).toBeNull()
    const again = place.open()
    expect(again.admissions.get(admission.id)).toEqual(admission)
    again.close()
  })

  it('of a projection is mended while the desk goes on admitting, and what it admits meanwhile is there', () => {
    const journal = place.open()
    const before = admit(journal)
    const db = raw()
    db.exec('DELETE FROM admissions; DELETE FROM letter_numbers')
    db.close()
    const connection = connect(place.folder.journal, deriveKey(place.secrets, 'journal'))
    const prepared = prepareRebuild(connection, place.secrets)
    const meanwhile = admit(journal)
    expect(prepared.kind === 'prepared' && prepared.finish()).toEqual({ kind: 'rebuilt', entries: 3 })
    connection.db.close()
    expect(journal.admissions.get(before.id)).toEqual(before)
    expect(journal.admissions.get(meanwhile.id)).toEqual(meanwhile)
    expect(admit(journal).letterNumber).toMatch(/^000003\//)
    journal.close()
    expect(verifyJournal(place.folder, place.secrets).fault).toBeNull()
  })

  it('is not built upon when it came while the projections were made anew', () => {
    const journal = place.open()
    admit(journal)
    const connection = connect(place.folder.journal, deriveKey(place.secrets, 'journal'))
    const prepared = prepareRebuild(connection, place.secrets)
    const { id } = admit(journal)
    const db = raw()
    db.exec(`DROP TRIGGER entries_stay; UPDATE entries SET actor = 'Tono' WHERE seq = 3`)
    db.close()
    const fault = { where: 'entry', seq: 3, fault: 'hash-differs' }
    expect(prepared.kind === 'prepared' && prepared.finish()).toEqual({ kind: 'damaged', fault })
    connection.db.close()
    expect(journal.admissions.get(id)).not.toBeNull()
    journal.close()
  })

  it('of an audit row is found', () => {
    const journal = place.open()
    for (let n = 0; n < 3; n++)
      journal.audit([
        { actor: 'Sari', action: 'look-up', subject: { kind: 'nik', value: '3275020108909901' }, facts: { n } },
      ])
    journal.close()
    const db = raw()
    db.exec('DROP TRIGGER audit_stays')
    expect(db.prepare('SELECT DISTINCT subject FROM audit').all()).toHaveLength(1)
    expect(JSON.stringify(db.prepare('SELECT * FROM audit').all())).not.toContain('3275020108909901')
    db.exec(`UPDATE audit SET actor = 'Tono' WHERE seq = 2`)
    db.close()
    expect(verifyJournal(place.folder, place.secrets).fault).toEqual({ where: 'audit', seq: 2, fault: 'hash-differs' })
  })
})

const day = '2026-11-21' as IsoDate
