import { daysBetween, type IsoDate } from './dates.ts'
import type { Hospital } from './hospital.ts'
import type { ProgrammeCode } from './identifiers.ts'
import type { ProgrammeDefinition, ProgrammeVersion } from './programme.ts'
import type { Question } from './question.ts'
import type { RosterRow } from './roster-row.ts'
import { guaranteedWardClass, RULES, type FoundBy } from './rules.ts'
import {
  RefusalCode,
  type ConflictCode,
  type ProgrammeVerdict,
  type Settled,
  type TraceStep,
  type Verdict,
  type WarningCode,
} from './verdict.ts'
import { findWarnings, mergeWarnings } from './warnings.ts'

/** Which row of a conflict a person has chosen: index into the programme's rows in roster order. */
export type Choice = { programme: ProgrammeCode; row: number }

/** One person's rows in one programme, and what is asked about them. */
export type ProgrammeCase = {
  rows: readonly RosterRow[]
  /** Null for a programme that this desk has no definition of. */
  definition: ProgrammeDefinition | null
  hospital: Hospital
  question: Question
  foundBy: FoundBy | null
  choice: Choice | null
}

/** One person's rows over all programmes. */
export type PersonCase = Omit<ProgrammeCase, 'definition'> & {
  definitions: readonly ProgrammeDefinition[]
  /** The date that the data of the programme speaks for: each programme has a source of its own. */
  rosterAsOf: (programme: ProgrammeCode) => IsoDate
  today: IsoDate
}

export type PersonVerdict = {
  verdict: Verdict
  /** In the order in which they were tried: the hospital's contracts, then the definitions, then programmes without definition. */
  programmes: ProgrammeVerdict[]
  warnings: WarningCode[]
  /** Emergency or delivery without an eligible verdict: admitted now, papers due after `provisionalDueHours`. */
  provisionalOffered: boolean
  provisionalDueHours: number
}

/** For a programme whose definition has not arrived yet. */
const WITHOUT_DEFINITION = { staleAfterDays: 14, provisionalDueHours: 72 }

/**
 * Judges one person's membership of one programme on the service date. Pure. Every ground of refusal that applies is listed, and the
 * trace names every rule. Under `review` no rule was looked at, so the trace is empty. A row of a programme that has no definition
 * here is refused as not in force: its rules are not known, so nothing can be promised.
 */
export function decideProgramme(c: ProgrammeCase): ProgrammeVerdict {
  const first = firstOf(c.rows)
  const version = c.definition ? versionOn(c.definition, c.question.serviceDate) : null
  const chosen = c.choice?.programme === first.programme ? c.rows[c.choice.row] : undefined
  const rows = chosen ? [chosen] : [...c.rows]
  // No rule refuses a row for being marked as duplicate: once a person has chosen it, it counts as active.
  const conflict = chosen ? null : conflictIn(rows)
  const judged = firstOf(rows)
  const trace = conflict ? [] : traceRules(c, judged, version)
  return {
    programme: first.programme,
    shownAs: version?.shownAs ?? c.definition?.shortName ?? first.programme,
    version: version?.version ?? null,
    settled: conflict ? { kind: 'review', conflict } : settle(trace, judged, version),
    rows,
    trace,
    warnings: mergeWarnings(rows.map((row) => findWarnings(row, c.foundBy))),
    priority: rows.some((row) => version?.priorityCategories.includes(row.category)),
  }
}

/**
 * Judges one person over all programmes of which the roster has a row: the first eligible one in the order of the hospital's
 * contracts, else a review, else the refusals of all. Data that is too old makes the answer of its programme `stale`: that programme
 * guarantees nothing that another does with current data, and while it refuses, no refusal of another is the last word.
 */
export function decidePerson(c: PersonCase): PersonVerdict {
  firstOf(c.rows)
  const byProgramme = Map.groupBy(c.rows, (row) => row.programme)
  const programmes = inOrder(c, [...byProgramme.keys()]).map((code) =>
    decideProgramme({ ...c, rows: byProgramme.get(code) ?? [], definition: definitionOf(c, code) }),
  )
  const isOld = ({ programme }: ProgrammeVerdict) => isTooOld(c, programme)
  const deciding =
    programmes.find((one) => one.settled.kind === 'eligible' && !isOld(one)) ??
    programmes.find(({ settled }) => settled.kind === 'eligible') ??
    programmes.find(({ settled }) => settled.kind === 'review') ??
    programmes.find(isOld) ??
    firstOf(programmes)
  const settled = withAllReasons(deciding.settled, programmes)
  const { provisionalDueHours } = definitionOf(c, deciding.programme) ?? WITHOUT_DEFINITION
  const verdict = isOld(deciding)
    ? stale(deciding, settled, c.rosterAsOf(deciding.programme))
    : current(deciding, settled)
  const isUrgent = c.question.care === 'igd' || c.question.care === 'persalinan'
  return {
    verdict,
    programmes,
    warnings: mergeWarnings(programmes.map(({ warnings }) => warnings)),
    provisionalOffered: isUrgent && verdict.kind !== 'eligible',
    provisionalDueHours,
  }
}

/** The version whose dates cover `date`, both ends included. */
export function versionOn(definition: ProgrammeDefinition, date: IsoDate): ProgrammeVersion | null {
  return definition.versions.find(({ from, until }) => from <= date && (until === null || date <= until)) ?? null
}

/** Whether a child without NIK may be admitted under its mother: born by the service date and at most `newbornDays` before it. */
export function newbornCovered(version: ProgrammeVersion, birthDate: IsoDate, serviceDate: IsoDate): boolean {
  const ageDays = daysBetween(birthDate, serviceDate)
  return version.newbornDays > 0 && ageDays >= 0 && ageDays <= version.newbornDays
}

function traceRules(c: ProgrammeCase, row: RosterRow, version: ProgrammeVersion | null): TraceStep[] {
  const inForce: TraceStep = {
    rule: 'programme-not-in-force',
    outcome: version ? 'passed' : 'failed',
    facts: {
      serviceDate: c.question.serviceDate,
      version: version?.version ?? null,
      from: version?.from ?? null,
      until: version?.until ?? null,
    },
  }
  if (!version) {
    return [inForce, ...RULES.map(([rule]): TraceStep => ({ rule, outcome: 'not-applicable', facts: {} }))]
  }
  const facts = { row, version, hospital: c.hospital, question: c.question, foundBy: c.foundBy }
  return [inForce, ...RULES.map(([rule, look]): TraceStep => ({ rule, ...look(facts) }))]
}

function settle(trace: readonly TraceStep[], row: RosterRow, version: ProgrammeVersion | null): Settled {
  const reasons = trace.filter((step) => step.outcome === 'failed').map((step) => step.rule)
  const granted = version ? guaranteedWardClass(row, version) : null
  if (reasons.length > 0 || granted === null) return { kind: 'ineligible', reasons, guaranteedWardClass: granted }
  return { kind: 'eligible', guaranteedWardClass: granted }
}

function conflictIn(rows: readonly RosterRow[]): ConflictCode | null {
  if (rows.length > 1) return 'nik-twice'
  return firstOf(rows).status === 'duplicate' ? 'marked-duplicate' : null
}

/** A refusal speaks for every programme: the reasons of all, each once, in the order of the rules. */
function withAllReasons(settled: Settled, programmes: readonly ProgrammeVerdict[]): Settled {
  if (settled.kind !== 'ineligible') return settled
  const given = new Set(programmes.flatMap(({ settled: s }) => (s.kind === 'ineligible' ? s.reasons : [])))
  return { ...settled, reasons: RefusalCode.options.filter((code) => given.has(code)) }
}

function current({ programme, version }: ProgrammeVerdict, settled: Settled): Verdict {
  if (settled.kind !== 'eligible') return { ...settled, programme, version }
  if (version === null) throw new Error('eligible without a version in force')
  return { ...settled, programme, version }
}

function stale({ programme, version }: ProgrammeVerdict, verdictIfCurrent: Settled, rosterDate: IsoDate): Verdict {
  return { kind: 'stale', programme, version, rosterDate, verdictIfCurrent }
}

function isTooOld(c: PersonCase, programme: ProgrammeCode): boolean {
  const { staleAfterDays } = definitionOf(c, programme) ?? WITHOUT_DEFINITION
  return daysBetween(c.rosterAsOf(programme), c.today) > staleAfterDays
}

function inOrder(c: PersonCase, codes: readonly ProgrammeCode[]): ProgrammeCode[] {
  const order = [...c.hospital.contracts.map(({ programme }) => programme), ...c.definitions.map(({ code }) => code)]
  return [...new Set([...order, ...codes])].filter((code) => codes.includes(code))
}

function definitionOf(c: PersonCase, code: ProgrammeCode): ProgrammeDefinition | null {
  return c.definitions.find((definition) => definition.code === code) ?? null
}

function firstOf<T>(list: readonly T[]): T {
  const first = list[0]
  if (first === undefined) throw new Error('nothing to judge: a person has at least one row')
  return first
}
