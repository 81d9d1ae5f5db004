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
  const named = state.sources.find((one) => one.programmes.some((code) => code === programme))
  if (named !== undefined) return named.kind === 'serving' ? named : null
  // What a roster of an older program speaks for is not known: it may be this.
  return servingSources(state).find((one) => one.programmes.length === 0) ?? null
}

/**
 * The source whose data an answer about `programme` rests on. Where no source names the programme, the oldest: nothing is promised by
 * data that might be younger than what it came from.
 */
export function sourceSpeakingFor(state: Extract<RosterState, { kind: 'current' }>, programme: string): ServingSource {
  const [oldest] = servingSources(state)
  const speaking = servingSourceOf(state, programme) ?? oldest
  if (speaking === undefined) throw new Error('a current roster without a source that serves')
  return speaking
}

/** The sources that serve, the oldest data first. */
export function servingSources(state: RosterState): ServingSource[] {
  if (state.kind !== 'current') return []
  const serving = state.sources.filter((one) => one.kind === 'serving')
  return serving.toSorted((a, b) => (a.asOf === b.asOf ? 0 : a.asOf < b.asOf ? -1 : 1))
}

/** A version as evidence names it: two sources may number theirs alike. */
export function versionName({ source, version }: Pick<ServingSource, 'source' | 'version'>): string {
  return source === 'local' ? version : `${source}/${version}`
}

/**
 * Those of `programmes` that nothing here speaks for, although something serves: nobody found, or refused by another programme, may
 * still be a member of these.
 */
export function programmesWithoutData<Code extends string>(state: RosterState, programmes: readonly Code[]): Code[] {
  if (state.kind !== 'current') return []
  return [...new Set(programmes)].filter((code) => servingSourceOf(state, code) === null)
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
