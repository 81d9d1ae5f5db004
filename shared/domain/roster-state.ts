import { z } from 'zod'
import { IsoDate, IsoInstant } from './dates.ts'

/** Which roster answers. `none`: nothing was imported yet. `damaged`: the current file cannot be trusted and no earlier one could serve. */
export const RosterState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('damaged'), version: z.string() }),
  z.strictObject({
    kind: z.literal('current'),
    version: z.string(),
    /** The date the issuer's data speaks for. */
    asOf: IsoDate,
    importedAt: IsoInstant,
    ageDays: z.int(),
    people: z.int(),
    rows: z.int(),
    /** True when this is an earlier version that took over from a damaged one. */
    fellBack: z.boolean(),
  }),
])
export type RosterState = z.infer<typeof RosterState>

/** The columns of the importer's report that a person needs; the rejects file has line, column and code. */
export const ImportReport = z.strictObject({
  version: z.string(),
  asOf: IsoDate,
  rowsRead: z.int(),
  rowsAccepted: z.int(),
  rowsRejected: z.int(),
  conflicts: z.int(),
  people: z.int(),
  ignoredColumns: z.array(z.string()),
  rejectsFile: z.string().nullable(),
  seconds: z.number(),
})
export type ImportReport = z.infer<typeof ImportReport>

/** Why a roster was refused as a whole. Nothing was changed. */
export const ImportRefusal = z.strictObject({
  code: z.enum([
    'file-not-found',
    'file-unreadable',
    'not-utf8',
    'no-header',
    'column-missing',
    'malformed-csv',
    'empty',
    'too-many-rejects',
    'shrinks-too-much',
    'older-than-current',
    'as-of-in-future',
    'disk-full',
    'busy',
  ]),
  /** Column names, counts, percentages: never values of a person. */
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ImportRefusal = z.infer<typeof ImportRefusal>

export const ImportStage = z.enum(['reading', 'indexing', 'checking', 'installing'])
export const ImportProgress = z.strictObject({
  stage: ImportStage,
  rows: z.int(),
  /** 0 to 1 over the whole import. */
  fraction: z.number(),
})
export type ImportProgress = z.infer<typeof ImportProgress>
