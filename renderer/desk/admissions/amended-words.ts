import type { AdmissionDetails, Amendment } from '../../../shared/domain/admission.ts'
import type { Messages } from '../../messages/id.ts'

/** What a correction writes in place of what stands, line by line: whoever agrees to it must have read it. Pure. */
export function amendedWords(before: AdmissionDetails, { details = {} }: Amendment, { desk }: Messages): string[] {
  const m = desk.form
  const labels = {
    medicalRecordNumber: m.medicalRecord,
    referralFrom: m.referralFrom,
    referralNumber: m.referralNumber,
    note: desk.admissions.detail.note,
  }
  return (Object.keys(labels) as (keyof typeof labels)[]).flatMap((key) => {
    const after = details[key]
    return after === undefined || after === before[key] ? [] : [desk.approval.change(labels[key], before[key], after)]
  })
}
