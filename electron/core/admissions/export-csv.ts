import type { Admission } from '../../../shared/domain/admission.ts'
import { csvText, type Cell } from '../csv-dialect.ts'

type Column = readonly [name: string, value: (admission: Admission) => Cell]

/** The columns in their order, which spreadsheets and scripts rely on: a new one goes to the end. */
const COLUMNS: readonly Column[] = [
  ['letter_number', (a) => a.letterNumber],
  ['state', (a) => a.state],
  ['programme', (a) => a.programme],
  ['programme_version', (a) => a.evidence.programmeVersion],
  ['nik', (a) => a.person.nik],
  ['kk_number', (a) => a.person.kkNumber],
  ['name', (a) => a.person.name],
  ['sex', (a) => a.person.sex],
  ['birth_date', (a) => a.person.birthDate],
  ['mother_nik', (a) => a.person.motherNik],
  ['birth_order', (a) => a.person.birthOrder],
  ['district_code', (a) => a.person.districtCode],
  ['care', (a) => a.care],
  ['service_date', (a) => a.serviceDate],
  ['ward_class', (a) => a.wardClass],
  ['medical_record_number', (a) => a.details.medicalRecordNumber],
  ['referral_origin', (a) => a.referral?.origin ?? null],
  ['referral_date', (a) => a.referral?.date ?? null],
  ['referral_from', (a) => a.details.referralFrom],
  ['referral_number', (a) => a.details.referralNumber],
  ['accident', (a) => a.accident],
  ['other_payer', (a) => (a.otherPayer ? 'yes' : 'no')],
  ['documents', (a) => a.details.documents.join(' ')],
  ['note', (a) => a.details.note],
  ['verdict', (a) => a.evidence.verdict],
  ['reasons', (a) => a.evidence.reasons.join(' ')],
  ['roster_version', (a) => a.evidence.rosterVersion],
  ['roster_as_of', (a) => a.evidence.rosterAsOf],
  ['due_at', (a) => a.dueAt],
  ['opened_at', (a) => a.openedAt],
  ['opened_by', (a) => a.openedBy],
  ['desk_code', (a) => a.deskCode],
  ['prints', (a) => a.prints],
  ['amendments', (a) => a.amendments],
  ['void_reason', (a) => a.voidReason],
  ['admission_id', (a) => a.id],
  ['approval_purpose', (a) => a.approval?.purpose ?? null],
  ['approval_by', (a) => a.approval?.by ?? null],
  ['approval_reason', (a) => a.approval?.reason ?? null],
]

/** UTF-8 with BOM, `;` and CRLF, as an Indonesian Excel opens it. The same admissions give the same bytes. */
export function admissionsCsv(admissions: readonly Admission[]): string {
  const header = COLUMNS.map(([name]) => name)
  const rows = admissions.map((admission) => COLUMNS.map(([, value]) => value(admission)))
  return csvText([header, ...rows], { bom: true })
}
