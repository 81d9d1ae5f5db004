import { z } from 'zod'
import { Reason } from '../domain/admission.ts'
import { AuditAction } from '../domain/audit-action.ts'
import { IsoDate, IsoInstant } from '../domain/dates.ts'
import { call } from './procedure.ts'
import { Busy, DiskFull } from './unwritten.ts'

/** A keyed hash: the same person, or the same family, gives the same one on this desk. */
export const SubjectHash = z.string().regex(/^[0-9a-f]{64}$/)

export const AuditLine = z.strictObject({
  seq: z.int().positive(),
  at: IsoInstant,
  actor: z.string(),
  action: AuditAction,
  subject: SubjectHash.nullable(),
  /** Codes, counts and versions; the reason of a question about a person. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
})
export type AuditLine = z.infer<typeof AuditLine>

/** Absent or null fields do not narrow. Days are the hospital's. */
export const AuditFilter = z.strictObject({
  from: IsoDate.nullable(),
  to: IsoDate.nullable(),
  actor: z.string().max(120).nullable(),
  action: AuditAction.nullable(),
  subject: SubjectHash.nullable(),
})
export type AuditFilter = z.infer<typeof AuditFilter>

const ChainFault = z.strictObject({ where: z.string(), seq: z.int().nullable(), fault: z.string() })

export const auditContract = {
  /** Newest first; `before` is the `seq` of the last line shown, for the next page. Reading the trail is itself a line in it. */
  list: call('audit')
    .input(
      z.strictObject({
        filter: AuditFilter,
        before: z.int().positive().nullable(),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(z.strictObject({ lines: z.array(AuditLine), total: z.int(), actors: z.array(z.string()) })),
  /** Whose lines are asked for: a NIK or KK, with the reason, both to be accounted for. Answers with the hash to filter by. */
  subjectOf: call('audit')
    .input(z.strictObject({ key: z.string().min(8).max(40), reason: Reason }))
    .output(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('subject'), subject: SubjectHash, lines: z.int() }),
        z.strictObject({ kind: z.literal('unreadable') }),
        DiskFull,
        Busy,
      ]),
    ),
  /** Whom a line is about: looks through the admissions and the roster. The question stands in the trail before the answer is given. */
  resolve: call('audit')
    .input(z.strictObject({ subject: SubjectHash, reason: Reason }))
    .output(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('person'), key: z.string(), name: z.string().nullable() }),
        z.strictObject({ kind: z.literal('family'), key: z.string() }),
        /** Neither admitted here nor in the roster that serves now, as a mistyped number is. */
        z.strictObject({ kind: z.literal('not-found') }),
        DiskFull,
        Busy,
      ]),
    ),
  export: call('audit')
    .errors({ TOO_MANY_ROWS: { data: z.strictObject({ rows: z.int(), most: z.int() }) } })
    .input(z.strictObject({ filter: AuditFilter, format: z.enum(['csv', 'json']) }))
    .output(
      z.strictObject({
        fileName: z.string(),
        mediaType: z.string(),
        contentBase64: z.string(),
        rows: z.int(),
        sha256: z.string(),
      }),
    ),
  /** Checks both chains from their first line to their last, in a thread. */
  verify: call('audit').output(
    z.strictObject({ entries: z.int(), auditRows: z.int(), fault: ChainFault.nullable(), checkedAt: IsoInstant }),
  ),
}
