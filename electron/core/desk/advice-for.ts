import { sourceSpeakingFor, versionName } from '../../../shared/domain/roster-state.ts'
import type { AuditQueue } from '../audit/audit-queue.ts'
import type { AdviceRequest } from '../letters/create-letters.ts'
import type { RefusedPatient } from '../letters/advice-words.ts'
import type { Desk } from './create-desk.ts'

/** Decides again for an advice sheet and notes it in the audit trail; null when the patient is not refused. */
export function adviceFor(
  { desk, audit }: { desk: Desk; audit: AuditQueue },
  { nik, text, question }: AdviceRequest,
  actor: string,
): RefusedPatient | null {
  // A patient found by name has no card text; the NIK finds the same person.
  const result = desk.check({ text: text === '' ? nik : text, source: 'chosen', question }, actor)
  if (result.kind !== 'people' || result.roster.kind !== 'current') return null
  const patient = result.candidates.find((candidate) => candidate.nik === nik)
  if (patient?.verdict.kind !== 'ineligible') return null
  const source = sourceSpeakingFor(result.roster, patient.verdict.programme)
  audit.record([
    {
      actor,
      action: 'advice-printed',
      subject: { kind: 'nik', value: nik },
      facts: { reasons: patient.verdict.reasons, roster: versionName(source) },
    },
  ])
  return {
    name: patient.name,
    nik,
    verdicts: patient.programmes.filter(({ settled }) => settled.kind === 'ineligible'),
    rosterAsOf: source.asOf,
    roster: result.roster,
  }
}
