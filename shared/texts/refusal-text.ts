import type { RefusalCode } from '../domain/verdict.ts'
import type { RuleContext } from './rule-context.ts'

/** Bold part and the rest of one line under "Mengapa dijamin". */
export type Ground = { strong: string; rest: string }

/** The sentences of one ground of refusal. Each `say` is what the clerk can read aloud. */
export type RefusalText = {
  title: (c: RuleContext) => string
  fact: (c: RuleContext) => string
  next: (c: RuleContext) => string
  say: (c: RuleContext) => string
}
export type RefusalTexts = Record<RefusalCode, RefusalText>

/** The same rule seen from its good side: its name in the list of rules, and what was found when it passed. */
export type RuleText = {
  rule: string
  passed: (c: RuleContext) => string | null
  /** Set for the rules that a gap in the roster can leave open. */
  unknown?: string
  /** Set for the rules worth naming as a reason why care is guaranteed. */
  ground?: (c: RuleContext) => Ground | null
}
export type RuleTexts = Record<RefusalCode, RuleText>
