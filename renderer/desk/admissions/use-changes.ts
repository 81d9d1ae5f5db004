import { useRef, useState } from 'react'
import type { ChangeResult, Choice } from '../../../shared/contract/desk.ts'
import type { Admission, AdmissionDetails, Amendment } from '../../../shared/domain/admission.ts'
import type { Nik } from '../../../shared/domain/identifiers.ts'
import type { Terms } from '../../../shared/domain/terms.ts'
import type { Verdict } from '../../../shared/domain/verdict.ts'
import type { Question, Referral } from '../../../shared/domain/question.ts'
import { client, refreshAdmissions } from '../../api.ts'
import { approvalFor } from './agreed-change.ts'
import type { AgreedChange, ChangeCall } from './agreed-change.ts'

/** What arrived with the papers of a provisional guarantee. */
export type Papers = {
  nik: Nik | null
  /** Of two records under this NIK. */
  choice: Choice | null
  /** The key that found the person. */
  text: string
  /** What the form showed of the person's data; null for a newborn without its own NIK. */
  shown: Terms | null
  referral: Referral | null
  details: AdmissionDetails
}

/** The question that an admission answered, to be put again. */
export function questionOf({ serviceDate, care, wardClass, referral, otherPayer, accident }: Admission): Question {
  return { serviceDate, care, wardClass, referral, otherPayer, accident }
}

export type ChangeOutcome = Exclude<ChangeResult['kind'], 'changed' | 'busy'> | 'failed'

function outcomeOf({ kind }: ChangeResult): ChangeOutcome | null {
  if (kind === 'busy') return 'failed'
  return kind === 'changed' ? null : kind
}

/**
 * Changes to one admission. Each answers true when it was written; otherwise `outcome` says why nothing was. `approvalId` null: the
 * operator may do it alone.
 */
export function useChanges(admission: Admission) {
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState(false)
  const [outcome, setOutcome] = useState<ChangeOutcome | null>(null)
  const [refusal, setRefusal] = useState<Verdict | null>(null)
  const given = useRef<AgreedChange | null>(null)

  const run = async (change: () => Promise<ChangeResult>): Promise<boolean> => {
    setBusy(true)
    setOutcome(null)
    setRefusal(null)
    try {
      const result = await change()
      setDone(result.kind === 'changed')
      setOutcome(outcomeOf(result))
      setRefusal(result.kind === 'not-eligible' ? result.verdict : null)
      if (result.kind === 'changed' || result.kind === 'approval-needed') given.current = null
      return result.kind === 'changed'
    } catch {
      setOutcome('failed')
      return false
    } finally {
      setBusy(false)
      refreshAdmissions()
    }
  }

  const admissionId = admission.id
  return {
    busy,
    done,
    outcome,
    /** What the rules said when the last change was not eligible. */
    refusal,
    reset: () => {
      setDone(false)
      setOutcome(null)
      setRefusal(null)
    },
    approvalFor: (asked: ChangeCall) => approvalFor(given.current, asked),
    agreed: (agreed: AgreedChange) => {
      given.current = agreed
    },
    amendCall: (amendment: Amendment, reason: string): ChangeCall => ({
      call: 'desk.amend',
      input: { admissionId, amendment, reason, approvalId: null },
    }),
    voidCall: (reason: string): ChangeCall => ({ call: 'desk.void', input: { admissionId, reason, approvalId: null } }),
    confirmCall: ({ referral, ...papers }: Papers, basis: 'guaranteed' | 'override'): ChangeCall => ({
      call: 'desk.confirmProvisional',
      input: {
        admissionId,
        ...papers,
        question: { ...questionOf(admission), referral },
        identityConfirmed: true,
        basis,
        approvalId: null,
      },
    }),
    make: (asked: ChangeCall, approvalId: string | null) => run(() => sent(asked, approvalId)),
    turnToUmum: (reason: string) => run(() => client.desk.turnToUmum({ admissionId, reason })),
  }
}

function sent({ call, input }: ChangeCall, approvalId: string | null): Promise<ChangeResult> {
  switch (call) {
    case 'desk.amend':
      return client.desk.amend({ ...input, approvalId })
    case 'desk.void':
      return client.desk.void({ ...input, approvalId })
    case 'desk.confirmProvisional':
      return client.desk.confirmProvisional({ ...input, approvalId })
  }
}
