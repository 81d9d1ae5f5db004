import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditHash, type AuditRow } from '../../../../electron/core/journal/audit-table.ts'
import type { AuditFilter } from '../../../../shared/contract/audit.ts'
import { deskPlace, people, question, rina, TODAY, type DeskPlace } from '../../../support/desk-core.ts'
import { trailOf, withoutHashes } from '../../../support/trail.ts'

const AGUS = 'Agus Contoh'
const ALL: AuditFilter = { from: null, to: null, actor: null, action: null, subject: null }

let place: DeskPlace
beforeEach(async () => {
  place = await deskPlace()
})
afterEach(() => place.remove())

const check = (text: string) => place.core.desk.check({ text, source: 'wedge', question: question() }, rina.name)

describe('an export', () => {
  const exported = async (filter: Partial<AuditFilter>, format: 'csv' | 'json', most = 1000) => {
    const result = await place.core.auditTrail.export({ filter: { ...ALL, ...filter }, format }, AGUS, most)
    if (result.kind !== 'exported') throw new Error(result.kind)
    return result
  }

  it('as JSON has every field that the hashes cover, so that anybody can follow the chain', async () => {
    check(people.ahmad)
    const { content, rows, fileName, sha256 } = await exported({ to: TODAY }, 'json')
    expect(fileName).toBe('jejak-audit-3275999-A1-awal-2026-11-21.json')
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
    const file = JSON.parse(Buffer.from(content).toString()) as { desk: string; rows: AuditRow[] }
    expect(file).toMatchObject({ hospital: '3275999', desk: 'A1', timeZone: 'Asia/Jakarta' })
    expect(file.rows).toHaveLength(rows)
    let prevHash = '0'.repeat(64)
    for (const { hash, ...row } of file.rows) {
      expect(row.prevHash).toBe(prevHash)
      expect(auditHash(row)).toBe(hash)
      prevHash = hash
    }
    expect(trailOf(place.core).at(-1)).toMatchObject({
      action: 'audit-exported',
      actor: AGUS,
      facts: { format: 'json', rows, sha256, to: TODAY, person: false },
    })
  })

  it('as CSV opens in a spreadsheet and runs nothing there', async () => {
    place.core.journal.audit([{ actor: '=1+1', action: 'search', subject: null, facts: { found: 0 } }])
    const { content, rows } = await exported({}, 'csv')
    const text = Buffer.from(content).toString()
    expect(text.startsWith('\uFEFFseq;at;local_time;actor;action;subject;facts;hash\r\n')).toBe(true)
    const cells = parse(text, { bom: true, delimiter: ';', columns: true }) as Record<string, string>[]
    expect(cells).toHaveLength(rows)
    expect(cells.at(-1)).toMatchObject({ actor: "'=1+1", local_time: '2026-11-21 08:00:00', facts: '{"found":0}' })
  })

  it('of one person is about that person in the trail, and names nobody', async () => {
    check(people.ahmad)
    const subject = place.core.journal.subjectHash({ kind: 'nik', value: people.ahmad })
    const { content, rows } = await exported({ subject }, 'csv')
    expect(rows).toBe(1)
    expect(withoutHashes(Buffer.from(content).toString())).not.toMatch(/\d{16}|Ahmad/)
    expect(trailOf(place.core).at(-1)).toMatchObject({ action: 'audit-exported', subject })
  })

  it('of more rows than can be handed over is not made', async () => {
    check(people.ahmad)
    expect(await place.core.auditTrail.export({ filter: ALL, format: 'csv' }, AGUS, 2)).toEqual({
      kind: 'too-many',
      rows: trailOf(place.core).length,
    })
  })
})
