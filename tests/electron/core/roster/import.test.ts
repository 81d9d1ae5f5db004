import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listedVersions } from '../../../../electron/core/roster/replaced-file.ts'
import type { ImportProgress } from '../../../../shared/domain/roster-state.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { csv, desk, key, NOON, person } from './roster-fixture.ts'

const many = (count: number) => Array.from({ length: count }, (_, n) => person(n))
const date = (text: string) => text as IsoDate

describe('importing a roster', () => {
  it('serves every column of a row as it was given', async () => {
    const { give, roster } = desk()
    const outcome = await give(
      csv([
        person(1, {
          name: 'Siti Contoh',
          sex: 'P',
          valid_until: '2027-01-01',
          status: 'suspended',
          status_since: '2026-01-31',
          jkn_number: '0009900000017',
          jkn_status: 'active',
          jkn_segment: 'pbi-apbd',
          card_number: 'kbs0099',
          card_uid: '04a1b2c3d4e5f6',
          card_status: 'distributed',
          card_submitted_on: '2017-04-02',
          card_distributed_on: '2017-05-20',
        }),
      ]),
    )
    expect(outcome.kind).toBe('done')
    expect(roster.find(key('nik', '3275020201909901'))).toEqual([
      {
        nik: '3275020201909901',
        rows: [
          {
            nik: '3275020201909901',
            kkNumber: '3275020101179901',
            name: 'Siti Contoh',
            sex: 'P',
            birthDate: '1990-01-02',
            programme: 'kbs-bekasi',
            category: 'tidak-mampu',
            wardClass: '3',
            validFrom: '2017-03-12',
            validUntil: '2027-01-01',
            status: 'suspended',
            statusSince: '2026-01-31',
            districtCode: '327502',
            villageCode: '3275021002',
            rw: '002',
            rt: '003',
            residentSince: '2015-06-04',
            jknNumber: '0009900000017',
            jknStatus: 'active',
            jknSegment: 'pbi-apbd',
            cardNumber: 'KBS0099',
            cardUid: '04A1B2C3D4E5F6',
            cardStatus: 'distributed',
            cardSubmittedOn: '2017-04-02',
            cardDistributedOn: '2017-05-20',
          },
        ],
      },
    ])
  })

  it('tells what it did, and the true stage while it does', async () => {
    const { dir, roster, give } = desk()
    await give(csv(many(3)))
    const stages: ImportProgress[] = []
    const outcome = await roster.import(join(dir, 'roster.csv'), { asOf: date('2026-11-21') }, (step) =>
      stages.push(step),
    )
    expect(outcome).toMatchObject({
      kind: 'done',
      report: {
        version: '2026-11-21-2',
        asOf: '2026-11-21',
        rowsRead: 3,
        rowsAccepted: 3,
        rowsRejected: 0,
        conflicts: 0,
        people: 3,
        ignoredColumns: [],
        rejectsFile: null,
      },
    })
    expect([...new Set(stages.map((step) => step.stage))]).toEqual(['reading', 'indexing', 'checking', 'installing'])
    const fractions = stages.map((step) => step.fraction)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(fractions.at(-1)).toBe(1)
  })

  it.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['CRLF line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['no line end after the last row', (text: string) => text.trimEnd()],
    ['blank lines', (text: string) => `\n${text.replaceAll('\n', '\n\n')}`],
    ['every field in quotes', (text: string) => text.replaceAll(/[^,\n]+/g, '"$&"')],
    ['spaces around fields', (text: string) => text.replaceAll(',', ' , ')],
    ['columns in another order', (text: string) => text.replaceAll(/^(.*?),(.*)$/gm, '$2,$1')],
    ['spaces and dots within numbers', (text: string) => text.replaceAll(/^(\d{4})(\d{4})(\d{8})/gm, '$1 $2.$3')],
  ])('reads a file with %s', async (_, change) => {
    const { give, roster } = desk()
    const outcome = await give(change(csv(many(5))))
    expect(outcome).toMatchObject({ kind: 'done', report: { rowsAccepted: 5, rowsRejected: 0 } })
    expect(roster.find(key('nik', person(4)['nik']!))).toHaveLength(1)
  })

  it('keeps a quoted name with delimiter, quote and line break as one field', async () => {
    const { give, roster } = desk()
    await give(csv([person(1, { name: '"Contoh, ""Nur""\nAini"' }), person(2)]))
    expect(roster.find(key('nik', person(1)['nik']!))[0]?.rows[0].name).toBe('Contoh, "Nur" Aini')
    expect(roster.find(key('nik', person(2)['nik']!))).toHaveLength(1)
  })

  it('names columns that it does not know and ignores them', async () => {
    const { give } = desk()
    expect(await give(csv([person(1, { mother_name: 'x', Hobi: 'y' })]))).toMatchObject({
      kind: 'done',
      report: { ignoredColumns: ['mother_name', 'hobi'] },
    })
  })

  it('leaves files alone that a person laid beside the roster, even the CSV itself', async () => {
    const { folder, give, roster } = desk()
    await give(csv(many(2)))
    const own = join(folder.rosterDir, 'februari.csv')
    writeFileSync(own, csv(many(2)))
    expect(await roster.import(own, { asOf: date('2026-11-21') }, () => {})).toMatchObject({ kind: 'done' })
    expect(existsSync(own)).toBe(true)
  })

  it('never writes its list of rejects over a file of somebody else, nor through a link', async () => {
    const { dir, folder, give } = desk()
    const precious = join(dir, 'precious.txt')
    writeFileSync(precious, 'precious')
    symlinkSync(precious, join(dir, 'roster.csv.rejects.csv'))
    const outcome = await give(csv([...many(9), person(10, { sex: 'X' })]), { maxRejectedShare: 1 })
    expect(outcome).toMatchObject({ report: { rejectsFile: join(folder.root, 'roster.csv.rejects.csv') } })
    expect(readFileSync(precious, 'utf8')).toBe('precious')
  })

  it('does without the columns that are not required', async () => {
    const { give, roster } = desk()
    const {
      nik,
      kk_number,
      name,
      sex,
      birth_date,
      programme,
      category,
      ward_class,
      valid_from,
      status,
      district_code,
    } = person(1)
    const row = {
      nik,
      kk_number,
      name,
      sex,
      birth_date,
      programme,
      category,
      ward_class,
      valid_from,
      status,
      district_code,
    }
    expect(await give(csv([row as Record<string, string>]))).toMatchObject({ kind: 'done' })
    expect(roster.find(key('nik', nik!))[0]?.rows[0]).toMatchObject({ jknStatus: 'none', validUntil: null, rw: null })
  })

  it('takes the date of the file when none is given', async () => {
    const { give } = desk()
    expect(await give(csv(many(2)), {})).toMatchObject({ kind: 'done', report: { asOf: '2026-11-20' } })
  })

  it('leaves every version until retention takes it, and notes when it was replaced', async () => {
    const { give, folder } = desk()
    for (let time = 0; time < 3; time += 1) await give(csv(many(2)))
    const files = readdirSync(folder.rosterDir).toSorted()
    expect(files.slice(0, 4)).toEqual(['current.copy.json', 'current.json', 'import.lock', 'replaced.json'])
    expect(files.slice(4)).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/^roster-[\da-f]{16}\.db$/)))
    expect(listedVersions(folder.rosterDir)).toMatchObject([
      { version: '2026-11-21-1', replacedAt: NOON.now() },
      { version: '2026-11-21-2', replacedAt: NOON.now() },
      { version: '2026-11-21-3', replacedAt: null },
    ])
  })
})

describe('the same NIK more than once', () => {
  it('in one programme with a difference stays as both rows, counted as a conflict', async () => {
    const { give, roster } = desk()
    const outcome = await give(csv([person(1), person(2), person(1, { name: 'Lain Contoh' })]))
    expect(outcome).toMatchObject({ kind: 'done', report: { rowsAccepted: 3, people: 2, conflicts: 1 } })
    const [found] = roster.find(key('nik', person(1)['nik']!))
    expect(found?.rows.map((row) => row.name)).toEqual(['Lain Contoh', 'Orang 1 Contoh'])
  })

  it('in two programmes is one person with two rows and no conflict', async () => {
    const { give, roster } = desk()
    const outcome = await give(csv([person(1), person(1, { programme: 'bogor-sehat' })]))
    expect(outcome).toMatchObject({ kind: 'done', report: { rowsAccepted: 2, people: 1, conflicts: 0 } })
    expect(roster.find(key('nik', person(1)['nik']!))[0]?.rows).toHaveLength(2)
  })

  it('word for word is kept once, and the repeated line is listed', async () => {
    const { give, roster, dir } = desk()
    const outcome = await give(csv([person(1), person(2), person(1)]), {
      asOf: date('2026-11-21'),
      maxRejectedShare: 0.5,
    })
    expect(outcome).toMatchObject({ kind: 'done', report: { rowsAccepted: 2, rowsRejected: 1, conflicts: 0 } })
    expect(roster.find(key('nik', person(1)['nik']!))[0]?.rows).toHaveLength(1)
    expect(readFileSync(join(dir, 'roster.csv.rejects.csv'), 'utf8')).toBe('line,column,code\n4,,repeated-row\n')
  })
})
