import type { Patient } from '../../../shared/contract/desk.ts'
import type { Approval, ApprovalPurpose } from '../../../shared/domain/approval.ts'
import type { GrantedRight } from '../../../shared/domain/operator.ts'
import type { RefusalCode } from '../../../shared/domain/verdict.ts'
import type { Approvals } from '../accounts/accounts.ts'
import type { DecidedPatient } from './decide-patient.ts'
import { settledOf } from './evidence.ts'

/** An approval as it came with a call. */
export type Given = {
  approvals: Pick<Approvals, 'find' | 'take'>
  approvalId: string | null
  /** The very input that it must have been given for: of `agreedInput`. */
  subject: string
}

/** What must be agreed to, and by whom it was. `approval` null: nobody had to. */
export type Agreed =
  | { kind: 'agreed'; approval: Approval | null }
  | { kind: 'approval-needed'; purpose: ApprovalPurpose }
  | { kind: 'override-not-offered' }
  | { kind: 'not-guaranteed' }

/**
 * Whether a decision may become a full guarantee. What the rules grant needs nobody, unless a person chose between two records; what they
 * refuse needs somebody who may approve. The approval is only looked at here: it is used up once the guarantee is written.
 */
export function agreedGuarantee(
  patient: Patient,
  decided: DecidedPatient,
  basis: 'guaranteed' | 'override',
  given: Given,
): Agreed {
  if (basis === 'override') return mayOverride(patient, decided) ? agreed('override', given) : NOT_OFFERED
  if (!decided.guaranteed) return { kind: 'not-guaranteed' }
  return decided.evidence.chosen === null ? NOBODY_NEEDED : agreed('review', given)
}

/** Whether a change to what is written may be made: by who may correct, or with the approval of who may approve. */
export function agreedChange(purpose: 'amend' | 'void', rights: readonly GrantedRight[], given: Given): Agreed {
  return rights.includes('correct') ? NOBODY_NEEDED : agreed(purpose, given)
}

/** The approval that a written guarantee or change rests on is used up. */
export function useUp({ approvals, approvalId, subject }: Given, approval: Approval | null | undefined): void {
  if (approval) approvals.take(approvalId, approval.purpose, subject)
}

const NOBODY_NEEDED: Agreed = { kind: 'agreed', approval: null }
const NOT_OFFERED: Agreed = { kind: 'override-not-offered' }

function agreed(purpose: ApprovalPurpose, { approvals, approvalId, subject }: Given): Agreed {
  const approval = approvals.find(approvalId, purpose, subject)
  return approval === null ? { kind: 'approval-needed', purpose } : { kind: 'agreed', approval }
}

/** A guarantee for somebody who is not alive is a mistake of person or of register: neither is mended by agreeing to it. */
const NEVER_OVERRIDDEN: ReadonlySet<RefusalCode> = new Set(['deceased'])

/**
 * Only a refusal of somebody whom the roster knows, or any answer that a roster too old can give. Between two records somebody must choose
 * first. A newborn goes under its mother, so long as the programme's rule for newborns takes it; a mother who died does not stop that.
 */
function mayOverride(patient: Patient, { judged, newbornTaken }: DecidedPatient): boolean {
  if (judged === null || patient.kind === 'unidentified') return false
  const settled = settledOf(judged.verdict)
  if (settled.kind === 'review' || judged.verdict.kind === 'eligible') return false
  if (patient.kind === 'newborn') return newbornTaken
  return settled.kind === 'eligible' || !settled.reasons.some((code) => NEVER_OVERRIDDEN.has(code))
}
