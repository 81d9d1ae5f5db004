import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../electron/core/db/open-database.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import { fileIdOf } from '../../../../electron/core/roster/roster-file-names.ts'
import * as sql from '../../../../electron/core/roster/snapshot-schema.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { csv, desk, filesOf, key, person, pointed, SECRETS } from './roster-fixture.ts'

const born = '1990-01-02' as IsoDate
const names = (people: { rows: { name: string }[] }[]) => people.map((one) => one.rows[0]?.name)

describe('looking people up', () => {
  it('answers nobody, not an error, for numbers that are not in the roster', async () => {
    const { give, roster } = desk()
    await give(csv([person(1)]))
    expect(roster.find(key('nik', '3275020201909999'))).toEqual([])
    expect(roster.find(key('kk', '3275020101179999'))).toEqual([])
    expect(roster.find(key('jkn', '0009900000999'))).toEqual([])
    expect(roster.find(key('card', 'KBS1'))).toEqual([])
    expect(roster.find(key('uid', '04A1B2C3'))).toEqual([])
    expect(roster.familySize('3275020101179999')).toBe(0)
  })

  it('throws rather than answers when there is no roster', () => {
    const { roster } = desk()
    expect(roster.state()).toEqual({ kind: 'none' })
    expect(() => roster.find(key('nik', '3275020201909901'))).toThrow('no roster serves')
  })

  it('finds a whole family by its KK, the oldest first, with what its members have elsewhere', async () => {
    const { give, roster } = desk()
    const kk = '3275021203159921'
    await give(
      csv([
        person(3, { kk_number: kk, name: 'Tiga', birth_date: '1950-01-04' }),
        person(1, { kk_number: kk, name: 'Satu', rw: '009' }),
        person(9, { name: 'Orang lain' }),
        person(2, { kk_number: kk, name: 'Dua' }),
        person(3, {
          kk_number: '3275021203159999',
          name: 'Tiga di Bogor',
          programme: 'bogor-sehat',
          birth_date: '1950-01-04',
        }),
      ]),
    )
    const family = roster.find(key('kk', kk))
    expect(names(family)).toEqual(['Tiga', 'Satu', 'Dua'])
    expect(family[0]?.rows.map((row) => row.programme)).toEqual(['kbs-bekasi', 'bogor-sehat'])
    expect(roster.familySize(kk)).toBe(3)
  })

  it('finds by JKN number with its leading zeros, by card number and by chip', async () => {
    const { give, roster } = desk()
    await give(
      csv([
        person(1, { jkn_number: '0009900000017', name: 'A' }),
        person(2, { card_number: 'KBS99', card_uid: '04A1B2C3', name: 'B' }),
        person(3, { kk_number: person(2)['kk_number']!, card_number: 'KBS99', name: 'C' }),
      ]),
    )
    expect(names(roster.find(key('jkn', '0009900000017')))).toEqual(['A'])
    expect(names(roster.find(key('card', 'KBS99')))).toEqual(['B', 'C'])
    expect(names(roster.find(key('uid', '04A1B2C3')))).toEqual(['B'])
  })

  it('searches words of a name without case and accents, on one birth date only', async () => {
    const { give, roster } = desk()
    await give(
      csv([
        person(1, { name: "Siti Nur'aini Contoh", birth_date: born }),
        person(2, { name: 'SITI AMINAH CONTOH', birth_date: born }),
        person(3, { name: 'René Siti', birth_date: born }),
        person(4, { name: 'Siti Aminah', birth_date: '1990-01-03' }),
      ]),
    )
    expect(names(roster.search('siti nuraini', born))).toEqual(["Siti Nur'aini Contoh"])
    expect(names(roster.search('  RENE ', born))).toEqual(['René Siti'])
    expect(names(roster.search('contoh siti', born))).toHaveLength(2)
    expect(roster.search('aminah rene', born)).toEqual([])
    expect(roster.search(' . ', born)).toEqual([])
  })

  it('answers at most 20 people to a search', async () => {
    const { give, roster } = desk()
    await give(csv(Array.from({ length: 40 }, (_, n) => person(n, { birth_date: born }))))
    expect(roster.search('contoh', born)).toHaveLength(20)
  })

  it('lists at most 50 people of a number that stands for nobody and is on many', async () => {
    const { give, roster } = desk()
    const kk = '3275020101179999'
    const nobody = { kk_number: kk, card_number: 'KBS0', card_uid: '04A1B2C3', jkn_number: '0000000000017' }
    const many = Array.from({ length: 90 }, (_, n) => [
      person(n, nobody),
      person(n, { ...nobody, programme: 'bogor-sehat' }),
    ])
    await give(csv(many.flat()))
    const shown = ['kk', 'card', 'uid', 'jkn'] as const
    const found = shown.map((kind) => roster.find(key(kind, Object.values(nobody)[shown.indexOf(kind)] ?? '')))
    for (const people of found) {
      expect(people).toHaveLength(50)
      expect(people.every(({ rows }) => rows.length === 2)).toBe(true)
    }
    expect(roster.familySize(kk)).toBe(50)
  })

  it('knows the age of its data from the clock', async () => {
    const { give, roster } = desk()
    await give(csv([person(1)]), { asOf: '2026-11-05' as IsoDate })
    expect(roster.state()).toMatchObject({ kind: 'current', asOf: '2026-11-05', ageDays: 16, fellBack: false })
  })
})

describe('every look-up', () => {
  const lookUps = Object.entries(sql).flatMap(([name, statement]): [string, string][] =>
    typeof statement === 'string' && /^\s*SELECT.*\?/s.test(statement) ? [[name, statement]] : [],
  )

  it('is looked at here', () => {
    expect(lookUps.map(([name]) => name)).toHaveLength(14)
  })

  it.each(lookUps)('%s uses an index for every table', async (_, statement) => {
    const { give, folder } = desk()
    await give(csv([person(1)]))
    const [path = ''] = filesOf(folder, pointed(folder).current)
    const db = openDatabase(path, deriveKey(SECRETS, `roster/${fileIdOf(basename(path))}`), 'read')
    const values = statement.split('?').slice(1).fill('1')
    const plan = db.prepare<string[], { detail: string }>(`EXPLAIN QUERY PLAN ${statement}`).all(...values)
    db.close()
    const steps = plan.map((step) => step.detail).filter((step) => !step.startsWith('CORRELATED SCALAR SUBQUERY'))
    expect(steps.length).toBeGreaterThan(0)
    for (const step of steps) {
      expect(step).toMatch(/^SEARCH \w+ USING (COVERING )?(INDEX \w+|INTEGER PRIMARY KEY|PRIMARY KEY)/)
    }
  })
})
