/** The two languages of everything a person reads. Programme and legal terms stay Indonesian in both. */
export type Language = 'id' | 'en'

/** Picks by language, for the short words that stand beside each other. */
export function pick<T>(language: Language, id: T, en: T): T {
  return language === 'id' ? id : en
}
