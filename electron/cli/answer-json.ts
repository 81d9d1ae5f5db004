import { contractedOn } from '../../shared/domain/hospital.ts'
import type { Question } from '../../shared/domain/question.ts'
import type { KeyKind } from '../../shared/domain/reading.ts'
import {
  programmesWithoutData,
  servingSources,
  sourceSpeakingFor,
  type ServingSource,
} from '../../shared/domain/roster-state.ts'
import type { Settled, Verdict } from '../../shared/domain/verdict.ts'
import type { Answered, CurrentRoster, Moment } from '../core/desk/answer.ts'

/** The JSON of an answer, as `loket check --json` prints it: the form is an interface, described in `docs/commands.md`. */
export function answerJson(
  reading: { keys: readonly { kind: KeyKind }[] },
  { roster, hospital }: Pick<Moment, 'roster' | 'hospital'>,
  question: Question,
  answers: readonly Answered[],
): object {
  const candidates = answers.map((answered) => candidateJson(roster, answered))
  const [only] = candidates
  const unheard = programmesWithoutData(roster, contractedOn(hospital, question.serviceDate))
  const verdict = only === undefined ? { kind: 'not-found' } : candidates.length === 1 ? only.verdict : undefined
  return {
    key: { kinds: [...new Set(reading.keys.map(({ kind }) => kind))] },
    roster: { version: roster.version, asOf: roster.asOf, ageDays: roster.ageDays },
    // Several candidates: a person chooses, so there is no verdict yet.
    ...(verdict && { verdict }),
    candidates,
    ...(unheard.length > 0 && { programmesWithoutData: unheard }),
  }
}

function candidateJson(roster: CurrentRoster, { person, foundBy, judged }: Answered) {
  const { nik, kkNumber, name, sex, birthDate } = person.rows[0]
  return {
    matchedBy: foundBy.kind,
    nik,
    kkNumber,
    name,
    sex,
    birthDate,
    warnings: judged.warnings,
    verdict: { ...verdictJson(judged.verdict), provisionalOffered: judged.provisionalOffered },
    programmes: judged.programmes.map(({ programme, version, settled, trace }) => ({
      programme,
      version,
      ...settledJson(settled),
      trace,
      ...(servingSources(roster).length > 1 && { roster: sourceJson(sourceSpeakingFor(roster, programme)) }),
    })),
  }
}

function sourceJson({ source, version, asOf, ageDays }: ServingSource) {
  return { source, version, asOf, ageDays }
}

function verdictJson(verdict: Verdict) {
  const { kind, programme, version } = verdict
  if (verdict.kind !== 'stale') {
    const { kind: settledKind, ...settled } = settledJson(verdict)
    return { kind: settledKind, programme, version, ...settled }
  }
  const { rosterDate, verdictIfCurrent } = verdict
  return { kind, programme, version, rosterDate, verdictIfCurrent: settledJson(verdictIfCurrent) }
}

function settledJson(settled: Settled) {
  switch (settled.kind) {
    case 'eligible':
      return { kind: settled.kind, guaranteedWardClass: settled.guaranteedWardClass }
    case 'ineligible':
      return { kind: settled.kind, reasons: settled.reasons, guaranteedWardClass: settled.guaranteedWardClass }
    case 'review':
      return { kind: settled.kind, conflict: settled.conflict }
  }
}
