import type { HealthItem } from '../../../shared/contract/health.ts'
import type { Language } from '../../../shared/texts/language.ts'
import type { Format } from '../../messages/format.ts'

export type HealthText = { topic: string; say: string; todo: string | null }

export function healthText(item: HealthItem, _language: Language, _format: Format): HealthText {
  return { topic: item.topic, say: item.code, todo: null }
}
