import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { csv, desk, key, person } from './roster-fixture.ts'

const many = (count: number) => Array.from({ length: count }, (_, n) => person(n))
const date = (text: string) => text as IsoDate

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
