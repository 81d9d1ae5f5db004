import { groupDigits } from '../../../shared/domain/format.ts'
import type { Messages } from '../../messages/id.ts'
import type { Readable } from './heard.ts'

/** What a scan is in the words of the desk. `number` is masked; `note` warns. */
export type Meaning = { word: string; number: string; note: string | null }

export function meaningOf(text: string, reading: Readable, { readers, desk }: Messages): Meaning {
  const m = readers.test
  const { what } = desk.listen
  switch (reading.kind) {
    case 'letter':
      return { word: m.letter, number: '', note: null }
    case 'unreadable':
      return { word: m.unreadable, number: maskText(text), note: reading.nik === null ? null : m.mistyped }
    case 'keys': {
      const [first, second] = [...new Set(reading.keys.map(({ kind }) => kind))]
      const word =
        first === undefined
          ? m.unreadable
          : second === undefined
            ? what[first]
            : // Sixteen digits are looked up as both; without a possible birth date in them only a family card can be meant.
              first === 'nik' && reading.nik?.ok === false
              ? what[second]
              : m.either(what[first], inSentence(what[second]))
      // A link or a labelled text carries the number somewhere in it.
      const number = maskText(reading.keys[0]?.value ?? text)
      return { word, number, note: reading.productBarcode ? m.product : null }
    }
  }
}

/** Small at its start, unless it is an abbreviation. */
function inSentence(word: string): string {
  return /^\p{Lu}\p{Ll}/u.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word
}

const MASK = '•'
/** Longer runs are not numbers that are read in groups. */
const LONGEST_GROUPED = 20

/** How many signs of the beginning and the end are shown: enough to know the card in one's hand, too few to know a person by. */
function shownOf(length: number): [first: number, last: number] {
  if (length <= 4) return [1, 0]
  return length <= 10 ? [2, 2] : [4, 2]
}

/** Hides letters and digits but for the ends, also where the core has done so with its own sign; a number is set in groups. */
export function maskText(text: string): string {
  const signs = [...text.trim()]
  const [first, last] = shownOf(signs.length)
  const masked = signs
    .map((sign, at) => (at < first || at >= signs.length - last ? sign : sign.replace(/[\p{L}\p{N}*]/u, MASK)))
    .join('')
  return /^[\p{L}\p{N}•]+$/u.test(masked) && signs.length <= LONGEST_GROUPED ? groupDigits(masked) : masked
}
