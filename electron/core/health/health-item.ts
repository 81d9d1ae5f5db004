import type { HealthItem } from '../../../shared/contract/health.ts'
import type { HealthTopic } from '../../../shared/contract/health.ts'
import type { HealthCode } from '../../../shared/contract/health-codes.ts'

type Finding<T extends HealthTopic> = {
  topic: T
  level: HealthItem['level']
  code: HealthCode<T>
  facts: HealthItem['facts']
}

export function well<T extends HealthTopic>(
  topic: T,
  code: HealthCode<T>,
  facts: HealthItem['facts'] = {},
): Finding<T> {
  return { topic, level: 'well', code, facts }
}

export function notice<T extends HealthTopic>(
  topic: T,
  code: HealthCode<T>,
  facts: HealthItem['facts'] = {},
): Finding<T> {
  return { topic, level: 'notice', code, facts }
}

export function trouble<T extends HealthTopic>(
  topic: T,
  code: HealthCode<T>,
  facts: HealthItem['facts'] = {},
): Finding<T> {
  return { topic, level: 'trouble', code, facts }
}
