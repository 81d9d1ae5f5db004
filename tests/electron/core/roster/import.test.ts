import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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
    expect([...new Set(stages.map((step) => step.stage))]).toEqual(['indexing', 'checking', 'installing'])
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
    expect(readdirSync(folder.rosterDir).toSorted()).toEqual([
      'current.json',
      'import.lock',
      'replaced.json',
      'roster-2026-11-21-1.db',
      'roster-2026-11-21-2.db',
      'roster-2026-11-21-3.db',
    ])
    expect(JSON.parse(readFileSync(join(folder.rosterDir, 'replaced.json'), 'utf8'))).toEqual({
      format: 1,
      replaced: { '2026-11-21-1': NOON.now(), '2026-11-21-2': NOON.now() },
    })
  })
})

describe('rows that are wrong', () => {
  const wrong: [code: string, column: string, change: Record<string, string>][] = [
    ['missing', 'nik', { nik: '' }],
    ['not-digits', 'nik', { nik: '32750202019O9901' }],
    ['wrong-length', 'nik', { nik: '327502020190990' }],
    ['nik-bad-day', 'nik', { nik: '3275023501909901' }],
    ['nik-bad-month', 'nik', { nik: '3275020213909901' }],
    ['nik-impossible-date', 'nik', { nik: '3275023102909901' }],
    ['nik-serial-zero', 'nik', { nik: '3275020201900000' }],
    ['nik-all-same-digit', 'nik', { nik: '1111111111111111' }],
    ['wrong-length', 'kk_number', { kk_number: '32750201011799' }],
    ['missing', 'name', { name: '   ' }],
    ['too-long', 'name', { name: 'x'.repeat(121) }],
    ['unknown-code', 'sex', { sex: 'F' }],
    ['not-a-date', 'birth_date', { birth_date: '1990-02-30' }],
    ['not-a-date', 'birth_date', { birth_date: '15/08/1990' }],
    ['bad-form', 'programme', { programme: 'KBS Bekasi' }],
    ['unknown-code', 'category', { category: 'kaya' }],
    ['unknown-code', 'ward_class', { ward_class: '4' }],
    ['not-a-date', 'valid_from', { valid_from: 'kemarin' }],
    ['not-a-date', 'valid_until', { valid_until: '2026-13-01' }],
    ['unknown-code', 'status', { status: 'aktif' }],
    ['wrong-length', 'district_code', { district_code: '32.75' }],
    ['wrong-length', 'village_code', { village_code: '32.75.02.02' }],
    ['bad-form', 'rw', { rw: '0002' }],
    ['bad-form', 'rt', { rt: 'A' }],
    ['wrong-length', 'jkn_number', { jkn_number: '000123' }],
    ['unknown-code', 'jkn_status', { jkn_status: 'ya' }],
    ['unknown-code', 'jkn_segment', { jkn_segment: 'pbi' }],
    ['bad-form', 'card_number', { card_number: 'KBS-001' }],
    ['bad-form', 'card_uid', { card_uid: '04A1B2' }],
    ['unknown-code', 'card_status', { card_status: 'hilang' }],
    ['not-a-date', 'card_submitted_on', { card_submitted_on: '2017-5-1' }],
  ]

  it('are left out one by one, with line, column and code and without any value', async () => {
    const { give, dir } = desk()
    const rows = [...many(40), ...wrong.map(([, , change], n) => person(60 + n, change))]
    const outcome = await give(csv(rows), { asOf: date('2026-11-21'), maxRejectedShare: 1 })
    expect(outcome).toMatchObject({ kind: 'done', report: { rowsRead: 40 + wrong.length, rowsRejected: wrong.length } })
    const listed = readFileSync(join(dir, 'roster.csv.rejects.csv'), 'utf8')
    expect(listed).toBe(
      ['line,column,code', ...wrong.map(([code, column], n) => `${42 + n},${column},${code}`), ''].join('\n'),
    )
  })

  it('are also left out for a wrong number of fields and for quotes that do not fit', async () => {
    const { give, dir } = desk()
    const text = csv(many(5)).replace('Orang 2 Contoh', 'Orang "2" Contoh').replace('Orang 3 Contoh', 'Orang, Contoh')
    expect(await give(text, { asOf: date('2026-11-21'), maxRejectedShare: 1 })).toMatchObject({
      kind: 'done',
      report: { rowsAccepted: 3, rowsRejected: 2 },
    })
    expect(readFileSync(join(dir, 'roster.csv.rejects.csv'), 'utf8')).toBe(
      'line,column,code\n4,,bad-quoting\n5,,field-count\n',
    )
  })

  it('of an earlier attempt are not listed again', async () => {
    const { give, dir } = desk()
    await give(csv([...many(5), person(6, { sex: '?' })]))
    expect(existsSync(join(dir, 'roster.csv.rejects.csv'))).toBe(true)
    await give(csv(many(5)))
    expect(existsSync(join(dir, 'roster.csv.rejects.csv'))).toBe(false)
  })
})

describe('the same NIK more than once', () => {
  it('in one programme with a difference stays as both rows, counted as a conflict', async () => {
    const { give, roster } = desk()
    const outcome = await give(csv([person(1), person(2), person(1, { name: 'Lain Contoh' })]))
    expect(outcome).toMatchObject({ kind: 'done', report: { rowsAccepted: 3, people: 2, conflicts: 1 } })
    const [found] = roster.find(key('nik', person(1)['nik']!))
    expect(found?.rows.map((row) => row.name)).toEqual(['Orang 1 Contoh', 'Lain Contoh'])
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

describe('a file that is refused as a whole', () => {
  const header = csv([person(1)]).split('\n')[0]!

  it.each([
    ['not-utf8', Buffer.from(csv([person(1, { name: 'Ren\u00e9 Contoh' })]), 'latin1'), { line: 2 }],
    ['not-utf8', Buffer.from(`\uFEFF${csv(many(2))}`, 'utf16le'), { line: 1 }],
    ['no-header', '', {}],
    ['no-header', csv(many(3)).split('\n').slice(1).join('\n'), {}],
    ['empty', `${header}\n`, {}],
    ['column-missing', csv(many(2)).replace('nik,', 'no_ktp,'), { columns: 'nik' }],
    ['malformed-csv', csv(many(2)).replace('Orang 1', '"Orang 1'), { line: 3 }],
    ['malformed-csv', csv(many(2)).replace('valid_until', 'nik'), { columnsTwice: 'nik' }],
    ['too-many-rejects', csv([...many(97), person(98, { sex: '?' })]), { rejected: 1, read: 98, percent: 1.02 }],
  ])('%s', async (code, text, detail) => {
    const { give, roster, folder } = desk()
    await give(csv([person(50)]))
    const before = readdirSync(folder.rosterDir)
    const state = roster.state()
    const outcome = await give(text)
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code, detail } })
    expect(readdirSync(folder.rosterDir)).toEqual(before)
    expect(roster.state()).toEqual(state)
    expect(roster.find(key('nik', person(50)['nik']!))).toHaveLength(1)
  })

  it('shrinks-too-much, unless that is allowed', async () => {
    const { give } = desk()
    await give(csv(many(20)))
    expect(await give(csv(many(17)))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'shrinks-too-much', detail: { rows: 17, rowsBefore: 20, percent: 15 } },
    })
    expect(await give(csv(many(18)))).toMatchObject({ kind: 'done' })
    expect(await give(csv(many(2)), { asOf: date('2026-11-21'), maxShrinkShare: 1 })).toMatchObject({ kind: 'done' })
  })

  it('older-than-current, but not of the same date again', async () => {
    const { give } = desk()
    await give(csv(many(2)))
    expect(await give(csv(many(2)), { asOf: date('2026-11-20') })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'older-than-current', detail: { asOf: '2026-11-20', current: '2026-11-21' } },
    })
    expect(await give(csv(many(2)))).toMatchObject({ kind: 'done' })
  })

  it('as-of-in-future', async () => {
    const { give } = desk()
    expect(await give(csv(many(2)), { asOf: date('2026-11-22') })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'as-of-in-future', detail: { asOf: '2026-11-22', today: '2026-11-21' } },
    })
  })

  it('file-not-found, or file-unreadable for a folder', async () => {
    const { roster, dir } = desk()
    const asOf = date('2026-11-21')
    for (const options of [{}, { asOf }]) {
      expect(await roster.import(join(dir, 'none.csv'), options, () => {})).toMatchObject({
        kind: 'refused',
        refusal: { code: 'file-not-found' },
      })
    }
    expect(await roster.import(dir, { asOf }, () => {})).toMatchObject({ refusal: { code: 'file-unreadable' } })
  })

  it('busy, while another import runs', async () => {
    const { give, dir, roster } = desk()
    const first = give(csv(many(50)))
    const second = await roster.import(join(dir, 'roster.csv'), { asOf: date('2026-11-21') }, () => {})
    expect(second).toMatchObject({ kind: 'refused', refusal: { code: 'busy' } })
    expect(await first).toMatchObject({ kind: 'done' })
    expect(await give(csv(many(50)))).toMatchObject({ kind: 'done' })
  })
})
