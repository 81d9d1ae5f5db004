import { describeAddress } from '../../../shared/domain/address.ts'
import { changedTerms, type Term, type Terms } from '../../../shared/domain/terms.ts'
import type { Language } from '../../../shared/texts/language.ts'
import { terms as words } from '../../../shared/texts/terms.ts'
import { wordsOf } from '../approval/refused-words.ts'
import type { Format } from '../../messages/format.ts'
import type { Messages } from '../../messages/id.ts'

/** One thing that stands otherwise than it was shown; `before` null where both read the same in words. */
export type TermChange = { term: Term; label: string; before: string | null; after: string }

type Wording = { language: Language; messages: Messages; format: Format }

/** Follow from what else changed: said only where nothing else did. */
const CONSEQUENCES: ReadonlySet<Term> = new Set<Term>([
  'met',
  'unknown',
  'referralDays',
  'newbornDays',
  'provisionalHours',
])

/** What changed between two answers, in the clerk's words, the weightiest first. Pure. */
export function termChanges(before: Terms, after: Terms, wording: Wording): TermChange[] {
  const changed = changedTerms(before, after)
  const weighty = changed.filter((term) => !CONSEQUENCES.has(term))
  return (weighty.length > 0 ? weighty : changed).map((term) => {
    const [was, is] = [said(term, before, wording), said(term, after, wording)]
    return { term, label: wording.messages.desk.form.changed.terms[term], before: was === is ? null : was, after: is }
  })
}

function said(term: Term, terms: Terms, { language, messages, format }: Wording): string {
  const m = messages.desk.form.changed
  const w = words[language]
  switch (term) {
    case 'verdict': {
      const reasons = wordsOf(terms.verdict.reasons, language)
      return [messages.verdict.chip[terms.verdict.kind], ...reasons].join(', ')
    }
    case 'programme': {
      const { shownAs, payer } = terms.programme
      return payer === null ? shownAs : `${shownAs}, ${payer}`
    }
    case 'version':
      return terms.version ?? m.none
    case 'wardClass':
      return each(terms.wardClass.map((one) => (one === null ? m.none : w.wardClass(one))))
    case 'person':
      return each(terms.person.map((one) => [one.name, w.sex[one.sex], format.date(one.birthDate)].join(', ')))
    case 'family':
      return each(terms.family.map((one) => [`KK ${format.nik(one.kkNumber)}`, describeAddress(one)].join(', ')))
    case 'otherCover': {
      const { jkn, askedFor } = terms.otherCover
      const cover = jkn.map((one) => (one === null ? m.noJkn : m.jkn(one === 'unknown' ? null : w.segment[one])))
      return [each(cover), ...(askedFor ? [m.otherPayerAsked] : [])].join(', ')
    }
    case 'referralDays':
      return terms.referralDays === null ? m.none : format.days(terms.referralDays)
    case 'newbornDays':
      return terms.newbornDays === null ? m.none : format.days(terms.newbornDays)
    case 'provisionalHours':
      return terms.provisionalHours === null ? m.none : m.hours(terms.provisionalHours)
    case 'met':
    case 'unknown':
      return m.rules(terms[term].length)
  }
}

/** Two records of a conflict, or one. */
function each(parts: readonly string[]): string {
  return [...new Set(parts)].join(' / ')
}
