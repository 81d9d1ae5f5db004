import { z } from 'zod'
import { Admission } from '../domain/admission.ts'
import { IsoDate } from '../domain/dates.ts'
import { AdmissionId } from '../domain/identifiers.ts'
import { call } from './procedure.ts'

export const ExportFormat = z.enum(['csv', 'json'])
export type ExportFormat = z.infer<typeof ExportFormat>

/**
 * Whoever may only view sees admissions `masked`: first name and initial, no number, no birth date, nothing that a clerk wrote. Whoever may
 * enter, correct or export sees them whole.
 */
export const admissionsContract = {
  /** Newest first. `serviceDate` from `from` to `to`, both included; `text` filters name, NIK, letter number. */
  list: call('view')
    .input(
      z.strictObject({
        from: IsoDate,
        to: IsoDate,
        text: z.string().max(120).default(''),
        limit: z.int().min(1).max(500).default(200),
      }),
    )
    .output(z.strictObject({ admissions: z.array(Admission), total: z.int(), masked: z.boolean() })),
  /** Provisional guarantees not yet resolved, the nearest deadline first, whatever their date. */
  provisional: call('view').output(z.array(Admission)),
  get: call('view')
    .input(z.strictObject({ admissionId: AdmissionId }))
    .output(Admission.nullable()),
  export: call('export')
    .input(z.strictObject({ from: IsoDate, to: IsoDate, format: ExportFormat }))
    .output(
      z.strictObject({
        fileName: z.string(),
        mediaType: z.string(),
        contentBase64: z.string(),
        rows: z.int(),
        sha256: z.string(),
      }),
    ),
}
