import type { HealthCode } from '../contract/health-codes.ts'
import type { HealthItem, HealthTopic } from '../contract/health.ts'
import type { IsoDate, IsoInstant } from '../domain/dates.ts'
import { formatDate, formatDays, formatDayAndTime, formatNumber } from './format.ts'
import type { Language } from './language.ts'

/** What is so, and what to do about it; null: nothing. */
export type HealthWords = { so: string; next: string | null }

/** Facts as words. A fact that is not there gives a dash: an older program may have sent the item. */
export type FactWords = {
  number: (name: string) => string
  days: (name: string) => string
  date: (name: string) => string
  moment: (name: string) => string
  text: (name: string) => string
}

export type HealthTexts = {
  levels: Record<HealthItem['level'], string>
  topics: Record<HealthTopic, string>
  words: { [T in HealthTopic]: Record<HealthCode<T>, (fact: FactWords) => HealthWords> }
}

const NONE = '–'

export function factWords(facts: HealthItem['facts'], language: Language, timeZone: string): FactWords {
  const number = (name: string) => {
    const value = facts[name]
    return typeof value === 'number' ? value : null
  }
  const text = (name: string) => {
    const value = facts[name]
    return typeof value === 'string' ? value : null
  }
  const shown = <T>(value: T | null, show: (value: T) => string) => (value === null ? NONE : show(value))
  return {
    number: (name) => shown(number(name), (value) => formatNumber(value, language)),
    days: (name) => shown(number(name), (value) => formatDays(Math.abs(value), language)),
    date: (name) => shown(text(name), (value) => formatDate(value as IsoDate, language)),
    moment: (name) => shown(text(name), (value) => formatDayAndTime(value as IsoInstant, timeZone, language)),
    text: (name) => text(name) ?? NONE,
  }
}
