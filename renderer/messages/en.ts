import { accountsEn } from './accounts-en.ts'
import { auditEn } from './audit-en.ts'
import { commonEn } from './common-en.ts'
import { deskEn } from './desk-en.ts'
import { feedsEn } from './feeds-en.ts'
import { familyEn } from './family-en.ts'
import { peopleEn } from './people-en.ts'
import { readersEn } from './readers-en.ts'
import { scanEn } from './scan-en.ts'
import { settingsEn } from './settings-en.ts'
import { setupEn } from './setup-en.ts'
import { verdictEn } from './verdict-en.ts'
import type { Messages } from './id.ts'

/** The English catalogue; a missing key does not compile. */
export const en: Messages = {
  common: commonEn,
  accounts: accountsEn,
  audit: auditEn,
  desk: deskEn,
  family: familyEn,
  feeds: feedsEn,
  people: peopleEn,
  readers: readersEn,
  scan: scanEn,
  settings: settingsEn,
  setup: setupEn,
  verdict: verdictEn,
}
