import { compareRows } from '../coded-row.ts'
import { BLOCK_ROWS, blockBytes, endBytes, headerBytes, isSound } from './frame.ts'
import { PackHeader, type PackSource, type WritePack } from './pack.ts'
import { encodeGone, encodeRows } from './rows-body.ts'

export const writePack: WritePack = async function* ({ header, rows, gone }: PackSource) {
  const said = PackHeader.parse(header)
  if (!isSound(said)) throw new Error('pack header contradicts itself')
  yield headerBytes(said)

  let rowCount = 0
  for await (const block of inBlocks(ordered(rows, compareRows))) {
    rowCount += block.length
    yield blockBytes({ kind: 'rows', count: block.length, body: encodeRows(block, said) })
  }
  if (rowCount !== said.rows) throw new Error('pack rows are not as many as announced')

  let goneCount = 0
  for await (const block of inBlocks(ordered(gone, compareTexts))) {
    goneCount += block.length
    yield blockBytes({ kind: 'gone', count: block.length, body: encodeGone(block) })
  }
  if (goneCount !== said.gone) throw new Error('pack says another number of gone people')
  yield endBytes()
}

async function* inBlocks<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let block: T[] = []
  for await (const item of items) {
    block.push(item)
    if (block.length === BLOCK_ROWS) {
      yield block
      block = []
    }
  }
  if (block.length > 0) yield block
}

async function* ordered<T>(items: Iterable<T> | AsyncIterable<T>, compare: (a: T, b: T) => number): AsyncGenerator<T> {
  let last: T | null = null
  for await (const item of items) {
    if (last !== null && compare(last, item) >= 0) throw new Error('pack rows out of order')
    last = item
    yield item
  }
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
