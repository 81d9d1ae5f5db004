import type { Admission, AdmittedPerson, Evidence } from './admission.ts'
import { maskName } from './mask.ts'
import type { GrantedRight } from './operator.ts'

/** Stands where a person wrote something. */
export const HIDDEN = '•••'

const NEED_WHOLE: ReadonlySet<GrantedRight> = new Set(['enter', 'correct', 'export'])

/** Whether the work that these rights are for needs the patient whole. Others see admissions masked. */
export function seesWhole(rights: readonly GrantedRight[]): boolean {
  return rights.some((right) => NEED_WHOLE.has(right))
}

/**
 * An admission for whoever may view but not enter, correct or export: that it was, how it stands and what it rested on, with the patient
 * as first name and initial. No number of a person, no birth date, no address below the district, nothing that anybody wrote.
 */
export function maskedAdmission(admission: Admission): Admission {
  const { approval, voidReason, details } = admission
  return {
    ...admission,
    person: maskedPerson(admission.person),
    details: {
      medicalRecordNumber: '',
      referralFrom: '',
      referralNumber: '',
      documents: details.documents,
      note: '',
    },
    evidence: maskedEvidence(admission.evidence),
    voidReason: voidReason === null ? null : HIDDEN,
    ...(approval && { approval: { ...approval, reason: HIDDEN } }),
  }
}

function maskedPerson({ name, sex, districtCode, birthOrder }: AdmittedPerson): AdmittedPerson {
  return {
    nik: null,
    kkNumber: null,
    name: maskName(name),
    sex,
    birthDate: null,
    districtCode,
    villageCode: null,
    rw: null,
    rt: null,
    motherNik: null,
    birthOrder,
  }
}

function maskedEvidence(evidence: Evidence): Evidence {
  const { chosen } = evidence
  return chosen === null ? evidence : { ...evidence, chosen: { ...chosen, reason: HIDDEN } }
}
