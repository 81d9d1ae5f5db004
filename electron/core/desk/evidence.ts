import type { AdmittedPerson, Evidence } from '../../../shared/domain/admission.ts'
import type { PersonVerdict } from '../../../shared/domain/decide.ts'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { ProgrammeVerdict, Settled, TraceStep, Verdict } from '../../../shared/domain/verdict.ts'
import type { CurrentRoster } from './answer.ts'

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
  return {
    decidedAt,
    rosterVersion: roster?.version ?? null,
    rosterAsOf: roster?.asOf ?? null,
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

/** The patient as frozen from the row that was judged. */
export function admittedPerson({ rows: [row] }: ProgrammeVerdict): AdmittedPerson {
  if (row === undefined) throw new Error('a judgement without a row')
  return {
    nik: row.nik,
    kkNumber: row.kkNumber,
    name: row.name,
    sex: row.sex,
    birthDate: row.birthDate,
    districtCode: row.districtCode,
    villageCode: row.villageCode,
    rw: row.rw,
    rt: row.rt,
    motherNik: null,
    birthOrder: null,
  }
}

function count(trace: readonly TraceStep[], outcome: TraceStep['outcome']): number {
  return trace.filter((step) => step.outcome === outcome).length
}
