import { IsoDate, daysBetween } from '../domain/dates.ts'
import type { Question } from '../domain/question.ts'
import { regencyName } from '../domain/region.ts'
import type { RosterRow } from '../domain/roster-row.ts'
import type { ProgrammeVerdict, RefusalCode, TraceStep } from '../domain/verdict.ts'
import { formatDate } from './format.ts'
import type { Language } from './language.ts'
import { isChildPatient, patientAddress } from './patient-address.ts'
import { terms } from './terms.ts'

/** The outside of a rule's sentence: everything that is not in the verdict itself. */
export type TextSettings = {
  language: Language
  question: Question
  /** `KBS`; the programme's full name on the verdict serves where it is not known. */
  programmeShortName?: string
  hospitalName?: string
}

/** What a rule's sentences are made of. A fact that the trace lacks is `null`, and the sentence does without it. */
export type RuleContext = {
  language: Language
  programme: string
  hospital: string | null
  /** `Kota Bekasi`: where the patient is registered; null for a region that is not known. */
  place: string | null
  row: RosterRow
  question: Question
  care: string
  serviceDate: string
  date: (date: IsoDate | null) => string | null
  text: (key: string) => string | null
  number: (key: string) => number | null
  isoDate: (key: string) => IsoDate | null
  /** Days from the referral's date to the service date. */
  referralAgeDays: number | null
  /** How the patient is spoken to, or about when a child. */
  isChild: boolean
  /** `Bapak`, `Ibu`, or `Ananda` for a child. */
  address: string
  /** English: `You` or `Your child`, with the fitting verb forms below. */
  subject: string
  possessive: string
  has: string
  is: string
}

/** Gathers one rule's facts for its sentences. */
export function ruleContext(verdict: ProgrammeVerdict, rule: RefusalCode, settings: TextSettings): RuleContext {
  const { language, question } = settings
  const row = firstRow(verdict)
  const facts = factsOf(verdict.trace, rule)
  const isChild = isChildPatient(row.birthDate, question.serviceDate)
  return {
    language,
    programme: settings.programmeShortName ?? verdict.shownAs,
    hospital: settings.hospitalName ?? null,
    place: regencyName(row.districtCode.slice(0, 4)),
    row,
    question,
    care: careInSentence(question, language),
    serviceDate: formatDate(question.serviceDate, language),
    date: (date) => (date === null ? null : formatDate(date, language)),
    text: (key) => asText(facts[key]),
    number: (key) => asNumber(facts[key]),
    isoDate: (key) => IsoDate.safeParse(facts[key]).data ?? null,
    referralAgeDays: question.referral ? daysBetween(question.referral.date, question.serviceDate) : null,
    isChild,
    address: patientAddress(row.sex, isChild),
    subject: isChild ? 'Your child' : 'You',
    possessive: isChild ? 'your child’s' : 'your',
    has: isChild ? 'has' : 'have',
    is: isChild ? 'is' : 'are',
  }
}

/** `rawat inap`, but `IGD`. */
export function careInSentence(question: Question, language: Language): string {
  const word = terms[language].care[question.care]
  return word.startsWith('IGD') ? word : word.charAt(0).toLowerCase() + word.slice(1)
}

export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function firstRow(verdict: ProgrammeVerdict): RosterRow {
  const row = verdict.rows[0]
  if (!row) throw new Error('a programme verdict has at least one row')
  return row
}

function factsOf(trace: readonly TraceStep[], rule: RefusalCode): TraceStep['facts'] {
  return trace.find((step) => step.rule === rule)?.facts ?? {}
}

type FactValue = TraceStep['facts'][string] | undefined

function asText(value: FactValue): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function asNumber(value: FactValue): number | null {
  return typeof value === 'number' ? value : null
}
