import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoRows } from '../../../../electron/core/demo/generate-roster.ts'
import { codedRow, compareRows, type CodedRow } from '../../../../electron/roster-files/coded-row.ts'
import { writePack } from '../../../../electron/roster-files/pack/write-pack.ts'
import { anyNik, anyRow, anyRows, bytesOf, headerOf, inOrder, isRosterRow, packOf, readWhole } from './pack-fixture.ts'

const DEMO = inOrder([...demoRows({ people: 12_000, seed: 4 })].map(codedRow))

describe('writing and reading a pack', () => {
  it('gives every row back as it was, whatever its values', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, fc.integer({ min: 1, max: 5000 }), async (rows, size) => {
        expect((await readWhole(await packOf(rows), size)).rows).toEqual(rows)
      }),
      { numRuns: 400 },
    )
  })

  it('is tried with rows that the roster lets in', () => {
    for (const row of fc.sample(anyRow, 300)) expect(isRosterRow(row)).toBe(true)
  })

  it('gives back the people of a delta and those who are gone', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, fc.uniqueArray(anyNik, { maxLength: 30 }), async (rows, niks) => {
        const gone = niks.toSorted()
        const read = await readWhole(await packOf(rows, gone))
        expect([read.rows, read.gone]).toEqual([rows, gone])
        expect(read.header).toEqual(headerOf(rows.length, gone.length))
      }),
      { numRuns: 100 },
    )
  })

  it('gives back a pack without rows', async () => {
    expect(await readWhole(await packOf([]))).toEqual({ header: headerOf(0), rows: [], gone: [] })
  })

  it('gives back a roster of several blocks, families across their boundaries', async () => {
    const rows = Array.from({ length: 4 }, (_, copy) =>
      DEMO.map((row) => ({ ...row, kkNumber: `${copy}${row.kkNumber.slice(1)}` })),
    ).flat()
    const { rows: read } = await readWhole(await packOf(rows.toSorted(compareRows)))
    expect(read).toEqual(rows.toSorted(compareRows))
  })

  it('writes the same bytes for the same rows', async () => {
    expect((await packOf(DEMO)).equals(await packOf(DEMO))).toBe(true)
  })

  it('keeps a roster of the demo to eleven bytes for each person', async () => {
    const pack = await packOf(DEMO)
    expect(pack.length / DEMO.length).toBeLessThan(11)
  })

  it.each<[string, (rows: CodedRow[]) => CodedRow[]]>([
    ['out of order', (rows) => rows.toReversed()],
    ['repeated', ([row]) => [row!, row!]],
    ['fewer than announced', (rows) => rows.slice(1)],
    ['of a programme that the header lacks', ([row, ...rows]) => [{ ...row!, programme: 'other' }, ...rows]],
    ['with a NIK that is none', ([row, ...rows]) => [{ ...row!, nik: '3275011399909901' }, ...rows]],
    ['with a code that is none', ([row, ...rows]) => [{ ...row!, category: -1 }, ...rows]],
    ['with a name that is no text', ([row, ...rows]) => [{ ...row!, name: '\uD800' }, ...rows]],
  ])('does not write rows that are %s', async (_what, change) => {
    const rows = DEMO.slice(0, 2)
    await expect(bytesOf(writePack({ header: headerOf(2), rows: change(rows), gone: [] }))).rejects.toThrow(
      /^(not |pack rows)/,
    )
  })
})
