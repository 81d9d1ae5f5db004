import { HEALTH_CODES } from '../contract/health-codes.ts'
import type { HealthItem, HealthTopic } from '../contract/health.ts'
import { healthEn } from './health-en.ts'
import { healthId } from './health-id.ts'
import { factWords, type FactWords, type HealthTexts, type HealthWords } from './health-text.ts'
import type { Language } from './language.ts'

const TEXTS: Record<Language, HealthTexts> = { id: healthId, en: healthEn }

export type HealthLine = HealthWords & { topic: string; level: string }

/** One item for a person: the topic and level by name, what is so and what to do. `timeZone` is the hospital's. */
export function explainHealth(
  item: HealthItem,
  { language, timeZone }: { language: Language; timeZone: string },
): HealthLine {
  const texts = TEXTS[language]
  const words: Record<string, (fact: FactWords) => HealthWords> = texts.words[item.topic]
  // The code is open in the contract: a newer core may know one that this page does not.
  const explain = isKnown(item.topic, item.code) ? words[item.code] : undefined
  const { so, next } = explain?.(factWords(item.facts, language, timeZone)) ?? { so: item.code, next: null }
  return { topic: texts.topics[item.topic], level: texts.levels[item.level], so, next }
}

function isKnown(topic: HealthTopic, code: string): boolean {
  return HEALTH_CODES[topic].some((known) => known === code)
}
