import { unreachable } from '../domain/unreachable.ts'
import type { ProgrammeVerdict, RefusalCode, TraceStep } from '../domain/verdict.ts'
import { refusalEn } from './refusal-en.ts'
import { refusalId } from './refusal-id.ts'
import type { Ground, RefusalTexts, RuleTexts } from './refusal-text.ts'
import { ruleContext, sentenceCase } from './rule-context.ts'
import type { TextSettings } from './rule-context.ts'
import { ruleEn } from './rule-en.ts'
import { ruleId } from './rule-id.ts'
import type { Language } from './language.ts'

const REFUSALS: Record<Language, RefusalTexts> = { id: refusalId, en: refusalEn }
const RULES: Record<Language, RuleTexts> = { id: ruleId, en: ruleEn }

/** One refusal, ready to be shown, printed or said. */
export type RefusalExplanation = { code: RefusalCode; title: string; fact: string; next: string; say: string }

/** One line of Rincian. `detail` is absent when the rule's name says it all. */
export type TraceExplanation = {
  code: RefusalCode
  outcome: TraceStep['outcome']
  rule: string
  detail: string | null
}

/** Every refusal of a programme's verdict in its fixed order; empty unless the verdict is a refusal. */
export function explainRefusals(verdict: ProgrammeVerdict, settings: TextSettings): RefusalExplanation[] {
  if (verdict.settled.kind !== 'ineligible') return []
  return verdict.settled.reasons.map((code) => explainRefusal(code, verdict, settings))
}

export function explainRefusal(
  code: RefusalCode,
  verdict: ProgrammeVerdict,
  settings: TextSettings,
): RefusalExplanation {
  const context = ruleContext(verdict, code, settings)
  const texts = REFUSALS[settings.language][code]
  return {
    code,
    title: texts.title(context),
    fact: texts.fact(context),
    next: texts.next(context),
    say: texts.say(context),
  }
}

const FIXABLE_AT_DESK: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'referral-missing',
  'referral-wrong-origin',
  'referral-expired',
  'other-insurance',
  'ward-class-too-high',
  'card-blocked',
  'accident-other-payer',
])

/** Whether the clerk can remove this ground by entering or correcting something on the form. */
export function isFixableAtDesk(code: RefusalCode): boolean {
  return FIXABLE_AT_DESK.has(code)
}

/** What to tell a refused patient: the ground that nobody here can mend, else the first that can. Empty without a refusal. */
export function sayRefusal(explanations: readonly RefusalExplanation[]): string {
  const lasting = explanations.find((explanation) => !isFixableAtDesk(explanation.code))
  return (lasting ?? explanations[0])?.say ?? ''
}

// One line each; within a line the first rule that passed and has something to say.
const GROUND_LINES: readonly (readonly RefusalCode[])[] = [
  ['membership-ended'],
  ['residence-too-short', 'moved-away'],
  ['jkn-active', 'jkn-not-active'],
  ['hospital-not-contracted'],
  ['referral-expired'],
]
const MOST_GROUNDS = 4

/** Why care is guaranteed: at most four of the rules that passed, the most telling first. */
export function explainGrounds(verdict: ProgrammeVerdict, settings: TextSettings): Ground[] {
  const passed = new Set(verdict.trace.filter((step) => step.outcome === 'passed').map((step) => step.rule))
  const grounds = GROUND_LINES.flatMap((line) => {
    for (const rule of line) {
      if (!passed.has(rule)) continue
      const ground = RULES[settings.language][rule].ground?.(ruleContext(verdict, rule, settings))
      if (ground) return [ground]
    }
    return []
  })
  return grounds.slice(0, MOST_GROUNDS)
}

/** Every rule looked at, in order, with what was found. */
export function explainTrace(verdict: ProgrammeVerdict, settings: TextSettings): TraceExplanation[] {
  return verdict.trace.map((step) => {
    const { rule } = RULES[settings.language][step.rule]
    const detail = detailOf(step, verdict, settings)
    return { code: step.rule, outcome: step.outcome, rule, detail: detail === null ? null : sentenceCase(detail) }
  })
}

function detailOf(step: TraceStep, verdict: ProgrammeVerdict, settings: TextSettings): string | null {
  const context = ruleContext(verdict, step.rule, settings)
  const texts = RULES[settings.language][step.rule]
  switch (step.outcome) {
    case 'passed':
      return texts.passed(context)
    case 'failed':
      return REFUSALS[settings.language][step.rule].fact(context)
    case 'unknown':
      return texts.unknown ?? null
    case 'not-applicable':
      return null
    default:
      return unreachable(step.outcome)
  }
}
