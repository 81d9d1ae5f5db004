import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { Nik } from '../../../shared/domain/identifiers.ts'
import type { Question } from '../../../shared/domain/question.ts'
import type { ProgrammeVerdict, RefusalCode } from '../../../shared/domain/verdict.ts'
import type { Journal } from '../journal/journal.ts'
import { decidePatient, type DecideDeps } from './decide-patient.ts'
import { requireHospital } from './hospital-required.ts'

/** A patient whose care is refused now. */
export type RefusedPatient = {
  name: string
  nik: Nik
  /** The programmes that refuse, the first one first. */
  verdicts: readonly ProgrammeVerdict[]
  rosterAsOf: IsoDate
}

/** Decides again; null when care is not refused now, or nobody can tell. */
export function refusedNow(
  deps: DecideDeps & { journal: Journal },
  nik: Nik,
  text: string,
  question: Question,
): { patient: RefusedPatient; reasons: RefusalCode[] } | null {
  const patient = { kind: 'member', nik, choice: null } as const
  const asked = { patient, text, reader: 'none', question, identityConfirmed: false } as const
  const decided = decidePatient(deps, requireHospital(deps.journal), asked, deps.journal.now())
  const { person, judged, evidence } = decided
  if (person === null || evidence.rosterAsOf === null || judged?.verdict.kind !== 'ineligible') return null
  const verdicts = judged.programmes.filter(({ settled }) => settled.kind === 'ineligible')
  return { patient: { name: person.name, nik, verdicts, rosterAsOf: evidence.rosterAsOf }, reasons: evidence.reasons }
}
