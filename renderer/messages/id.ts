import { accountsId } from './accounts-id.ts'
import { commonId } from './common-id.ts'
import { deskId } from './desk-id.ts'
import { familyId } from './family-id.ts'
import { verdictId } from './verdict-id.ts'

/** The Indonesian catalogue, and with it the type of every catalogue. */
export const id = {
  common: commonId,
  accounts: accountsId,
  desk: deskId,
  family: familyId,
  verdict: verdictId,
}

export type Messages = typeof id
