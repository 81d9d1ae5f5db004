import type { NotFoundResult } from '../desk-model.ts'
import { joinWords } from '../../../shared/texts/format.ts'
import type { RichText } from '../../messages/rich-text.tsx'
import type { CardReading, LookupKey } from '../../../shared/domain/reading.ts'
import type { VerdictModel } from './verdict-model.ts'
import { nikErrorText } from '../../../shared/texts/nik.ts'
import { EMPTY_MODEL } from './verdict-model.ts'
import type { VerdictSettings } from './verdict-settings.ts'
import { withoutDataNote } from './without-data.ts'

/** What the panel shows when no record stands under any key. Never a refusal, never a similar number as a suggestion. */
export function notFoundModel(result: NotFoundResult, settings: VerdictSettings): VerdictModel {
  const words = settings.messages.verdict
  const keys = result.searched.map((kind) => words.searchedKey[kind])
  const byName = result.searched.includes('name')
  return {
    ...EMPTY_MODEL,
    kind: 'not-found',
    programme: words.searchedAs(joinWords(keys, words.and)),
    word: words.word['not-found'],
    sentence: byName ? words.notFoundByName : words.notFoundSentence,
    warnings: isProduct(result.reading) ? [words.notFoundProduct] : [],
    steps: [
      ...faultStep(result, settings),
      firstStep(result, settings),
      ...(byName ? [] : [searchStep(settings)]),
      askStep(result, settings),
    ],
    note: withoutDataNote(result.roster, result.question.serviceDate, settings),
    say: words.notFoundSay,
  }
}

/** No calendar has such a birth date, or the like: the likeliest slip, said first. */
function faultStep({ reading }: NotFoundResult, { language }: VerdictSettings): RichText[] {
  if (reading.kind !== 'keys' || reading.nik === null || reading.nik.ok || sixteenDigits(reading) === null) return []
  return [[{ text: nikErrorText(reading.nik, language), strong: true }]]
}

function firstStep({ reading, searched }: NotFoundResult, { messages, format }: VerdictSettings): RichText {
  const words = messages.verdict
  if (searched.includes('name')) {
    return [{ text: words.notFoundSpelling, strong: true }, { text: words.notFoundSpellingRest }]
  }
  const number = sixteenDigits(reading)
  return number === null
    ? [{ text: words.notFoundCard, strong: true }, { text: words.notFoundCardRest }]
    : [
        { text: words.notFoundRead, strong: true },
        { text: ' ' },
        { text: format.nik(number), digits: true },
        { text: words.notFoundReadRest },
      ]
}

function searchStep({ messages }: VerdictSettings): RichText {
  return [{ text: messages.verdict.notFoundSearch, strong: true }, { text: messages.verdict.notFoundSearchRest }]
}

function askStep({ roster }: NotFoundResult, { messages, format }: VerdictSettings): RichText {
  const date = roster.kind === 'current' ? format.date(roster.asOf) : null
  return [{ text: messages.verdict.notFoundAsk, strong: true }, { text: messages.verdict.notFoundAskRest(date) }]
}

function sixteenDigits(reading: CardReading): string | null {
  const is16 = (key: LookupKey) => key.kind === 'nik' || key.kind === 'kk'
  return reading.kind === 'keys' ? (reading.keys.find(is16)?.value ?? null) : null
}

function isProduct(reading: CardReading): boolean {
  return reading.kind === 'keys' && reading.productBarcode
}
