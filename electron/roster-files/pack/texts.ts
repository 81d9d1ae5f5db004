import type { ColumnName, ColumnsReader, ColumnsWriter } from './columns.ts'
import { PackRefused } from './pack.ts'

/** Texts one after another: how many bytes each has, and the bytes of all. @throws on half a surrogate pair, which UTF-8 cannot hold */
export function writeTexts(
  columns: ColumnsWriter,
  lengths: ColumnName,
  text: ColumnName,
  texts: readonly string[],
): void {
  const column = columns.numbers(lengths)
  for (const one of texts) {
    if (!one.isWellFormed()) throw new RangeError('not a text of a pack')
    column.push(Buffer.byteLength(one))
  }
  const bytes = Buffer.from(texts.join(''))
  columns.bytes(text, bytes.length === 0 ? [] : [bytes])
}

/** @throws {PackRefused} when they are not UTF-8, longer than `maxChars`, or not as long together as they say */
export function readTexts(columns: ColumnsReader, lengths: ColumnName, text: ColumnName, maxChars: number): string[] {
  const planes = columns.bytes(text)
  if (planes.length > 1) throw new PackRefused('malformed')
  const bytes = planes[0] ?? new Uint8Array(0)
  const column = columns.numbers(lengths)
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const texts: string[] = []
  let at = 0
  for (let left = column.values.length; left > 0; left -= 1) {
    const from = at
    at += column.below(maxChars * 4 + 1)
    if (at > bytes.length) throw new PackRefused('malformed')
    const one = decoded(decoder, bytes.subarray(from, at))
    if (one.length > maxChars) throw new PackRefused('malformed')
    texts.push(one)
  }
  if (at !== bytes.length) throw new PackRefused('malformed')
  return texts
}

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new PackRefused('malformed')
  }
}
