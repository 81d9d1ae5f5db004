import { accountsId } from './accounts-id.ts'
import { auditId } from './audit-id.ts'
import { commonId } from './common-id.ts'
import { deskId } from './desk-id.ts'
import { feedsId } from './feeds-id.ts'
import { familyId } from './family-id.ts'
import { peopleId } from './people-id.ts'
import { readersId } from './readers-id.ts'
import { scanId } from './scan-id.ts'
import { settingsId } from './settings-id.ts'
import { setupId } from './setup-id.ts'
import { verdictId } from './verdict-id.ts'

/** The Indonesian catalogue, and with it the type of every catalogue. */
export const id = {
  common: commonId,
  accounts: accountsId,
  audit: auditId,
  desk: deskId,
  family: familyId,
  feeds: feedsId,
  people: peopleId,
  readers: readersId,
  scan: scanId,
  settings: settingsId,
  setup: setupId,
  verdict: verdictId,
}

export type Messages = typeof id
