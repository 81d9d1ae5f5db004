import { describe, expect, it } from 'vitest'
import { HEALTH_CODES } from '../../../shared/contract/health-codes.ts'
import { HealthTopic, type HealthItem } from '../../../shared/contract/health.ts'
import { explainHealth } from '../../../shared/texts/health.ts'

const FACTS = {
  mode: '755',
  freeMb: 150,
  neededMb: 2048,
  seq: 17,
  entries: 1200,
  auditRows: 3400,
  rows: 3400,
  unsealed: 4,
  days: 23,
  minutes: 90,
  hospital: 'RSUD Contoh',
  until: '2026-12-31',
  programme: 'kbs-bekasi',
  count: 2,
  people: 50_000,
  asOf: '2026-11-21',
  ageDays: 15,
  lastGoodAt: '2026-11-21T03:42:00.000Z',
  sealedAt: '2026-11-21T03:42:00.000Z',
  offSiteAt: '2026-11-21T03:42:00.000Z',
  printedAt: '2026-11-21T03:42:00.000Z',
  rosterDays: 30,
  megabytes: 3,
  feed: 'kab-bogor',
  refusal: 'bad-signature',
  expiresAt: '2026-11-23T03:42:00.000Z',
}
const all = HealthTopic.options.flatMap((topic) => HEALTH_CODES[topic].map((code) => [topic, code] as const))
const item = (topic: HealthTopic, code: string): HealthItem => ({ topic, level: 'trouble', code, facts: FACTS })

describe('the words of the health page', () => {
  it.each(all)('say of %s that it is %s, with every fact, in both languages', (topic, code) => {
    for (const language of ['id', 'en'] as const) {
      const line = explainHealth(item(topic, code), { language, timeZone: 'Asia/Jakarta' })
      expect(line.so).toMatch(/^[A-Z\d].*\.$/)
      expect(line.next ?? 'Nothing.').toMatch(/^[A-Z\d].*\.$/)
      expect(`${line.so} ${line.next}`).not.toMatch(/–|undefined|NaN/)
    }
  })

  it('give a code that a newer core found as it is', () => {
    const line = explainHealth(item('keys', 'constructor'), { language: 'en', timeZone: 'Asia/Jakarta' })
    expect(line).toMatchObject({ topic: 'Keys', so: 'constructor', next: null })
  })
})
