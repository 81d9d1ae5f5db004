import type { RichText } from '../../messages/rich-text.tsx'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import type { TraceStep } from '../../../shared/domain/verdict.ts'
import type { Ground } from '../../../shared/texts/refusal-text.ts'
import type { RefusalExplanation, TraceExplanation } from '../../../shared/texts/refusal.ts'
import type { VerdictKind } from './verdict-kind.ts'

export type Fact = { label: string; value: string; note: string | null; large: boolean }

/** A refusal as shown; `programme` is set only where several programmes refuse, each for its own reasons. */
export type ShownReason = RefusalExplanation & { programme: string | null }

export type ShownTrace = {
  heading: string
  /** `KBS`, where the rules of several programmes are counted. */
  label: string | null
  counts: Record<TraceStep['outcome'], number>
  steps: readonly TraceExplanation[]
}

export type Deadline = { openedAt: IsoInstant; dueAt: IsoInstant }

/** Everything the panel shows, in its fixed order. An empty part is not drawn, so no part asks which kind it belongs to. */
export type VerdictModel = {
  kind: VerdictKind
  programme: string
  word: string
  sentence: string
  facts: readonly Fact[]
  warnings: readonly string[]
  grounds: readonly Ground[]
  groundsTitle: string
  reasons: readonly ShownReason[]
  steps: readonly RichText[]
  /** The verdict that a roster too old would give. */
  ifCurrent: { kind: VerdictKind; word: string } | null
  /** The rows of a conflict, to be compared. */
  records: readonly RosterRow[]
  deadline: Deadline | null
  note: RichText
  say: string | null
  traces: readonly ShownTrace[]
  /** Which roster answered. */
  rosterLine: string | null
}

export const EMPTY_MODEL: Omit<VerdictModel, 'kind' | 'programme' | 'word' | 'sentence'> = {
  facts: [],
  warnings: [],
  grounds: [],
  groundsTitle: '',
  reasons: [],
  steps: [],
  ifCurrent: null,
  records: [],
  deadline: null,
  note: [],
  say: null,
  traces: [],
  rosterLine: null,
}
