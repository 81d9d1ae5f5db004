import { compareRows } from '../coded-row.ts'
import { BLOCK_ROWS, blockBytes, endBytes, headerBytes, isSound, type Block } from './frame.ts'
import { PackHeader, type PackSource, type WritePack } from './pack.ts'
import { encodeGone, encodeRows } from './rows-body.ts'

export const writePack: WritePack = async function* ({ header, rows, gone }: PackSource) {
  const said = PackHeader.parse(header)
  if (!isSound(said)) throw new Error('pack header contradicts itself')
  yield headerBytes(said)

  const rowCount = yield* blocksOf(rows, compareRows, (block) => ({ kind: 'rows', body: encodeRows(block, said) }))
  if (rowCount !== said.rows) throw new Error('pack rows are not as many as announced')
  const goneCount = yield* blocksOf(gone, compareTexts, (block) => ({ kind: 'gone', body: encodeGone(block) }))
  if (goneCount !== said.gone) throw new Error('pack says another number of gone people')
  yield endBytes()
}

/** Returns how many there were. @throws when they are not in order */
async function* blocksOf<T>(
  items: Iterable<T> | AsyncIterable<T>,
  compare: (a: T, b: T) => number,
  encode: (block: readonly T[]) => Pick<Block, 'kind' | 'body'>,
): AsyncGenerator<Uint8Array, number, void> {
  let block: T[] = []
  let last: T | null = null
  let count = 0
  const take = (item: T): boolean => {
    if (last !== null && compare(last, item) >= 0) throw new Error('not in the order of a pack')
    last = item
    count += 1
    return block.push(item) === BLOCK_ROWS
  }
  const taken = (): Uint8Array => {
    const bytes = blockBytes({ ...encode(block), count: block.length })
    block = []
    return bytes
  }
  // Waiting for each of millions of rows would cost more than coding them.
  if (Symbol.iterator in items) {
    for (const item of items) if (take(item)) yield taken()
  } else for await (const item of items) if (take(item)) yield taken()
  if (block.length > 0) yield taken()
  return count
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
