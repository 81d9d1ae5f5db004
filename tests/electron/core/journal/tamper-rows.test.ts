import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../../../../electron/core/journal/connection.ts'
import { verifyAudit } from '../../../../electron/core/journal/verify-journal.ts'
import { append, changeTable, forgedDay, rechain, type ForgedDay } from '../../../support/forged-day.ts'

let day: ForgedDay
const table = changeTable()
beforeAll(async () => {
  day = await forgedDay()
})
afterAll(() => {
  day.remove()
  table.print()
})

describe('rows', () => {
  const bySeals = {
    get first() {
      return { seq: day.firstSealed, after: 0 }
    },
    get second() {
      return { seq: day.sealed, after: day.firstSealed }
    },
  }
  const verifyCopy = (name: string, forge: (connection: Connection) => void, head?: 'kept' | 'gone') => {
    const { fault } = verifyAudit(day.copy(forge, head), day.secrets)
    table.count(name, fault)
    return fault
  }

  it('that were taken out are found where they stood', () => {
    for (const seq of day.looked.filter((each) => each < day.end))
      expect(verifyCopy('a row taken out', ({ db }) => db.prepare('DELETE FROM audit WHERE seq = ?').run(seq))).toEqual(
        {
          where: 'audit',
          seq,
          fault: 'seq-not-next',
        },
      )
  })

  it('that were taken out, with the rest moved up, are found', () => {
    for (const seq of day.looked.filter((each) => each < day.end)) {
      const fault = verifyCopy('a row taken out, the rest moved up', ({ db }) => {
        db.prepare('DELETE FROM audit WHERE seq = ?').run(seq)
        db.prepare('UPDATE audit SET seq = -seq WHERE seq > ?').run(seq)
        db.exec('UPDATE audit SET seq = -seq - 1 WHERE seq < 0')
      })
      expect(fault).toEqual({ where: 'audit', seq, fault: 'prev-hash-differs' })
    }
  })

  it('that changed places are found at the first of them', () => {
    for (const [one, other] of [
      [1, 2],
      [day.firstSealed, day.sealed],
      [day.sealed, day.end],
      [day.end - 1, day.end],
    ] as const) {
      const fault = verifyCopy('two rows changed places', ({ db }) => {
        db.prepare('UPDATE audit SET seq = -1 WHERE seq = ?').run(one)
        db.prepare('UPDATE audit SET seq = ? WHERE seq = ?').run(one, other)
        db.prepare('UPDATE audit SET seq = ? WHERE seq = -1').run(other)
      })
      expect(fault).toMatchObject({ where: 'audit', seq: one })
    }
  })

  it('that were put in between are found there', () => {
    for (const seq of day.looked) {
      const fault = verifyCopy('a row put in', (connection) => {
        connection.db.prepare('UPDATE audit SET seq = -seq WHERE seq >= ?').run(seq)
        connection.db.exec('UPDATE audit SET seq = -seq + 1 WHERE seq < 0')
        append(connection, seq)
      })
      expect(fault).toMatchObject({ where: 'audit', seq: seq + 1 })
    }
  })

  const cutAfter =
    (last: number) =>
    ({ db }: Connection) =>
      db.prepare('DELETE FROM audit WHERE seq > ?').run(last)

  it('that were cut off after the last seal are missed by the head file', () => {
    for (const last of [day.end - 1, day.sealed]) {
      const missing = { where: 'head', chain: 'audit', seq: day.end, fault: 'missing' }
      expect(verifyCopy('the end cut off', cutAfter(last))).toEqual(missing)
    }
  })

  it('that were cut off before the last seal are missed by the seal, with or without the head file', () => {
    for (const last of [day.sealed - 1, 1, 0]) {
      const missing = { where: 'seal', ...(last < day.firstSealed ? bySeals.first : bySeals.second), fault: 'missing' }
      expect(verifyCopy('the end cut off', cutAfter(last))).toEqual(missing)
      expect(verifyCopy('the end cut off, and the head file gone', cutAfter(last), 'gone')).toEqual(missing)
    }
  })

  it('that were written anew as a whole chain differ from the signed seal, with or without the head file', () => {
    for (const seq of [1, day.firstSealed, day.firstSealed + 1, Math.ceil(day.sealed / 2), day.sealed]) {
      for (const head of ['kept', 'gone'] as const) {
        const fault = verifyCopy(
          `forged and chained anew before the seal${head === 'kept' ? '' : ', the head file gone'}`,
          (connection) => rechain(connection, seq),
          head,
        )
        const place = seq <= day.firstSealed ? bySeals.first : bySeals.second
        expect(fault).toEqual({ where: 'seal', ...place, fault: 'differs' })
      }
    }
  })

  it('that were left out of a whole new chain differ from the signed seal', () => {
    for (const head of ['kept', 'gone'] as const) {
      const fault = verifyCopy(
        `left out and chained anew before the seal${head === 'kept' ? '' : ', the head file gone'}`,
        (connection) => {
          connection.db.exec('DELETE FROM audit WHERE seq = 5; UPDATE audit SET seq = -seq WHERE seq > 5')
          connection.db.exec('UPDATE audit SET seq = -seq - 1 WHERE seq < 0')
          rechain(connection, 5, {})
        },
        head,
      )
      expect(fault).toEqual({ where: 'seal', ...bySeals.second, fault: 'differs' })
    }
  })

  it('that were written anew after the last seal differ from the head file, which is all that holds them', () => {
    for (const seq of [day.sealed + 1, day.end]) {
      const forge = (connection: Connection) => rechain(connection, seq)
      expect(verifyCopy('forged and chained anew behind the seal', forge)).toEqual({
        where: 'head',
        chain: 'audit',
        seq: day.end,
        fault: 'differs',
      })
    }
  })

  it('that nobody changed are sound', () => {
    expect(
      verifyAudit(
        day.copy(() => undefined),
        day.secrets,
      ),
    ).toMatchObject({ auditRows: day.end, fault: null })
  })
})

it('a seal that was changed is found as the entry that it is', () => {
  const { fault } = verifyAudit(
    day.copy(({ db }) => {
      db.exec('DROP TRIGGER entries_stay')
      db.exec(`UPDATE entries SET body = replace(body, '"seq":', '"seq":1') WHERE type = 'audit-sealed'`)
    }),
    day.secrets,
  )
  expect(fault).toMatchObject({ where: 'entry', fault: 'hash-differs' })
})
