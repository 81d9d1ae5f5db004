import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { IsoDate, IsoInstant } from '../domain/dates.ts'
import { Desk, Hospital } from '../domain/hospital.ts'
import { ProgrammeDefinition } from '../domain/programme.ts'
import { RosterState } from '../domain/roster-state.ts'
import { call } from './procedure.ts'

export const SessionInfo = z.strictObject({
  version: z.string(),
  shell: z.enum(['electron', 'browser']),
  /** The data folder was started as a demo; everything shown says so. */
  demo: z.boolean(),
  /** Null until `loket hospital set`. */
  hospital: Hospital.nullable(),
  desk: Desk,
  programmes: z.array(ProgrammeDefinition),
  roster: RosterState,
  /** The core's clock; the page counts on from here. */
  now: IsoInstant,
  today: IsoDate,
  /** Set when the clock stands behind the latest time in the journal by more than five minutes. */
  clockBehindSince: IsoInstant.nullable(),
})
export type SessionInfo = z.infer<typeof SessionInfo>

/** Something that screens may have to show anew. */
export const DeskEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('roster'), roster: RosterState }),
  z.strictObject({ kind: z.literal('admissions') }),
  z.strictObject({ kind: z.literal('session') }),
])
export type DeskEvent = z.infer<typeof DeskEvent>

export const sessionContract = {
  info: call('view').output(SessionInfo),
  /** Never ends by itself; resumes by id after a broken connection. */
  events: call('view').output(eventIterator(DeskEvent)),
  /** Who sits at the window; stands on letters and in the journal. */
  setClerk: call('enter')
    .input(z.strictObject({ clerkName: z.string().trim().min(1).max(80) }))
    .output(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('set'), desk: Desk }),
        z.strictObject({ kind: z.literal('disk-full') }),
        z.strictObject({ kind: z.literal('busy') }),
      ]),
    ),
}
