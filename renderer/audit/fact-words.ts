import type { AuditLine } from '../../shared/contract/audit.ts'
import { IsoDate } from '../../shared/domain/dates.ts'
import { GrantedRight, Role } from '../../shared/domain/operator.ts'
import { AuditAction } from '../../shared/domain/audit-action.ts'
import { feedRefusalOf } from '../../shared/texts/feed-refusal.ts'
import { refusalWord } from '../../shared/texts/refusal-word.ts'
import { terms } from '../../shared/texts/terms.ts'
import type { Language } from '../../shared/texts/language.ts'
import type { Format } from '../messages/format.ts'
import type { Messages } from '../messages/id.ts'
import { fileSize } from '../settings/backup/file-size.ts'

type Facts = AuditLine['facts']
type Fact = Facts[string]

/** Where the words come from. */
export type FactTexts = { messages: Messages; language: Language; format: Format }

/** Long identifiers: they tie lines to entries for a program, and say nothing to a person. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/
const HEX_SHOWN = 8

/** What a person wants to know first; the trail keeps its facts by the alphabet. */
const FIRST = [
  'what',
  'keys',
  'source',
  'verdicts',
  'verdict',
  'care',
  'state',
  'shown',
  'total',
  'found',
  'code',
  'for',
]

/** What an audit line says beside who, what and when. */
export function factWords(all: Facts, texts: FactTexts): string[] {
  const { from, to } = all
  const { audit } = texts.messages
  const facts = inOrder(all)
  const span = isDate(from) && isDate(to) ? [audit.span(texts.format.shortDate(from), texts.format.shortDate(to))] : []
  const rest = Object.entries(facts).flatMap(([name, value]) =>
    span.length > 0 && (name === 'from' || name === 'to') ? [] : said(name, value, texts),
  )
  return [...span, ...rest].filter((words) => words !== '')
}

function inOrder({ total, ...facts }: Facts): Facts {
  // All of a list, when it was shown as a whole, is no news.
  const told = total === undefined || total === facts['shown'] ? facts : { ...facts, total }
  const first = FIRST.filter((name) => name in told).map((name) => [name, told[name]])
  const rest = Object.entries(told).filter(([name]) => !FIRST.includes(name))
  return Object.fromEntries([...first, ...rest]) as Facts
}

function said(name: string, value: Fact, texts: FactTexts): string[] {
  const { messages, format } = texts
  const { audit } = messages
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return []
  if (typeof value === 'boolean') return value ? [audit.flags[name] ?? named(name, '✓', audit)] : []
  if (typeof value === 'number') {
    if (name === 'bytes') return [fileSize(value, format.number)]
    return [audit.counts[name]?.(format.number(value)) ?? named(name, format.number(value), audit)]
  }
  if (Array.isArray(value)) return [listed(name, value, texts)]
  return UUID.test(value) ? [] : [worded(name, value, texts)]
}

function listed(name: string, values: readonly string[], texts: FactTexts): string {
  const { audit, verdict, people } = texts.messages
  switch (name) {
    case 'keys':
      return audit.byKey(values.map((kind) => audit.keyKinds[kind] ?? kind).join(', '))
    case 'verdicts':
      return [...new Set(values)].map((one) => wordOf(verdict.chip, one)).join(', ')
    case 'reasons':
      return named(name, values.map((one) => wordOf(refusalWord[texts.language], one)).join(', '), audit)
    case 'rights':
      return named(name, values.map((one) => wordOf(people.rights, one)).join(', '), audit)
    default:
      return named(name, values.join(', '), audit)
  }
}

function worded(name: string, value: string, { messages, language, format }: FactTexts): string {
  const { audit, verdict, people, desk, settings } = messages
  switch (name) {
    case 'source':
      return audit.sources[value] ?? value
    case 'verdict':
      return wordOf(verdict.chip, value)
    case 'care':
      return wordOf(terms[language].care, value)
    case 'state':
      return wordOf(desk.admissions.states, value)
    case 'what':
      return audit.whats[value] ?? value
    case 'purpose':
    case 'approvedFor':
      return audit.approvedFor(audit.purposes[value] ?? value)
    case 'for':
      return audit.askedFor[value] ?? value
    case 'code':
    case 'outcome':
    case 'by':
      return (
        audit.codes[value] ??
        feedRefusalOf(value, language) ??
        (name === 'outcome' ? wordOf(settings.backup.fault, value) : value)
      )
    case 'route':
      return audit.routes[value] ?? value
    case 'why':
      return wordOf(settings.backup.failed, value)
    case 'refused':
      return wordOf(desk.dialogs.rosterRefused, value)
    case 'role':
      return named(name, Role.safeParse(value).success ? wordOf(people.roles, value) : value, audit)
    case 'right':
      return named(name, GrantedRight.safeParse(value).success ? wordOf(people.rights, value) : value, audit)
    case 'action':
      return named(name, AuditAction.safeParse(value).success ? wordOf(audit.actions, value) : value, audit)
    case 'format':
      return value.toUpperCase()
    case 'sha256':
      return named(name, value.slice(0, HEX_SHOWN), audit)
    default:
      return named(name, isDate(value) ? format.shortDate(value) : value, audit)
  }
}

function named(name: string, value: string, { factNames }: Messages['audit']): string {
  return `${factNames[name] ?? name} ${value}`
}

function wordOf(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code
}

function isDate(value: Fact | undefined): value is IsoDate {
  return IsoDate.safeParse(value).success
}
