import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { Desk } from '../../../shared/domain/hospital.ts'
import { DeviceId } from '../../../shared/domain/identifiers.ts'
import type { Clock } from '../clock.ts'
import type { DataFolder } from '../data-folder.ts'
import { assertEncrypted } from '../db/open-database.ts'
import { deriveKey, publicKeyBytes, publicKeyFromBytes, signingKey, type Secrets } from '../keys/keystore.ts'
import type { Log } from '../server/log.ts'
import { append, type Signer } from './append.ts'
import { appendAudit } from './append-audit.ts'
import { auditOfEntry } from './audit-of-entry.ts'
import type { BesideReader } from './beside.ts'
import { checkEnd } from './check-end.ts'
import { committer, type Committer } from './committer.ts'
import { connect, type Connection } from './connection.ts'
import { openHeadFile, type HeadFile } from './head-file.ts'
import type { AdmissionsReader, AuditReader, Journal, JournalWriter } from './journal.ts'
import { JournalRefused } from './journal-refused.ts'
import { isSealDue, sealIn } from './seal-audit.ts'
import { subjectHasher, type SubjectHasher } from './subject-hash.ts'
import { unwrittenError } from './unwritten-error.ts'

export type JournalFiles = Pick<DataFolder, 'journal' | 'journalHead'>

export type JournalDeps = {
  folder: JournalFiles
  secrets: Secrets
  clock: Clock
  log: Log
  programVersion: string
  /** Whether a new journal is a demo's. One that is there already keeps what it is. */
  demo: boolean
}

const CLOCK_TOLERANCE_MS = 5 * 60_000
/** The program was not written before: a clock that says so has lost its time. */
const EARLIEST = '2024-01-01T00:00:00.000Z'

/** Opens the journal, or enrols this device in a new one. @throws {JournalRefused | OpenRefused} with one sentence; nothing was changed then. */
export function openJournal(deps: JournalDeps): Journal {
  // Before there is a file, which would make the folder look used.
  if (!existsSync(deps.folder.journal)) requireClock('', deps.clock)
  const headFile = openHeadFile(deps.folder.journalHead)
  let commits: Committer | null = null
  try {
    commits = openChecked(deps, headFile)
    requireClock(commits.current().entries.last()?.at ?? '', deps.clock)
    enrolWhenNew(deps, commits)
    return journalOver(deps, commits)
  } catch (error) {
    if (commits === null) headFile.close()
    else commits.close()
    throw error
  }
}

/** What is written at a time before the program was would be numbered in a year that no letter knows, and out of cover. @throws {JournalRefused} */
function requireClock(latest: string, clock: Clock): void {
  if (notBefore(latest, clock.now()) < EARLIEST) throw new JournalRefused('clock-before-program')
}

function openChecked({ folder, secrets, log }: JournalDeps, headFile: HeadFile): Committer {
  const head = headFile.read()
  // An empty journal in place of a lost one would give its letter numbers again.
  if (head !== null && !existsSync(folder.journal)) throw new JournalRefused('missing')
  const fileKey = deriveKey(secrets, 'journal')
  const commits = committer({ connect: () => connect(folder.journal, fileKey), headFile, log })
  try {
    checkEnd(commits.current(), head, secrets.deviceId, publicKeyFromBytes(publicKeyBytes(signingKey(secrets))))
  } catch (error) {
    commits.current().db.close()
    throw error
  }
  return commits
}

function enrolWhenNew({ folder, secrets, clock, programVersion, demo }: JournalDeps, commits: Committer): void {
  if (commits.current().entries.last() !== undefined) return
  const signer = signerOf(secrets)
  const publicKey = publicKeyBytes(signer.key).toString('hex')
  const outcome = commits.commit((connection) => {
    // Another process may have come first.
    if (connection.entries.last() !== undefined) return
    const event = { type: 'device-enrolled', body: { publicKey, programVersion, demo } } as const
    append(connection, signer, event, 'system', clock.now())
  })
  // A folder that cannot take its first entry cannot be used: said as for any full disk.
  if (outcome.kind !== 'written') throw unwrittenError(outcome.kind)
  assertEncrypted(folder.journal)
}

function journalOver({ secrets, clock }: JournalDeps, commits: Committer): Journal {
  const { current, commit } = commits
  const signer = signerOf(secrets)
  const hashOf = subjectHasher(secrets)
  const enrolled = current().settings.get('device')
  if (enrolled === null) throw new JournalRefused('damaged', 1)
  const unnamed = unnamedDesk(signer.device)
  const latest = (): string => current().entries.last()?.at ?? ''
  const now = () => notBefore(latest(), clock.now())
  return {
    device: signer.device,
    publicKey: enrolled.publicKey,
    demo: enrolled.demo,
    now,
    clockBehindSince() {
      const at = latest()
      return Date.parse(at) - Date.parse(clock.now()) > CLOCK_TOLERANCE_MS ? (at as IsoInstant) : null
    },
    ends() {
      const { entries, auditTrail } = current()
      return {
        entries: { seq: entries.last()?.seq ?? 0, at: latest() as IsoInstant },
        auditRows: auditTrail.last().seq,
      }
    },
    holds({ entries, audit }) {
      const here = current()
      const isEntryHere = here.entries.hashAt(entries.seq) === entries.hash
      return isEntryHere && (audit.seq === 0 || here.auditTrail.hashAt(audit.seq) === audit.hash)
    },
    hospital: () => current().settings.get('hospital'),
    desk: () => current().settings.get('desk') ?? unnamed,
    rosterHigh: (source) => current().rosterHighs.get(source),
    admissions: readerOf(current),
    operators: { get: (name) => current().operators.get(name), all: () => current().operators.all() },
    beside: besideReaderOf(current),
    setting: (name) => current().settings.get(name),
    admissionOfLetter: (number) => current().letterNumbers.find(number),
    trail: trailReaderOf(current),
    subjectHash: hashOf,
    write: (work) => commit((connection) => work(writerOn(connection, signer, hashOf, now()))),
    audit: (events) =>
      commit((connection) => {
        const at = now()
        const rows = appendAudit(connection.auditTrail, events, hashOf, at)
        if (isSealDue(events, connection.settings.get('audit-sealed'), at))
          sealIn(writerOn(connection, signer, hashOf, at))
        return rows
      }),
    foreignWrites: () => Number(current().db.pragma('data_version', { simple: true })),
    close: () => commits.close(),
  }
}

function writerOn(connection: Connection, signer: Signer, hashOf: SubjectHasher, at: IsoInstant): JournalWriter {
  return {
    at,
    admissions: connection.admissions,
    operators: connection.operators,
    setting: (name) => connection.settings.get(name),
    nextLetterSequence: (deskCode, year) => connection.letterSequences.next(deskCode, year),
    beside: connection.beside,
    auditEnd: () => connection.auditTrail.last(),
    append(event, actor) {
      const entry = append(connection, signer, event, actor, at)
      const line = auditOfEntry(entry, (id) => connection.admissions.get(id))
      if (line !== null) appendAudit(connection.auditTrail, [line], hashOf, at)
      return entry
    },
  }
}

function trailReaderOf(current: () => Connection): AuditReader {
  return {
    page: (query, before, limit) => current().auditTrail.page(query, before, limit),
    count: (query) => current().auditTrail.count(query),
    actors: () => current().auditTrail.actors(),
  }
}

// Spelled out so that readers outside a transaction follow a replaced connection.
function readerOf(current: () => Connection): AdmissionsReader {
  return {
    get: (id) => current().admissions.get(id),
    byRequest: (requestId) => current().admissions.byRequest(requestId),
    standing: (key) => current().admissions.standing(key),
    provisional: () => current().admissions.provisional(),
    between: (from, to) => current().admissions.between(from, to),
    list: (query) => current().admissions.list(query),
  }
}

function besideReaderOf(current: () => Connection): BesideReader {
  return {
    secrets: { get: (name) => current().beside.secrets.get(name) },
    sessions: {
      get: (tokenHash) => current().beside.sessions.get(tokenHash),
      lastOpened: () => current().beside.sessions.lastOpened(),
    },
    handOverReads: { get: (name) => current().beside.handOverReads.get(name) },
    feedIdentities: { get: (feed) => current().beside.feedIdentities.get(feed) },
  }
}

function signerOf(secrets: Secrets): Signer {
  return { device: DeviceId.parse(secrets.deviceId), key: signingKey(secrets) }
}

function notBefore(floor: string, clockNow: IsoInstant): IsoInstant {
  return clockNow < floor ? (floor as IsoInstant) : clockNow
}

/** Six characters of the device's hash: no two desks share it, so no two give the same letter number. */
function unnamedDesk(device: DeviceId): Desk {
  const code = BigInt(`0x${hash('sha256', device)}`).toString(36)
  return { code: code.slice(-6).toUpperCase() }
}
