import { z } from 'zod'
import { CareKind } from '../domain/care.ts'
import { IsoDate } from '../domain/dates.ts'
import { AdmissionId, Nik } from '../domain/identifiers.ts'
import { Question } from '../domain/question.ts'
import { AdmissionState } from '../domain/admission.ts'
import { WardClass } from '../domain/roster-row.ts'
import { call } from './procedure.ts'

/** What a letter's QR says, readable by anyone; the person only masked. */
export const LetterFacts = z.strictObject({
  number: z.string(),
  kind: z.enum(['guarantee', 'provisional']),
  maskedName: z.string(),
  maskedNik: z.string(),
  care: CareKind,
  wardClass: WardClass.nullable(),
  serviceDate: IsoDate,
  demo: z.boolean(),
})
export type LetterFacts = z.infer<typeof LetterFacts>

export const LetterCheck = z.discriminatedUnion('kind', [
  /** Signed by a desk this program knows. `state` is what this desk's journal says now, null for another desk's letter. */
  z.strictObject({
    kind: z.literal('genuine'),
    facts: LetterFacts,
    desk: z.string(),
    state: AdmissionState.nullable(),
    /** The admission stands, but this paper does not say how: another number, kind, care, class or date holds since. False where no journal here can say. */
    superseded: z.boolean(),
    admissionId: AdmissionId.nullable(),
  }),
  /** Well formed, but signed by a desk whose key this program does not have. */
  z.strictObject({ kind: z.literal('unknown-desk'), facts: LetterFacts, keyId: z.string() }),
  z.strictObject({ kind: z.literal('forged') }),
  z.strictObject({ kind: z.literal('unreadable') }),
])
export type LetterCheck = z.infer<typeof LetterCheck>

/** `page`: the page itself prints these bytes (browser shell). `printer`: the shell has taken it. */
export const Delivery = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('page'), pdfBase64: z.string(), fileName: z.string() }),
  z.strictObject({ kind: z.literal('printer') }),
  z.strictObject({ kind: z.literal('printer-failed'), pdfBase64: z.string(), fileName: z.string() }),
])
export type Delivery = z.infer<typeof Delivery>

export const PrintResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('made'), copy: z.int().positive(), delivery: Delivery }),
  z.strictObject({ kind: z.literal('not-found') }),
  z.strictObject({ kind: z.literal('voided') }),
  z.strictObject({ kind: z.literal('disk-full') }),
  /** Nothing was written: another program kept the journal for too long; try again. */
  z.strictObject({ kind: z.literal('busy') }),
])
export type PrintResult = z.infer<typeof PrintResult>

export const lettersContract = {
  /** Each call is a journal entry: the first is "Cetakan ke-1", the next a reprint under the same number. */
  print: call('enter')
    .input(z.strictObject({ admissionId: AdmissionId }))
    .output(PrintResult),
  /** One page for a refused patient: reasons, next steps, what to bring. Not a letter; not in the journal, but in the audit trail. */
  printAdvice: call('enter')
    .input(z.strictObject({ nik: Nik, text: z.string().max(4096), question: Question, language: z.enum(['id', 'en']) }))
    .output(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('made'), delivery: Delivery }),
        z.strictObject({ kind: z.literal('not-refused') }),
      ]),
    ),
  verify: call('view')
    .input(z.strictObject({ text: z.string().max(4096) }))
    .output(LetterCheck),
}
