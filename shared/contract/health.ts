import { z } from 'zod'
import { IsoInstant } from '../domain/dates.ts'
import { call } from './procedure.ts'

/** What `loket doctor` looks at, in this order. */
export const HealthTopic = z.enum([
  'data-folder',
  'disk-space',
  'keys',
  'journal',
  'audit',
  'clock',
  'hospital',
  'operators',
  'roster',
  'feeds',
  'readers',
  'backup',
  'off-site',
  'recovery-kit',
  'retention',
  'logs',
])
export type HealthTopic = z.infer<typeof HealthTopic>

/** `code` names what was found, closed per topic; the texts for people are in the catalogues. Facts are counts, dates and codes. */
export const HealthItem = z.strictObject({
  topic: HealthTopic,
  level: z.enum(['well', 'notice', 'trouble']),
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type HealthItem = z.infer<typeof HealthItem>

export const HealthReport = z.strictObject({ checkedAt: IsoInstant, items: z.array(HealthItem) })
export type HealthReport = z.infer<typeof HealthReport>

export const healthContract = {
  report: call('configure').output(HealthReport),
}
