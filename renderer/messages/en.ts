import { accountsEn } from './accounts-en.ts'
import { commonEn } from './common-en.ts'
import { deskEn } from './desk-en.ts'
import { familyEn } from './family-en.ts'
import { verdictEn } from './verdict-en.ts'
import type { Messages } from './id.ts'

/** The English catalogue; a missing key does not compile. */
export const en: Messages = {
  common: commonEn,
  accounts: accountsEn,
  desk: deskEn,
  family: familyEn,
  verdict: verdictEn,
}
