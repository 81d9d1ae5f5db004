import type { ImportProgress } from '../../shared/domain/roster-state.ts'
import type { AuditQueue } from './audit/audit-queue.ts'
import type { Journal } from './journal/journal.ts'
import type { ImportOptions, ImportOutcome, Roster } from './roster/roster.ts'

/**
 * Imports a roster, and notes version, date and counts in the journal: the highest version ever seen stands there too, out of reach of
 * whoever can replace the roster's files.
 */
export async function installRoster(
  { journal, roster, audit }: { journal: Journal; roster: Roster; audit: AuditQueue },
  path: string,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => void,
  actor: string,
): Promise<ImportOutcome> {
  const outcome = await roster.import(path, options, onProgress)
  const facts = outcome.kind === 'done' ? { version: outcome.report.version } : { refused: outcome.refusal.code }
  if (outcome.kind === 'done') {
    const { version, asOf, people, rowsAccepted } = outcome.report
    // On a full disk the roster serves all the same; the next import notes a higher version.
    journal.write((tx) =>
      tx.append({ type: 'roster-installed', body: { version, asOf, people, rows: rowsAccepted } }, actor),
    )
  }
  audit.record([{ actor, action: 'roster-import', subject: null, facts }])
  return outcome
}
