import { commonId } from './common-id.ts'
import { deskId } from './desk-id.ts'

/** The Indonesian catalogue, and with it the type of every catalogue. */
export const id = {
  common: commonId,
  desk: deskId,
}

export type Messages = typeof id
