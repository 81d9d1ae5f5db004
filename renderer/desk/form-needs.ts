import type { Candidate } from '../../shared/contract/desk.ts'
import type { ProgrammeDefinition, ProgrammeVersion } from '../../shared/domain/programme.ts'
import type { Question } from '../../shared/domain/question.ts'
import type { ReferralOrigin } from '../../shared/domain/care.ts'
import type { RefusalCode, Settled } from '../../shared/domain/verdict.ts'

/** Which answers the rules of this person's programmes look at. */
export type FormNeeds = {
  referral: { origins: readonly ReferralOrigin[]; maxAgeDays: number } | null
  wardClass: boolean
  otherPayer: boolean
  /** `open`: asked at once, because an emergency so often is an accident. `folded`: assumed "no", changeable. */
  accident: 'open' | 'folded'
}

export function formNeeds(
  candidate: Candidate,
  question: Question,
  programmes: readonly ProgrammeDefinition[],
  owner: 'government' | 'private',
): FormNeeds {
  const versions = candidate.programmes.flatMap(({ programme, version }) => {
    const definition = programmes.find(({ code }) => code === programme)
    return definition?.versions.find((one) => one.version === version) ?? []
  })
  return {
    referral: referralNeed(versions, question, owner),
    wardClass: question.care === 'rawat-inap' || question.care === 'persalinan',
    otherPayer: versions.some(({ excludesOtherInsurance }) => excludesOtherInsurance),
    accident: question.care === 'igd' ? 'open' : 'folded',
  }
}

/** What the right side of an answer offers. */
export type RightSide =
  | { kind: 'existing' }
  /** Ready, or needing only what the form asks. */
  | { kind: 'form'; ready: boolean }
  | { kind: 'refused'; mendable: 'referral' | 'answers' | 'none' }
  | { kind: 'stale' }

const MENDED_BY_REFERRAL: ReadonlySet<RefusalCode> = new Set([
  'referral-missing',
  'referral-wrong-origin',
  'referral-expired',
])

/** Refusals that rest on what the clerk answered: a slip there is put right there. */
const MENDED_BY_ANSWERS: ReadonlySet<RefusalCode> = new Set([
  'ward-class-too-high',
  'other-insurance',
  'accident-other-payer',
])

/** Decides which side stands at the right. A refusal that a referral alone can mend in some programme keeps the form, with the referral on top. */
export function rightSide(candidate: Candidate, hasChoice: boolean): RightSide {
  if (candidate.existing) return { kind: 'existing' }
  const { verdict } = candidate
  switch (verdict.kind) {
    case 'eligible':
      return { kind: 'form', ready: true }
    case 'review':
      return { kind: 'form', ready: hasChoice }
    case 'stale':
      return { kind: 'stale' }
    case 'ineligible': {
      if (candidate.programmes.some(({ settled }) => isMendedByReferral(settled))) return { kind: 'form', ready: false }
      const mended = verdict.reasons.filter((reason) => MENDED_BY_REFERRAL.has(reason)).length
      const answered = verdict.reasons.some((reason) => MENDED_BY_ANSWERS.has(reason))
      return { kind: 'refused', mendable: mended > 0 ? 'referral' : answered ? 'answers' : 'none' }
    }
  }
}

function isMendedByReferral(settled: Settled): boolean {
  return settled.kind === 'ineligible' && settled.reasons.every((reason) => MENDED_BY_REFERRAL.has(reason))
}

function referralNeed(
  versions: readonly ProgrammeVersion[],
  question: Question,
  owner: 'government' | 'private',
): FormNeeds['referral'] {
  const rules = versions.flatMap(({ referral }) => (referral?.careKinds.includes(question.care) ? [referral] : []))
  if (rules.length === 0) return null
  return {
    origins: [...new Set(rules.flatMap(({ origins }) => origins[owner]))],
    maxAgeDays: Math.max(...rules.map(({ maxAgeDays }) => maxAgeDays)),
  }
}
