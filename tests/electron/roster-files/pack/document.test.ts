import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoRows } from '../../../../electron/core/demo/generate-roster.ts'
import { codedRow, rosterRow } from '../../../../electron/roster-files/coded-row.ts'
import { ROW_COLUMNS } from '../../../../electron/roster-files/pack/columns.ts'
import { writePack } from '../../../../electron/roster-files/pack/write-pack.ts'
import { EXAMPLE_HEADER, EXAMPLE_ROWS } from './example-pack.ts'
import { readNaively } from './naive-pack.ts'
import { anyNik, anyRows, bytesOf, headerOf, inOrder, packOf } from './pack-fixture.ts'

const DOCUMENT = readFileSync(new URL('../../../../docs/feed.md', import.meta.url), 'utf8')

/** The bytes of the example: what stands before each `#`. */
function exampleOf(document: string): Buffer {
  const dump = /```hex\n(.*?)```/s.exec(document)![1]!
  return Buffer.from(dump.replaceAll(/#.*$/gm, '').replaceAll(/\s/g, ''), 'hex')
}

describe('the pack format as docs/feed.md tells it', () => {
  it('has an example that a reader written from it reads', () => {
    const read = readNaively(exampleOf(DOCUMENT))
    expect(read.header).toEqual(EXAMPLE_HEADER)
    expect(read.rows).toEqual(EXAMPLE_ROWS)
  })

  it('has an example that the writer writes', async () => {
    const pieces = writePack({ header: EXAMPLE_HEADER, rows: EXAMPLE_ROWS.map(codedRow), gone: [] })
    expect((await bytesOf(pieces)).toString('hex')).toBe(exampleOf(DOCUMENT).toString('hex'))
  })

  it('names every column, in order', () => {
    const named = [
      ...DOCUMENT.matchAll(/^\| \d+(?:[,-] ?\d+)? \| ([a-z][A-Za-z]*(?:, [a-z][A-Za-z]*)*) \| /gm),
    ].flatMap(([, names]) => names!.split(', '))
    expect(named).toEqual(ROW_COLUMNS)
  })

  it('is what the writer does: a reader written from it gets every row and everybody who is gone', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, fc.uniqueArray(anyNik, { maxLength: 20 }), async (rows, niks) => {
        const gone = niks.toSorted()
        const read = readNaively(await packOf(rows, gone))
        expect(read).toEqual({ header: headerOf(rows.length, gone.length), rows: rows.map(rosterRow), gone })
      }),
      { numRuns: 300 },
    )
  })

  it('is what the writer does with a roster of the demo', async () => {
    const rows = inOrder([...demoRows({ people: 8000, seed: 6 })].map(codedRow))
    expect(readNaively(await packOf(rows)).rows).toEqual(rows.map(rosterRow))
  })
})
