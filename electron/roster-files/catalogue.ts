import { z } from 'zod'
import { IsoDate, IsoInstant } from '../../shared/domain/dates.ts'
import { FeedVersion, compareFeedVersions } from '../../shared/domain/feed.ts'
import { ProgrammeCode } from '../../shared/domain/identifiers.ts'

export const CATALOGUE_FORMAT = 1

/** Names of the targets of a feed that are no packs. */
export const CATALOGUE_TARGET = 'feed.json'
export const PROGRAMMES_TARGET = 'programmes.json'
export const STATISTICS_TARGET = 'statistics.json'

/** A pack's name says what it is, never whose rows it holds. */
const PackTarget = z.string().regex(/^roster\/[0-9.-]{12,40}\.(full|delta)\.lsp(\.age)?$/)

/** Shown on screens and in terminals: nothing in it may move a cursor, or turn the text around. */
export const Issuer = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]*$/u)

export const CatalogueDelta = z
  .strictObject({
    target: PackTarget,
    from: FeedVersion,
    to: FeedVersion,
    /** Of the file as it is fetched. */
    bytes: z.int().positive(),
    /** People whose rows it replaces or takes away. */
    changes: z.int().nonnegative(),
  })
  .refine((delta) => compareFeedVersions(delta.from, delta.to) < 0, { path: ['to'], message: 'not after from' })
export type CatalogueDelta = z.infer<typeof CatalogueDelta>

/**
 * What a feed offers: the target `feed.json`. A desk at version V takes a chain of deltas from V to `version`, or `full`, whichever is fewer
 * bytes. A delta may span several versions.
 */
export const Catalogue = z
  .strictObject({
    format: z.literal(CATALOGUE_FORMAT),
    /** 32 hex digits, drawn when the feed was made: two feeds of one issuer are never taken for each other. */
    feed: z.string().regex(/^[0-9a-f]{32}$/),
    issuer: Issuer,
    programmes: z.array(ProgrammeCode).nonempty().max(20),
    version: FeedVersion,
    asOf: IsoDate,
    publishedAt: IsoInstant,
    people: z.int().nonnegative(),
    rows: z.int().nonnegative(),
    /** People who stand twice in one programme. */
    conflicts: z.int().nonnegative(),
    /** Whether the packs are encrypted to the desks (`.age`). */
    encrypted: z.boolean(),
    full: z.strictObject({ target: PackTarget, bytes: z.int().positive() }),
    deltas: z.array(CatalogueDelta).max(200),
    /** Oldest first, `version` last; the oldest are forgotten. */
    history: z
      .array(
        z.strictObject({
          version: FeedVersion,
          asOf: IsoDate,
          publishedAt: IsoInstant,
          people: z.int().nonnegative(),
          rows: z.int().nonnegative(),
        }),
      )
      .nonempty()
      .max(400),
  })
  .refine((one) => one.history.at(-1)?.version === one.version, { path: ['history'], message: 'ends elsewhere' })
export type Catalogue = z.infer<typeof Catalogue>

export type CatalogueReading =
  | { kind: 'catalogue'; catalogue: Catalogue }
  | { kind: 'newer-format'; format: number }
  | { kind: 'malformed' }

/** `newer-format` when a later program wrote it: then nothing more is asked of it. */
export function readCatalogue(text: string): CatalogueReading {
  const json = parsed(text)
  const later = z.looseObject({ format: z.int().gt(CATALOGUE_FORMAT) }).safeParse(json)
  if (later.success) return { kind: 'newer-format', format: later.data.format }
  const catalogue = Catalogue.safeParse(json)
  return catalogue.success ? { kind: 'catalogue', catalogue: catalogue.data } : { kind: 'malformed' }
}

export function fullTarget(version: FeedVersion, encrypted: boolean): string {
  return `roster/${version}.full.lsp${encrypted ? '.age' : ''}`
}

export function deltaTarget(from: FeedVersion, to: FeedVersion, encrypted: boolean): string {
  return `roster/${from}..${to}.delta.lsp${encrypted ? '.age' : ''}`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
