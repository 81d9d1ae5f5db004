import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openLayers } from '../../../../electron/core/roster/layered-reader.ts'
import { packed, unpacked } from '../../../../electron/core/roster/packed-number.ts'
import { openSnapshotWriter } from '../../../../electron/core/roster/snapshot-writer.ts'
import { readAscending, writeAscending } from '../../../../electron/core/roster/varints.ts'
import { codedRow, compareRows } from '../../../../electron/roster-files/coded-row.ts'
import { RosterRow } from '../../../../shared/domain/roster-row.ts'

const dir = mkdtempSync(join(tmpdir(), 'loket-snapshot-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const KEY = Buffer.alloc(32, 3)
const { shape } = RosterRow

const date = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10))
const commonDate = fc.oneof(date, fc.constantFrom('2017-03-12', '2019-01-01', '1970-01-01', '9999-12-31'))
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })

const row = fc
  .record({
    nik: digits(16),
    kkNumber: fc.oneof(digits(16), fc.constant('3275021203159921')),
    name: fc.string({ minLength: 1, maxLength: 30 }),
    sex: fc.constantFrom(...shape.sex.options),
    birthDate: commonDate,
    programme: fc.stringMatching(/^[a-z][a-z0-9-]{1,8}$/),
    category: fc.constantFrom(...shape.category.options),
    wardClass: fc.constantFrom(...shape.wardClass.options),
    validFrom: commonDate,
    validUntil: orNull(commonDate),
    status: fc.constantFrom(...shape.status.options),
    statusSince: orNull(commonDate),
    districtCode: digits(6),
    villageCode: orNull(digits(10)),
    rw: orNull(digits(3)),
    rt: orNull(digits(2)),
    residentSince: orNull(commonDate),
    jknNumber: orNull(digits(13)),
    jknStatus: fc.constantFrom(...shape.jknStatus.options),
    jknSegment: orNull(fc.constantFrom(...shape.jknSegment.unwrap().options)),
    cardNumber: orNull(fc.stringMatching(/^[0-9A-Z]{1,12}$/)),
    cardUid: orNull(fc.stringMatching(/^[0-9A-F]{8}$/)),
    cardStatus: orNull(fc.constantFrom(...shape.cardStatus.unwrap().options)),
    cardSubmittedOn: orNull(commonDate),
    cardDistributedOn: orNull(commonDate),
  })
  .map((value) => RosterRow.parse(value))

const rowsArbitrary = fc.uniqueArray(row, { minLength: 1, maxLength: 60, selector: (one) => one.nik })

describe('a roster file', () => {
  it('gives back every row as it went in, whatever rows stand beside it', () => {
    let file = 0
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        file += 1
        const path = join(dir, `${file}.db`)
        // A guess that is far off costs memory, nothing else.
        const writer = openSnapshotWriter(path, KEY, file % 3)
        for (const one of rows.map(codedRow).toSorted(compareRows)) writer.add(one)
        const counts = writer.index(() => {})
        writer.finish('2026-11-21-1', '2026-11-21', counts)
        writer.close()
        const reader = openLayers([{ path, key: KEY }])
        const found = rows.map((one) => reader.find({ kind: 'nik', value: one.nik }))
        const whole = reader.isWhole()
        const { programmes } = reader.facts
        reader.close()
        expect(whole).toBe(true)
        expect(counts).toEqual({ people: rows.length, rows: rows.length, conflicts: 0, overridden: 0 })
        expect(programmes).toEqual([...new Set(rows.map(({ programme }) => programme))].toSorted())
        expect(found).toEqual(rows.map((one) => [{ nik: one.nik, rows: [one] }]))
      }),
      { numRuns: 60 },
    )
  })

  it('takes no rows that are out of order', () => {
    const writer = openSnapshotWriter(join(dir, 'order.db'), KEY, 2)
    const [one] = fc.sample(row, 1)
    if (one === undefined) throw new Error('no row')
    writer.add({ ...codedRow(one), kkNumber: '3275021203159922' })
    expect(() => writer.add({ ...codedRow(one), kkNumber: '3275021203159921' })).toThrow('not in order')
    writer.close()
  })
})

describe('a number of 16 digits in 7 bytes', () => {
  it('is the same when it is read, and sorts as its digits do', () => {
    fc.assert(
      fc.property(digits(16), digits(16), (a, b) => {
        expect(unpacked(packed(a))).toBe(a)
        expect(Math.sign(packed(a).compare(packed(b)))).toBe(a < b ? -1 : a > b ? 1 : 0)
      }),
    )
    for (const edge of ['0'.repeat(16), '9'.repeat(16)]) expect(unpacked(packed(edge))).toBe(edge)
  })
})

describe('numbers that ascend', () => {
  it('come back from their bytes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 4_000_000_000 })), (numbers) => {
        const ascending = numbers.toSorted((a, b) => a - b)
        expect([...readAscending(writeAscending(ascending))]).toEqual(ascending)
      }),
    )
  })
})
