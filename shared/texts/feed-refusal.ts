import type { FeedNotAdded } from '../contract/feed.ts'
import { FeedRefusalCode, type FeedRefusal } from '../domain/feed.ts'
import { unreachable } from '../domain/unreachable.ts'
import { feedEn } from './feed-en.ts'
import { feedId } from './feed-id.ts'
import type { FeedTexts, FeedWords } from './feed-text.ts'
import type { Language } from './language.ts'

const TEXTS: Readonly<Record<Language, FeedTexts>> = { id: feedId, en: feedEn }

/** Why nothing was taken from a feed, and what to do. */
export function explainFeedRefusal({ code, detail }: FeedRefusal, language: Language): FeedWords {
  const { so, next, nextFor } = TEXTS[language].refusals[code]
  return { so: so(detail), next: nextFor?.(detail) ?? next }
}

/** The refusal in a few words. */
export function feedRefusalWord(code: FeedRefusal['code'], language: Language): string {
  return TEXTS[language].refusals[code].word
}

/** The same of a code that came as text; null for any other text. */
export function feedRefusalOf(text: string, language: Language): string | null {
  const code = FeedRefusalCode.safeParse(text)
  return code.success ? feedRefusalWord(code.data, language) : null
}

/** Why a feed was not added or changed, and what to do. */
export function explainFeedNotAdded(
  refused: FeedNotAdded | { kind: 'changed-meanwhile' },
  language: Language,
): FeedWords {
  const { notAdded, changedMeanwhile } = TEXTS[language]
  switch (refused.kind) {
    case 'name-taken':
    case 'proxy-refused':
    case 'too-many':
      return notAdded[refused.kind]
    case 'from-refused':
      return notAdded[refused.kind][refused.why]
    case 'root-refused':
      return notAdded[refused.kind][refused.why]
    case 'identity-refused':
      return notAdded[refused.kind][refused.why]
    case 'refused':
      return explainFeedRefusal(refused.refusal, language)
    case 'changed-meanwhile':
      return changedMeanwhile
    default:
      return unreachable(refused)
  }
}

/** Hex in groups of four, as it is read aloud to be compared. */
export function groupedHex(hex: string): string {
  return (hex.match(/.{1,4}/g) ?? []).join(' ')
}
