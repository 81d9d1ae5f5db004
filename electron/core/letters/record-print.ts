import type { Admission } from '../../../shared/domain/admission.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import type { Journal, Unwritten } from '../journal/journal.ts'

export type RecordedPrint =
  | { kind: 'printed'; admission: Admission; copy: number; code: string }
  | { kind: 'not-found' }
  /** No guarantee stands any more: voided, or turned to a patient who pays. */
  | { kind: 'voided' }
  | { kind: Unwritten }

/** Writes the print into the journal, before any paper exists. `codeOf` makes the QR's text first: when it throws, no print was recorded. */
export function recordPrint(
  journal: Journal,
  admissionId: AdmissionId,
  codeOf: (admission: Admission) => string,
  actor: string,
): RecordedPrint {
  const written = journal.write((tx): RecordedPrint => {
    const before = tx.admissions.get(admissionId)
    if (before === null) return { kind: 'not-found' }
    if (before.state === 'voided' || before.state === 'umum') return { kind: 'voided' }
    const code = codeOf(before)
    const copy = before.prints + 1
    tx.append({ type: 'letter-printed', body: { admissionId, copy } }, actor)
    return { kind: 'printed', admission: { ...before, prints: copy, lastPrintedAt: tx.at }, copy, code }
  })
  return written.kind === 'written' ? written.value : written
}
