import type { AdmissionDetails, AdmittedPerson, Evidence } from '../../../shared/domain/admission.ts'
import type { Approval } from '../../../shared/domain/approval.ts'
import type { CareKind } from '../../../shared/domain/care.ts'
import type { AdmissionConfirmed } from '../../../shared/domain/journal-entry.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import type { Question } from '../../../shared/domain/question.ts'
import type { WardClass } from '../../../shared/domain/roster-row.ts'
import type { DecidedPatient } from './decide-patient.ts'
import { settledOf } from './evidence.ts'
import { shownAsOn } from './new-letter.ts'

type Decided = {
  letterNumber: string
  programme: ProgrammeDefinition
  person: AdmittedPerson
  question: Question
  judged: DecidedPatient['judged']
  details: AdmissionDetails
  evidence: Evidence
  approval: Approval | null
}

/** What a decision puts into the journal: when an admission is opened, and again when it is confirmed. */
export function decidedAdmission({
  letterNumber,
  programme,
  person,
  question,
  judged,
  details,
  evidence,
  approval,
}: Decided): AdmissionConfirmed['now'] {
  const { care, serviceDate, referral, accident, otherPayer } = question
  return {
    letterNumber,
    programme: programme.code,
    programmeShownAs: shownAsOn(programme, serviceDate),
    person,
    care,
    serviceDate,
    wardClass: wardClassOf(question, judged),
    referral,
    accident,
    otherPayer,
    details,
    evidence,
    ...(approval && { approval }),
  }
}

/**
 * A bed has a class: the one asked for, but never a better one than is guaranteed, also not until the papers come. Null, and on the letter
 * "as the programme sets", for care without a bed and while nobody knows what is guaranteed.
 */
export function wardClassOf({ care, wardClass }: Question, judged: DecidedPatient['judged']): WardClass | null {
  const settled = judged && settledOf(judged.verdict)
  if (!hasBed(care) || settled === null || settled.kind === 'review') return null
  const guaranteed = settled.guaranteedWardClass
  return guaranteed !== null && wardClass !== null && wardClass > guaranteed ? wardClass : guaranteed
}

export function hasBed(care: CareKind): boolean {
  return care === 'rawat-inap' || care === 'persalinan'
}
