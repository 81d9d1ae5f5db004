import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { mkdtempSync, closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readRecords, textBlocks } from '../../../electron/roster-files/csv-records.ts'

const dir = mkdtempSync(join(tmpdir(), 'loket-csv-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

type Read = { line: number; fields: string[] }

function read(blocks: Iterable<string>, delimiter: ',' | ';' = ','): { records: Read[]; bad: number[] } {
  const records: Read[] = []
  const bad: number[] = []
  readRecords(blocks, delimiter, {
    record: (line, fields) => records.push({ line, fields }),
    badQuoting: (line) => bad.push(line),
  })
  return { records, bad }
}

function fromFile(bytes: Buffer | string): string[] {
  const path = join(dir, 'file.csv')
  writeFileSync(path, bytes)
  const file = openSync(path, 'r')
  try {
    return [...textBlocks(file, () => {})]
  } finally {
    closeSync(file)
  }
}

function caught(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

/** Cuts only behind line ends, as blocks of a file are. */
function cut(text: string, at: number[]): string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const blocks: string[] = []
  lines.forEach((line, index) => {
    if (index === 0 || at.includes(index)) blocks.push(line)
    else blocks[blocks.length - 1] += line
  })
  return blocks
}

describe('records of a CSV', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', '1'), maxLength: 6 })
  const quoted = (value: string) =>
    /[",;\n\r]/.test(value) || value === '' ? `"${value.replaceAll('"', '""')}"` : value

  it('are those that csv-parse reads, wherever the file is cut into blocks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom<',' | ';'>(',', ';'),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat(20)),
        fc.boolean(),
        (rows, delimiter, lineEnd, cuts, ended) => {
          const lines = rows.map((row) => row.map(quoted).join(delimiter))
          const text = lines.join(lineEnd) + (ended ? lineEnd : '')
          const expected = parse(text, { delimiter, relax_column_count: true, record_delimiter: lineEnd })
          expect(read(cut(text, cuts), delimiter).records.map((record) => record.fields)).toEqual(expected)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('carry the line where they begin, behind line breaks in quotes and blank lines', () => {
    const { records } = read(['a,b\n"1\n2\n', '3",x\n\ny,z'])
    expect(records).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1\n2\n3', 'x'] },
      { line: 6, fields: ['y', 'z'] },
    ])
  })

  it('with a stray quote are reported by line, and the next line is read again', () => {
    expect(read(['a "x" b,c\n1,2\n"q"r,s\n3,4\n'])).toEqual({
      records: [
        { line: 2, fields: ['1', '2'] },
        { line: 4, fields: ['3', '4'] },
      ],
      bad: [1, 3],
    })
  })

  it('of thousands of lines in one quoted field do not hold the import up for hours', () => {
    const record = `1,"${'""'.repeat(20_000)}${'\n'.repeat(20_000)}"\n`
    const { records } = read([record.repeat(20)])
    expect(records).toHaveLength(20)
    expect(records[19]).toEqual({ line: 19 * 20_001 + 1, fields: ['1', '"'.repeat(20_000) + '\n'.repeat(20_000)] })
  })

  it('end the reading where a quote is never closed', () => {
    const endless = ['a,b\n', `1,"${'x\n'.repeat(40_000)}`]
    for (const blocks of [['a,b\n1,"2\n3,4\n'], endless]) {
      expect(caught(() => read(blocks))).toMatchObject({ code: 'unclosed-quote', line: 2 })
    }
  })
})

describe('the text of a file', () => {
  it('is whole whatever characters stand where blocks meet, without the byte order mark', () => {
    const text = 'ééééééé,日本語,🙂\n'.repeat(60_000)
    const blocks = fromFile(`\uFEFF${text}`)
    expect(blocks.length).toBeGreaterThan(3)
    expect(blocks.join('')).toBe(text)
    expect(blocks.slice(0, -1).every((block) => block.endsWith('\n'))).toBe(true)
  })

  it('is refused at the line that is not UTF-8', () => {
    const good = Buffer.from('abc,def\n'.repeat(70_000))
    const bad = Buffer.concat([good, Buffer.from([0x41, 0xe9, 0x0a]), good])
    expect(caught(() => fromFile(bad))).toMatchObject({ code: 'not-utf8', line: 70_001 })
  })

  it('is refused when a line never ends, instead of filling the memory', () => {
    expect(() => fromFile(Buffer.alloc(3_000_000, 0x61))).toThrow('unclosed-quote')
  })
})
