import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { verifyAuditChain, verifySeals } from '../../../../electron/core/journal/verify-audit.ts'
import { changeTable, forgedDay, type ForgedDay } from '../../../support/forged-day.ts'

// Thousands of checks of a whole trail.
vi.setConfig({ testTimeout: 120_000 })

let day: ForgedDay
const table = changeTable()
beforeAll(async () => {
  day = await forgedDay()
})
afterAll(() => {
  day.remove()
  table.print()
})

const TEXTS = ['at', 'actor', 'action', 'subject', 'facts', 'prev_hash', 'hash'] as const
const BYTE_CHANGES = {
  'lowest bit': (byte: number) => byte ^ 0x01,
  'letter case': (byte: number) => byte ^ 0x20,
  'highest bit: no UTF-8 any more': (byte: number) => byte ^ 0x80,
  NUL: () => 0x00,
}

describe('a single changed byte', () => {
  it.each(TEXTS)('of %s is found in its row, whatever the byte becomes', (column) => {
    const connection = day.open()
    const { db, auditTrail, entries } = connection
    const read = db.prepare<[number], { bytes: Buffer | null }>(
      `SELECT CAST(${column} AS BLOB) AS bytes FROM audit WHERE seq = ?`,
    )
    const write = db.prepare(`UPDATE audit SET ${column} = CAST(? AS TEXT) WHERE seq = ?`)
    for (const seq of day.looked) {
      const bytes = read.get(seq)?.bytes ?? null
      if (bytes === null) continue
      for (const [name, change] of Object.entries(BYTE_CHANGES)) {
        for (const [at, byte] of bytes.entries()) {
          const changed: Buffer = Buffer.from(bytes)
          changed[at] = change(byte)
          if (changed.equals(bytes)) continue
          write.run(changed, seq)
          const fault = verifyAuditChain(auditTrail) ?? verifySeals(entries, auditTrail)
          table.count(`${column}, ${name}`, fault)
          expect(fault, `${column} of row ${seq}, byte ${at}, ${name}`).toMatchObject({ where: 'audit', seq })
        }
      }
      write.run(bytes, seq)
    }
    expect(verifyAuditChain(auditTrail)).toBeNull()
    db.close()
  })

  it('too many or too few, or a value that was none, is found in its row', () => {
    const { db, auditTrail } = day.open()
    for (const seq of day.looked) {
      for (const column of TEXTS) {
        for (const [name, sql] of Object.entries({
          'a byte more': `${column} || 'x'`,
          'a space before': `' ' || ${column}`,
          'a byte less': `substr(${column}, 1, length(${column}) - 1)`,
          emptied: `''`,
        })) {
          db.exec('SAVEPOINT change')
          const { changes } = db
            .prepare(`UPDATE audit SET ${column} = ${sql} WHERE seq = ? AND ${column} IS NOT NULL`)
            .run(seq)
          const fault = verifyAuditChain(auditTrail)
          db.exec('ROLLBACK TO change; RELEASE change')
          if (changes === 0) continue
          table.count(name, fault)
          expect(fault, `${column} of row ${seq}: ${name}`).toMatchObject({ where: 'audit', seq })
        }
      }
      db.exec('SAVEPOINT change')
      db.prepare('UPDATE audit SET subject = CASE WHEN subject IS NULL THEN hash END WHERE seq = ?').run(seq)
      const fault = verifyAuditChain(auditTrail)
      db.exec('ROLLBACK TO change; RELEASE change')
      table.count('a person taken away or put in', fault)
      expect(fault).toMatchObject({ where: 'audit', seq })
    }
    db.close()
  })

  it('of a place in the order is found', () => {
    for (const seq of day.looked) {
      for (const bit of [0, 1, 2, 3, 7, 15, 31]) {
        const other = seq ^ (2 ** bit)
        if (other < 1) continue
        const { db, auditTrail } = day.open()
        // A number that another row has cannot be taken: then the two change places.
        db.prepare('UPDATE audit SET seq = -1 WHERE seq = ?').run(seq)
        db.prepare('UPDATE audit SET seq = ? WHERE seq = ?').run(seq, other)
        db.prepare('UPDATE audit SET seq = ? WHERE seq = -1').run(other)
        const fault = verifyAuditChain(auditTrail)
        db.close()
        table.count('seq, one bit', fault)
        expect(fault).toMatchObject({ where: 'audit', seq: Math.min(seq, other) })
      }
    }
  })
})
