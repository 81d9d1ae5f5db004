import type { AdmittedPerson, Evidence } from '../../../shared/domain/admission.ts'
import type { PersonVerdict } from '../../../shared/domain/decide.ts'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import { servingSources, sourceSpeakingFor, versionName } from '../../../shared/domain/roster-state.ts'
import type { ProgrammeVerdict, Settled, TraceStep, Verdict } from '../../../shared/domain/verdict.ts'
import type { CurrentRoster } from './answer.ts'

const MAX_NAME = 120

/** How the patient came to be known, as told by the screen and found in the core. */
export type Identification = Pick<Evidence, 'foundBy' | 'reader' | 'identityConfirmed' | 'chosen' | 'conflict'>

/** Freezes what a verdict rested on. `judged` is null when nobody could be judged. */
export function evidenceOf(
  judged: PersonVerdict | null,
  withoutVerdict: 'not-found' | 'unidentified',
  roster: CurrentRoster | null,
  decidedAt: IsoInstant,
  identification: Identification,
): Evidence {
  const settled = judged && settledOf(judged.verdict)
  const trace = judged ? decidingProgramme(judged).trace : []
  // Nobody judged: the oldest of what was searched is what can be answered for.
  const [oldest = null] = roster === null ? [] : servingSources(roster)
  const source = roster && judged ? sourceSpeakingFor(roster, judged.verdict.programme) : oldest
  return {
    decidedAt,
    rosterVersion: source && versionName(source),
    rosterAsOf: source && source.asOf,
    programmeVersion: judged?.verdict.version ?? null,
    verdict: judged?.verdict.kind ?? withoutVerdict,
    reasons: settled?.kind === 'ineligible' ? settled.reasons : [],
    warnings: judged?.warnings ?? [],
    rulesPassed: count(trace, 'passed'),
    rulesFailed: count(trace, 'failed'),
    rulesNotApplicable: count(trace, 'not-applicable'),
    rulesUnknown: count(trace, 'unknown'),
    ...identification,
  }
}

/** The verdict without the age of the roster. */
export function settledOf(verdict: Verdict): Settled {
  return verdict.kind === 'stale' ? verdict.verdictIfCurrent : verdict
}

/** The programme whose judgement became the verdict. */
export function decidingProgramme({ verdict, programmes }: PersonVerdict): ProgrammeVerdict {
  const deciding = programmes.find(({ programme }) => programme === verdict.programme)
  if (deciding === undefined) throw new Error('a verdict without its programme')
  return deciding
}

/**
 * The patient as frozen from the row that was judged. While nobody has chosen between two records, only what both say is known; the
 * name, which cannot be left out, is then that of either.
 */
export function admittedPerson({ rows }: ProgrammeVerdict): AdmittedPerson {
  const [row] = rows
  if (row === undefined) throw new Error('a judgement without a row')
  const agreed = <K extends keyof RosterRow>(field: K): RosterRow[K] | null =>
    rows.every((other) => other[field] === row[field]) ? row[field] : null
  return {
    nik: row.nik,
    kkNumber: agreed('kkNumber'),
    name: [...new Set(rows.map(({ name }) => name))].join(' / ').slice(0, MAX_NAME),
    sex: agreed('sex'),
    birthDate: agreed('birthDate'),
    districtCode: agreed('districtCode'),
    villageCode: agreed('villageCode'),
    rw: agreed('rw'),
    rt: agreed('rt'),
    motherNik: null,
    birthOrder: null,
  }
}

function count(trace: readonly TraceStep[], outcome: TraceStep['outcome']): number {
  return trace.filter((step) => step.outcome === outcome).length
}
