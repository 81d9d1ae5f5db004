import { zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRows, type CodedRow } from '../../../../electron/roster-files/coded-row.ts'
import { GONE_COLUMNS, ROW_COLUMNS } from '../../../../electron/roster-files/pack/columns.ts'
import { blockBytes, endBytes, headerBytes } from '../../../../electron/roster-files/pack/frame.ts'
import { PackRefused, type PackHeader } from '../../../../electron/roster-files/pack/pack.ts'
import { bodyOf, columnsOf } from '../../../../electron/roster-files/pack/planes.ts'
import { readPack } from '../../../../electron/roster-files/pack/read-pack.ts'
import { encodeGone, encodeRows } from '../../../../electron/roster-files/pack/rows-body.ts'
import { anyRows, headerOf, inPieces, isRosterRow, packOf, whole, type WholePack } from './pack-fixture.ts'

const ROWS = fc.sample(
  anyRows.filter((rows) => rows.length > 8),
  { numRuns: 1, seed: 7 },
)[0]!
const GONE = ['3275010101909901', '3275014101909901']
const HEAD_BYTES = 13
const BLOCK_HEAD = 9

/** What reading comes to; only a refusal may be thrown. */
async function outcome(bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<WholePack | string> {
  try {
    return await whole(await readPack(bytes instanceof Uint8Array ? inPieces(bytes) : bytes))
  } catch (error) {
    if (error instanceof PackRefused) return error.code
    throw error
  }
}

/** What a hostile publisher gets through may be false, never of another form: a row is a row, and rows are in order. */
function isSound(read: WholePack | string): boolean {
  if (typeof read === 'string') return true
  const inOrder = read.rows.every((row, at) => at === 0 || compareRows(read.rows[at - 1]!, row) < 0)
  return inOrder && read.rows.every(isRosterRow) && read.gone.every((nik) => /^\d{16}$/.test(nik))
}

function framed(header: PackHeader, ...blocks: { kind: 'rows' | 'gone'; count: number; body: Uint8Array }[]): Buffer {
  return Buffer.concat([headerBytes(header), ...blocks.map(blockBytes), endBytes()])
}

function rowsBlock(rows: readonly CodedRow[], count = rows.length) {
  return { kind: 'rows', count, body: encodeRows(rows, headerOf(0)) } as const
}

function goneBlock(niks: readonly string[], count = niks.length) {
  return { kind: 'gone', count, body: encodeGone(niks) } as const
}

describe('a damaged pack', () => {
  it('is refused as truncated wherever it was cut', async () => {
    const pack = await packOf(ROWS, GONE)
    for (let length = 0; length < pack.length; length += 1)
      expect([length, await outcome(pack.subarray(0, length))]).toEqual([length, 'truncated'])
  })

  it('is refused when anything follows it', async () => {
    const pack = await packOf(ROWS, GONE)
    for (const more of [Buffer.from([0]), endBytes(), pack])
      expect(await outcome(Buffer.concat([pack, more]))).toBe('trailing')
  })

  it('is refused whatever byte of it was changed', async () => {
    const pack = await packOf(ROWS, GONE)
    for (let at = 0; at < pack.length; at += 1) {
      for (const mask of [0x01, 0xff]) {
        const changed = Buffer.from(pack)
        changed[at]! ^= mask
        expect(await outcome(changed)).toBeTypeOf('string')
      }
    }
  })
})

describe('a pack of a hostile publisher, its check sums right', () => {
  it('gives rows of the right form or none, whatever byte of a block was changed', async () => {
    const block = rowsBlock(ROWS)
    let refused = 0
    for (let at = 0; at < block.body.length; at += 1) {
      for (const mask of [0x01, 0x80, 0x7f]) {
        const body = Buffer.from(block.body)
        body[at]! ^= mask
        const read = await outcome(framed(headerOf(ROWS.length), { ...block, body }))
        if (typeof read === 'string') refused += 1
        expect(isSound(read)).toBe(true)
      }
    }
    expect(refused).toBeGreaterThan(block.body.length)
  })

  it('gives rows of the right form or none, whatever its columns hold', async () => {
    const small = fc.uint8Array({ minLength: 1, maxLength: 4, max: 3 })
    const plane = fc.oneof({ weight: 5, arbitrary: small }, fc.uint8Array({ minLength: 1, maxLength: 12 }))
    const columns = fc.array(fc.array(plane, { maxLength: 2 }), {
      minLength: ROW_COLUMNS.length,
      maxLength: ROW_COLUMNS.length,
    })
    await fc.assert(
      fc.asyncProperty(columns, fc.integer({ min: 1, max: 5 }), async (planes, count) => {
        const read = await outcome(framed(headerOf(count), { kind: 'rows', count, body: bodyOf(planes) }))
        expect(isSound(read)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('gives rows of the right form or none, whatever bytes are put in the place of a column', async () => {
    const good = columnsOf(rowsBlock(ROWS).body, ROW_COLUMNS.length, ROWS.length)
    const planes = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: good.length - 1 }), planes, async (place, others) => {
        const body = bodyOf(good.with(place, others))
        const read = await outcome(framed(headerOf(ROWS.length), { ...rowsBlock(ROWS), body }))
        expect(isSound(read)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it.each<[string, string, () => Buffer]>([
    ['the same row twice', 'out-of-order', () => framed(headerOf(2), rowsBlock([ROWS[0]!, ROWS[0]!]))],
    [
      'the same row in two blocks',
      'out-of-order',
      () => framed(headerOf(2), rowsBlock([ROWS[0]!]), rowsBlock([ROWS[0]!])),
    ],
    [
      'a later family first',
      'out-of-order',
      () => framed(headerOf(2), rowsBlock([ROWS.at(-1)!]), rowsBlock([ROWS[0]!])),
    ],
    ['fewer rows than announced', 'counts', () => framed(headerOf(3), rowsBlock(ROWS.slice(0, 2)))],
    ['more rows than announced', 'counts', () => framed(headerOf(1), rowsBlock(ROWS.slice(0, 2)))],
    ['a block of fewer rows than it says', 'malformed', () => framed(headerOf(3), rowsBlock(ROWS.slice(0, 2), 3))],
    ['a block of more rows than it says', 'malformed', () => framed(headerOf(1), rowsBlock(ROWS.slice(0, 2), 1))],
    ['nobody gone of two', 'counts', () => framed(headerOf(0, 2))],
    ['people gone in a full pack', 'counts', () => framed(headerOf(0), goneBlock(GONE))],
    ['somebody gone twice', 'out-of-order', () => framed(headerOf(0, 2), goneBlock([GONE[0]!]), goneBlock([GONE[0]!]))],
    [
      'rows after those who are gone',
      'malformed',
      () => framed(headerOf(1, 1), goneBlock([GONE[0]!]), rowsBlock([ROWS[0]!])),
    ],
    ['an empty block', 'malformed', () => framed(headerOf(0), rowsBlock([], 0))],
    ['a header that contradicts itself', 'malformed', () => framed({ ...headerOf(0), rows: 5 })],
    ['a full pack that follows another', 'malformed', () => framed({ ...headerOf(0), from: headerOf(0).to })],
    ['a programme named twice', 'malformed', () => framed({ ...headerOf(0), programmes: ['a1', 'a1'] as never })],
    ['a field that no header has', 'malformed', () => framed({ ...headerOf(0), more: 1 } as never)],
    ['another kind of file', 'not-a-pack', () => Buffer.from('<!doctype html>')],
    ['a later format', 'newer-format', () => patched(framed(headerOf(0)), 4, 2)],
    ['a format that never was', 'malformed', () => patched(framed(headerOf(0)), 4, 0)],
  ])('is refused with %s', async (_what, code, pack) => {
    expect(await outcome(pack())).toBe(code)
  })

  it('is refused when those who are gone have no NIK', async () => {
    const planes = GONE_COLUMNS.map((_, at) => (at === 2 ? [] : [Uint8Array.of(1)]))
    expect(await outcome(framed(headerOf(0, 1), { kind: 'gone', count: 1, body: bodyOf(planes) }))).toBe('malformed')
  })
})

describe('a pack that wants all memory', () => {
  const before = (): number => process.memoryUsage().rss
  const megabytes = (from: number): number => (process.memoryUsage().rss - from) / 1e6
  const bomb = zstdCompressSync(Buffer.alloc(1_000_000_000))

  /** A body whose first column is one plane that says of itself what is given here. */
  function bodyWith(length: number, packed: Uint8Array): Buffer {
    const head = Buffer.alloc(10)
    head[0] = 1
    head[1] = 1
    head.writeUInt32LE(length, 2)
    head.writeUInt32LE(packed.length, 6)
    return Buffer.concat([head, packed, Buffer.alloc(ROW_COLUMNS.length - 1)])
  }

  it.each([
    ['a thousand million zeros, said to be so many', 1_000_000_000, 1],
    ['a thousand million zeros, said to be few', 1000, 1],
    ['as many zeros as the largest block may have', 32 * 1024 * 1024, 32_768],
    ['as many zeros as the largest block may have, for one row', 32 * 1024 * 1024, 1],
  ])('is refused with %s', async (_what, length, count) => {
    const from = before()
    const pack = framed(headerOf(count), { kind: 'rows', count, body: bodyWith(length, bomb) })
    expect(await outcome(pack)).toBe('malformed')
    expect(megabytes(from)).toBeLessThan(400)
  })

  it('is refused by what it says of its lengths, before anything is read of them', async () => {
    const header = framed(headerOf(1)).subarray(0, -HEAD_BYTES)
    for (const [at, value] of [
      [1, 0xffff_ffff],
      [1, 32_769],
      [5, 0xffff_ffff],
      [5, 32 * 1024 * 1024 + 1],
    ] as const) {
      const head = Buffer.alloc(BLOCK_HEAD)
      head[0] = 1
      head.writeUInt32LE(1, 1)
      head.writeUInt32LE(value, at)
      expect(await outcome(endless(Buffer.concat([header, head])))).toBe('malformed')
    }
    const longHeader = Buffer.from(header)
    longHeader.writeUInt32LE(65_537, 5)
    expect(await outcome(endless(longHeader))).toBe('malformed')
  })

  it('is refused when it never ends', async () => {
    expect(await outcome(endless(Buffer.alloc(0)))).toBe('not-a-pack')
    expect(await outcome(endless(framed(headerOf(0))))).toBe('trailing')
    expect(await outcome(endless(framed(headerOf(1)).subarray(0, -HEAD_BYTES)))).toBe('malformed')
  })

  it('lets go of what it was read from when it is refused', async () => {
    let closed = 0
    const source = async function* () {
      try {
        yield* endless(framed(headerOf(0)))
      } finally {
        closed += 1
      }
    }
    await outcome(source())
    await outcome(inPieces(Buffer.from('no')))
    expect(closed).toBe(1)
  })
})

async function* endless(start: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  yield start
  for (;;) yield Buffer.alloc(65_536)
}

function patched(bytes: Buffer, at: number, value: number): Buffer {
  bytes[at] = value
  return bytes
}
