import type { ColumnsReader, ColumnsWriter } from './columns.ts'
import { PackRefused } from './pack.ts'
import { Ranked } from './ranked.ts'
import { readTexts, writeTexts } from './texts.ts'

/** Characters, as JavaScript counts them. */
const NAME_MAX = 120
/** A name of spaces alone still is one. */
const WORDS_MAX = NAME_MAX + 1

export type NameWriter = { push(name: string, sex: number): void; end(): void }

/** Names as words. The same place in the name of the same sex draws from the same words: each such place is a column. */
export function nameWriter(columns: ColumnsWriter): NameWriter {
  const words = new Ranked<string>()
  const counts = columns.numbers('nameWords')
  const first = [columns.numbers('firstWordL'), columns.numbers('firstWordP')] as const
  const middle = [columns.numbers('middleWordL'), columns.numbers('middleWordP')] as const
  const last = [columns.numbers('lastWordL'), columns.numbers('lastWordP')] as const
  return {
    push(name, sex) {
      if (name.length === 0 || name.length > NAME_MAX) throw new RangeError('not a name of a pack')
      const parts = name.split(' ')
      counts.push(parts.length - 1)
      first[sex]!.push(words.id(parts[0]!))
      for (let at = 1; at < parts.length - 1; at += 1) middle[sex]!.push(words.id(parts[at]!))
      if (parts.length > 1) last[sex]!.push(words.id(parts.at(-1)!))
    },
    end: () => writeTexts(columns, 'wordLengths', 'wordText', words.settle([...first, ...middle, ...last])),
  }
}

/** @throws {PackRefused} from the call, and from the call it returns */
export function nameReader(columns: ColumnsReader): (sex: number) => string {
  const words = readTexts(columns, 'wordLengths', 'wordText', NAME_MAX)
  const known = words.length
  const counts = columns.numbers('nameWords')
  const first = [columns.numbers('firstWordL'), columns.numbers('firstWordP')] as const
  const middle = [columns.numbers('middleWordL'), columns.numbers('middleWordP')] as const
  const last = [columns.numbers('lastWordL'), columns.numbers('lastWordP')] as const
  return (sex) => {
    const others = counts.below(WORDS_MAX)
    let name = words[first[sex]!.below(known)]!
    for (let at = 1; at < others; at += 1) name += ` ${words[middle[sex]!.below(known)]!}`
    if (others > 0) name += ` ${words[last[sex]!.below(known)]!}`
    if (name.length === 0 || name.length > NAME_MAX) throw new PackRefused('malformed')
    return name
  }
}
