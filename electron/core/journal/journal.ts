import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { Desk, Hospital } from '../../../shared/domain/hospital.ts'
import type { AdmissionId, DeviceId } from '../../../shared/domain/identifiers.ts'
import type { JournalEntry, JournalEvent } from '../../../shared/domain/journal-entry.ts'
import type { AdmissionsTable } from './admissions-table.ts'
import type { AuditAction } from '../../../shared/domain/audit-action.ts'
import type { AuditFacts, AuditTable, AuditTail } from './audit-table.ts'
import type { Beside, BesideReader } from './beside.ts'
import type { OperatorsTable } from './operators-table.ts'
import type { RosterHigh } from './roster-highs-table.ts'
import type { SettingsTable } from './settings-table.ts'
import type { AuditSubject, SubjectHasher } from './subject-hash.ts'

/**
 * Nothing was written and nothing is half-written. `disk-full`: free space and try again. `busy`: another process kept writing for
 * longer than was waited (five seconds); try again.
 */
export type Unwritten = 'disk-full' | 'busy'

export type Written<T> = { kind: 'written'; value: T } | { kind: Unwritten }

/** Inside one transaction: what is read here cannot change before the entries are appended. */
export type JournalWriter = {
  /** The time of the entries of this transaction. */
  at: IsoInstant
  admissions: AdmissionsReader
  operators: OperatorsReader
  setting: SettingsTable['get']
  /** The next free letter number of a desk in a year, from 1. */
  nextLetterSequence(deskCode: string, year: number): number
  beside: Beside
  /** Where the audit trail ends now. */
  auditEnd(): AuditTail
  /** Also leaves the audit line of an entry that is about a person or changes how the desk works. */
  append(event: JournalEvent, actor: string): JournalEntry
}

export type AdmissionsReader = Pick<
  AdmissionsTable,
  'get' | 'byRequest' | 'standing' | 'provisional' | 'between' | 'list'
>

/** What is shown of the audit trail. Long reading has a connection of its own. */
export type AuditReader = Pick<AuditTable, 'page' | 'count' | 'actors'>

export type OperatorsReader = Pick<OperatorsTable, 'get' | 'all'>

/** Something that someone did with data of a person, without the person. */
export type AuditEvent = {
  actor: string
  action: AuditAction
  /** Only the keyed hash is stored. Null: nobody in particular. */
  subject: AuditSubject | null
  facts: AuditFacts
}

/** The desk's append-only record. Several processes may have it open; each call sees what all of them committed. */
export type Journal = {
  device: DeviceId
  /** Raw Ed25519 public key in hex, as enrolled. */
  publicKey: string
  demo: boolean
  /** The clock, but never before the latest entry: a clock that fell back must not bring lapsed cover to life. */
  now(): IsoInstant
  /** The latest time in the journal, when the clock stands more than five minutes behind it. */
  clockBehindSince(): IsoInstant | null
  /** Where both chains end now. */
  ends(): { entries: { seq: number; at: IsoInstant }; auditRows: number }
  /** Whether both chains have come through these places: not where an older copy was put in the journal's place since. */
  holds(place: Record<'entries' | 'audit', Pick<AuditTail, 'seq' | 'hash'>>): boolean
  hospital(): Hospital | null
  /** Until `desk-set`: a code of this device alone, so that no two desks number alike. */
  desk(): Desk
  /** The highest version ever installed here of a feed, or of `local`. */
  rosterHigh(source: string): RosterHigh | null
  admissions: AdmissionsReader
  operators: OperatorsReader
  /** What is kept in the same file, but in no entry. */
  beside: BesideReader
  /** The latest of its kind; null: never set. */
  setting: SettingsTable['get']
  /** Also finds a number that a confirmation replaced. */
  admissionOfLetter(number: string): AdmissionId | null
  trail: AuditReader
  subjectHash: SubjectHasher
  /** One IMMEDIATE transaction, synced when this returns. `work` may run again only if this returned without writing. */
  write<T>(work: (tx: JournalWriter) => T): Written<T>
  /** All rows in one transaction, synced when this returns. Somebody who leaves the desk is followed by a seal, at most every 15 minutes. */
  audit(events: readonly AuditEvent[]): Written<number>
  /** Changes when another process, or a replaced connection, wrote. */
  foreignWrites(): number
  close(): void
}
