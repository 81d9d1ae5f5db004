import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { IsoDate } from '../domain/dates.ts'
import { ImportProgress, ImportRefusal, ImportReport, RosterState } from '../domain/roster-state.ts'
import { call } from './procedure.ts'

export const ImportEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), progress: ImportProgress }),
  z.strictObject({ kind: z.literal('done'), report: ImportReport }),
  z.strictObject({ kind: z.literal('refused'), refusal: ImportRefusal }),
])
export type ImportEvent = z.infer<typeof ImportEvent>

export const rosterContract = {
  state: call('signed-in').output(RosterState),
  /** Reads a CSV that lies on this machine. `asOf` absent: the file's date. */
  import: call('configure')
    .input(z.strictObject({ path: z.string().min(1).max(1024), asOf: IsoDate.optional() }))
    .output(eventIterator(ImportEvent)),
}
