import { createHash } from 'node:crypto'
import type { AuditFilter, AuditLine } from '../../../shared/contract/audit.ts'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { onceAMinute } from '../accounts/once-a-minute.ts'
import type { DataFolder } from '../data-folder.ts'
import type { AuditRow } from '../journal/audit-table.ts'
import type { AuditEvent, Journal, Unwritten } from '../journal/journal.ts'
import type { AuditSubject } from '../journal/subject-hash.ts'
import { unwrittenError } from '../journal/unwritten-error.ts'
import type { JournalReport } from '../journal/verify-journal.ts'
import type { Secrets } from '../keys/keystore.ts'
import type { Roster } from '../roster/roster.ts'
import { askedAbout } from './asked-about.ts'
import type { AuditQueue } from './audit-queue.ts'
import { runAuditTask, type RunningAuditTask } from './audit-task.ts'
import type { ExportHead } from './export-audit.ts'
import { queryOf, ZONE_WITHOUT_HOSPITAL } from './local-day.ts'
import type { Resolved } from './resolve-subject.ts'

export type AuditDeps = {
  journal: Journal
  roster: Roster
  folder: Pick<DataFolder, 'journal' | 'journalHead' | 'rosterDir'>
  secrets: Secrets
  queue: AuditQueue
  /** `audit-worker` as it runs here: the .ts source, or its bundle. */
  workerUrl: URL
  uptimeMs: () => number
}

export type AuditPage = { lines: AuditLine[]; total: number; actors: string[] }

export type SubjectAnswer =
  | { kind: 'subject'; subject: string; lines: number }
  | { kind: 'unreadable' }
  | { kind: Unwritten }

export type ExportedTrail = {
  kind: 'exported'
  /** Period, hospital and desk: nothing of a person. */
  fileName: string
  mediaType: string
  content: Uint8Array
  rows: number
  sha256: string
}

/** Reads the audit trail for an auditor. Each way of reading it is itself a line in it, written before the answer is given. */
export type Audit = {
  list(asked: { filter: AuditFilter; before: number | null; limit: number }, actor: string): AuditPage
  subjectOf(asked: { key: string; reason: string }, actor: string): SubjectAnswer
  resolve(
    asked: { subject: string; reason: string },
    actor: string,
    signal?: AbortSignal,
  ): Promise<Resolved | { kind: Unwritten }>
  /** `most`: more rows than these are too many. @throws with `SQLITE_FULL` or `SQLITE_BUSY` when its line cannot be written. */
  export(
    asked: { filter: AuditFilter; format: 'csv' | 'json' },
    actor: string,
    most: number,
  ): Promise<ExportedTrail | { kind: 'too-many'; rows: number }>
  verify(actor: string): Promise<JournalReport & { checkedAt: IsoInstant }>
  /** Stops what is still being read. */
  close(): void
}

export function createAudit(deps: AuditDeps): Audit {
  const { journal, folder, secrets, queue } = deps
  const isFirstView = onceAMinute(deps.uptimeMs)
  const running = new Set<RunningAuditTask<unknown>>()

  const timeZone = () => journal.hospital()?.timeZone ?? ZONE_WITHOUT_HOSPITAL

  async function inThread<T>(task: RunningAuditTask<T>, signal?: AbortSignal): Promise<T> {
    running.add(task)
    signal?.addEventListener('abort', task.stop)
    try {
      return await task.result
    } finally {
      running.delete(task)
      signal?.removeEventListener('abort', task.stop)
    }
  }

  return {
    list({ filter, before, limit }, actor) {
      if (isFirstView(JSON.stringify([actor, filter])))
        queue.record([{ actor, action: 'audit-viewed', subject: subjectIn(filter), facts: shapeOf(filter) }])
      const query = queryOf(filter, timeZone())
      const { trail } = journal
      return {
        lines: trail.page(query, before, limit).map(lineOf),
        total: trail.count(query),
        actors: trail.actors(),
      }
    },
    subjectOf({ key, reason }, actor) {
      const asked = askedAbout(deps, key, timeZone())
      if (asked === null) return { kind: 'unreadable' }
      const { subject, lines } = asked
      const line = { actor, action: 'person-asked-about', subject, facts: { reason: withoutNumbers(reason) } } as const
      const written = journal.audit([line])
      return written.kind === 'written' ? { kind: 'subject', subject: journal.subjectHash(subject), lines } : written
    },
    async resolve({ subject, reason }, actor, signal) {
      const about: AuditSubject = { kind: 'hash', value: subject }
      const line = {
        actor,
        action: 'person-resolved',
        subject: about,
        facts: { reason: withoutNumbers(reason) },
      } as const
      const written = journal.audit([line])
      if (written.kind !== 'written') return written
      const state = deps.roster.state()
      const rosterVersion = state.kind === 'current' ? state.version : null
      const job = { folder: filesOf(folder), secrets, subject, rosterVersion }
      return inThread(runAuditTask(deps.workerUrl, 'resolve', job), signal)
    },
    async export({ filter, format }, actor, most) {
      const head = headOf(journal, filter, timeZone())
      const query = queryOf(filter, timeZone())
      const job = { folder: filesOf(folder), secrets, query, format, head, most }
      const exported = await inThread(runAuditTask(deps.workerUrl, 'export', job))
      if (exported.kind === 'too-many') return exported
      const { content, rows } = exported
      const sha256 = createHash('sha256').update(content).digest('hex')
      const facts = { ...shapeOf(filter), format, rows, sha256 }
      const written = journal.audit([{ actor, action: 'audit-exported', subject: subjectIn(filter), facts }])
      if (written.kind !== 'written') throw unwrittenError(written.kind)
      return { kind: 'exported', ...fileOf(head, filter, format), content, rows, sha256 }
    },
    async verify(actor) {
      const report = await inThread(runAuditTask(deps.workerUrl, 'verify', { folder: filesOf(folder), secrets }))
      const { entries, auditRows, fault } = report
      const facts = { entries, auditRows, fault: fault && `${fault.where} ${fault.fault}` }
      queue.record([{ actor, action: 'audit-verified', subject: null, facts }])
      return { ...report, checkedAt: journal.now() }
    },
    close() {
      for (const task of running) task.stop()
    },
  }
}

/** A thread gets these three paths and no other object of this one. */
function filesOf({ journal, journalHead, rosterDir }: AuditDeps['folder']): AuditDeps['folder'] {
  return { journal, journalHead, rosterDir }
}

function lineOf({ seq, at, actor, action, subject, facts }: AuditRow): AuditLine {
  return { seq, at, actor, action, subject, facts: facts as AuditLine['facts'] }
}

/** The line about reading the lines of a person is itself a line about that person. */
function subjectIn({ subject }: AuditFilter): AuditSubject | null {
  return subject === null ? null : { kind: 'hash', value: subject }
}

/** Which of its fields narrow. */
function shapeOf({ from, to, actor, action, subject }: AuditFilter): AuditEvent['facts'] {
  const facts = { from, to, operator: actor, action }
  const given = Object.entries(facts).filter(([, value]) => value !== null)
  return { ...Object.fromEntries(given), person: subject !== null }
}

/** Reasons are kept as they were written, but a number of a person in one would stand there readable. */
function withoutNumbers(reason: string): string {
  return reason.replaceAll(/\d(?:[\s.-]?\d){11,}/g, '…')
}

function headOf(journal: Journal, filter: AuditFilter, timeZone: string): ExportHead {
  return { hospital: journal.hospital()?.code ?? null, desk: journal.desk().code, timeZone, filter }
}

/** `jejak-audit-3275999-A1-2026-11-01-2026-11-21.csv` */
function fileOf(head: ExportHead, { from, to }: AuditFilter, format: 'csv' | 'json') {
  const parts = ['jejak-audit', head.hospital ?? 'rs', head.desk, from ?? 'awal', to ?? 'akhir']
  return {
    fileName: `${parts.join('-')}.${format}`,
    mediaType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
  }
}
