import { z } from 'zod'
import { IsoDate } from '../../../shared/domain/dates.ts'
import { FeedVersion } from '../../../shared/domain/feed.ts'
import { ProgrammeCode } from '../../../shared/domain/identifiers.ts'
import type { CodedRow } from '../coded-row.ts'

export const PACK_FORMAT = 1

/** What a pack says of itself, in front of its rows. How it lies in a file: docs/feed.md. */
export const PackHeader = z.strictObject({
  format: z.literal(PACK_FORMAT),
  kind: z.enum(['full', 'delta']),
  /** Null for a full pack: it needs no version before it. */
  from: FeedVersion.nullable(),
  to: FeedVersion,
  asOf: IsoDate,
  programmes: z.array(ProgrammeCode).nonempty(),
  /** Rows in this pack; in a delta all rows, as they stand at `to`, of everybody who changed. */
  rows: z.int().nonnegative(),
  /** People who are in `from` and not in `to`: only in a delta. */
  gone: z.int().nonnegative(),
  /** Of the whole version `to`. */
  people: z.int().nonnegative(),
  allRows: z.int().nonnegative(),
  conflicts: z.int().nonnegative(),
})
export type PackHeader = z.infer<typeof PackHeader>

/** The parts of a pack as they are read: rows in the order of `compareRows`, then the NIKs of those who are gone, ascending. */
export type PackPart = { kind: 'rows'; rows: CodedRow[] } | { kind: 'gone'; niks: string[] }

export type PackSource = {
  header: PackHeader
  rows: Iterable<CodedRow> | AsyncIterable<CodedRow>
  gone: Iterable<string>
}

/**
 * The bytes of a pack, compressed, not encrypted. Streams: memory is bounded whatever the number of rows.
 * @throws when rows are out of order, repeat, or are not as many as the header says: a bug of the caller
 */
export type WritePack = (source: PackSource) => AsyncGenerator<Uint8Array, void, void>

export type PackReading = { header: PackHeader; parts: AsyncGenerator<PackPart, void, void> }

/**
 * Reads what `WritePack` wrote. `parts` ends only when every row announced has come and nothing follows. Memory is bounded whatever the bytes say.
 * @throws {PackRefused} from the call or from `parts`
 */
export type ReadPack = (bytes: AsyncIterable<Uint8Array>) => Promise<PackReading>

export type PackFault =
  | 'not-a-pack'
  | 'newer-format'
  | 'truncated'
  | 'malformed'
  | 'out-of-order'
  | 'counts'
  | 'trailing'

/** The pack as a whole cannot be used. Says nothing of a person. */
export class PackRefused extends Error {
  readonly code: PackFault
  constructor(code: PackFault) {
    super(`pack refused: ${code}`)
    this.code = code
  }
}
