import { z } from 'zod'
import { IsoDate, IsoInstant } from './dates.ts'
import { ProgrammeCode } from './identifiers.ts'

/** Where members come from: `local`, the CSV imported by hand, or the name of a feed. */
export const RosterSourceName = z.string().regex(/^[a-z][a-z0-9-]{1,29}$/)

const ofSource = {
  source: RosterSourceName,
  /** What it speaks for here. A programme has one source: a feed takes its programmes over from `local`. */
  programmes: z.array(ProgrammeCode),
}

/** How one source stands. `none`: a feed that has brought nothing yet. */
export const RosterSourceState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none'), ...ofSource }),
  z.strictObject({ kind: z.literal('damaged'), ...ofSource, version: z.string() }),
  z.strictObject({
    kind: z.literal('serving'),
    ...ofSource,
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
export type RosterSourceState = z.infer<typeof RosterSourceState>

/**
 * Which roster answers, over all its sources. `none`: no source serves yet. `damaged`: no source serves, and at least one cannot be
 * trusted. `current`: at least one serves; the facts beside `sources` are those of the source whose data is oldest, counts are sums.
 */
export const RosterState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('damaged'), version: z.string() }),
  z.strictObject({
    kind: z.literal('current'),
    sources: z.array(RosterSourceState).nonempty(),
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

export type ServingSource = Extract<RosterSourceState, { kind: 'serving' }>

/** The source that speaks for `programme` and serves; null when none does. */
export function servingSourceOf(state: RosterState, programme: string): ServingSource | null {
  if (state.kind !== 'current') return null
  const found = state.sources.find((one) => one.programmes.some((code) => code === programme))
  return found?.kind === 'serving' ? found : null
}

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
