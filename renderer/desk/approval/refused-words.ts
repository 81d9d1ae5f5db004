import type { RefusalCode, Verdict } from '../../../shared/domain/verdict.ts'
import type { Language } from '../../../shared/texts/language.ts'
import { refusalWord } from '../../../shared/texts/refusal-word.ts'
import type { Messages } from '../../messages/id.ts'

/** What a verdict holds against a guarantee, each in a few words, as it will stand on the letter. */
export function refusedWords(verdict: Verdict, language: Language, { desk }: Messages): string[] {
  if (verdict.kind === 'stale') {
    const settled = verdict.verdictIfCurrent
    return [desk.approval.stale, ...(settled.kind === 'ineligible' ? wordsOf(settled.reasons, language) : [])]
  }
  return verdict.kind === 'ineligible' ? wordsOf(verdict.reasons, language) : []
}

export function wordsOf(reasons: readonly RefusalCode[], language: Language): string[] {
  return reasons.map((code) => refusalWord[language][code])
}
