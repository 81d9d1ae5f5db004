import { healthSafetyEn } from './health-safety-en.ts'
import type { HealthTexts } from './health-text.ts'
import { healthWorkEn } from './health-work-en.ts'

export const healthEn: HealthTexts = {
  levels: { well: 'well', notice: 'notice', trouble: 'trouble' },
  topics: {
    'data-folder': 'Data folder',
    'disk-space': 'Space on the disk',
    keys: 'Keys',
    journal: 'Journal',
    audit: 'Audit trail',
    clock: 'Clock',
    hospital: 'Hospital and contracts',
    operators: 'Operators',
    feeds: 'Roster feeds',
    roster: 'Member data',
    readers: 'Card readers',
    backup: 'Backup',
    'off-site': 'Copy elsewhere',
    'recovery-kit': 'Recovery kit',
    retention: 'Retention',
    logs: 'Logs',
  },
  words: { ...healthSafetyEn, ...healthWorkEn },
}
