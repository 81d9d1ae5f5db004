import type { Delivery } from '../../shared/contract/letters.ts'
import type { ProgrammeDefinition } from '../../shared/domain/programme.ts'
import type { ImportProgress } from '../../shared/domain/roster-state.ts'
import { programmes as shipped } from '../../shared/programmes/programmes.ts'
import type { Accounts, Approvals, HandOvers, Sessions } from './accounts/accounts.ts'
import { createApprovals } from './accounts/approvals.ts'
import { createAccounts } from './accounts/create-accounts.ts'
import { edgeRules, type EdgeRules } from './accounts/edge-rules.ts'
import { createHandOvers } from './accounts/hand-overs.ts'
import { createSessions } from './accounts/sessions.ts'
import { createAdmissions, type Admissions } from './admissions/create-admissions.ts'
import { systemClock, systemUptime, type Clock, type Uptime } from './clock.ts'
import { openDataFolder, type DataFolder } from './data-folder.ts'
import { adviceFor } from './desk/advice-for.ts'
import { auditQueue, type AuditQueue } from './audit/audit-queue.ts'
import { createAudit, type Audit } from './audit/create-audit.ts'
import { openWaitingFile } from './audit/waiting-file.ts'
import { createPersonViews, type PersonViews } from './audit/person-views.ts'
import type { Backups } from './backup/backups.ts'
import { createBackups } from './backup/create-backups.ts'
import { createDesk, type Desk } from './desk/create-desk.ts'
import { createFeeds } from './feed/create-feeds.ts'
import type { FeedLimits } from './feed/feed-limits.ts'
import type { Feeds } from './feed/feeds.ts'
import { freeBytesOf, type FreeBytes } from './free-bytes.ts'
import { installRoster } from './install-roster.ts'
import { openJournal } from './journal/open-journal.ts'
import type { Journal } from './journal/journal.ts'
import { sealAtEnd } from './journal/seal-audit.ts'
import { deriveLastingKey, signingKey, type SealedStore, type Secrets } from './keys/keystore.ts'
import { createKeys, type Keys } from './keys/create-keys.ts'
import { keepingUse, openKeys } from './keys/open-keys.ts'
import { createLetters, type Letters } from './letters/create-letters.ts'
import { openPress, type Press } from './letters/press.ts'
import { recordPrint } from './letters/record-print.ts'
import { openTrustedKeys, trustedKeysDir, type TrustedKeys } from './letters/trusted-keys.ts'
import { createReaders, type Readers } from './readers/readers.ts'
import { liveProgrammes } from './roster/live-programmes.ts'
import { openRoster } from './roster/open-roster.ts'
import type { ImportOptions, ImportOutcome, Roster } from './roster/roster.ts'
import { silentLog, type Log } from './server/log.ts'

export type OpenCoreOptions = {
  dataFolder: string
  version: string
  /** Whether a data folder that nobody has used becomes a demo. One in use keeps what it is. */
  demo: boolean
  /** The worker threads as they run here: the .ts sources, or their bundles. */
  workers: { snapshot: URL; press: URL; audit: URL; backup: URL }
  /** Unsealed by the operating system; default: the key file in the data folder. */
  secrets?: Secrets
  /** Keeps what the operating system seals; given with `secrets`. */
  sealed?: SealedStore
  /** Who acts in a command, as it stands in the journal. At the desk it is whoever is signed in. */
  actor?: string
  /** Hands a PDF to a printer or to the page. */
  deliver: (pdf: Uint8Array, fileName: string) => Promise<Delivery>
  clock?: Clock
  /** What lock-outs, sessions and approvals are measured by. */
  uptime?: Uptime
  freeBytes?: FreeBytes
  feedLimits?: FeedLimits
  log?: Log
  /** This process is the desk itself: there is one at a time, and it answers for rows of the trail that the one before it lost. */
  isDesk?: boolean
}

/** Everything that a desk does, opened on one data folder. Several processes may have the same folder open. */
export type Core = {
  folder: DataFolder
  freeBytes: FreeBytes
  clock: Clock
  /** As they judge now: what feeds brought is among them. */
  programmes(): readonly ProgrammeDefinition[]
  journal: Journal
  roster: Roster
  /** Bring members to `roster` from their issuers. */
  feeds: Feeds
  accounts: Accounts
  sessions: Sessions
  approvals: Approvals
  handOvers: HandOvers
  /** Every line of the audit trail goes through it. */
  audit: AuditQueue
  /** Reads the trail, for an auditor. */
  auditTrail: Audit
  personViews: PersonViews
  /** Who may make which call. */
  edge: EdgeRules
  desk: Desk
  /** `connect` brings them: a command has none. */
  readers: Readers
  admissions: Admissions
  letters: Letters
  trustedKeys: TrustedKeys
  press: Press
  keys: Keys
  backups: Backups
  /** Who acts in a command. */
  actor(): string
  /** Imports a roster and notes the new version in the journal. */
  importRoster(
    path: string,
    options: ImportOptions,
    onProgress: (progress: ImportProgress) => void,
    actor: string,
  ): Promise<ImportOutcome>
  deliver(pdf: Uint8Array, fileName: string): Promise<Delivery>
  close(): void
}

/** Opens, and on first use founds, a data folder. @throws DataFolderRefused, KeystoreRefused, OpenRefused, JournalRefused */
export function openCore(options: OpenCoreOptions): Core {
  const folder = openDataFolder(options.dataFolder)
  const { version, demo, workers, deliver, log = silentLog, clock = systemClock } = options
  const { uptimeMs } = options.uptime ?? systemUptime
  const { secrets, use } = openKeys({ folder, clock, log, programVersion: version }, options.secrets)
  const journal = keepingUse(use, () => openJournal({ folder, secrets, clock, log, programVersion: version, demo }))
  const roster = openRoster({
    folder,
    secrets,
    // A clock that fell back must not make an old roster young.
    clock: { now: () => journal.now() },
    highOf: (source) => journal.rosterHigh(source)?.version ?? null,
    workerUrl: workers.snapshot,
    log: ({ event, ...facts }) => log.write(event, facts),
  })
  const programmes = liveProgrammes(shipped, roster)
  const waitingFile = options.isDesk === true ? openWaitingFile(folder.auditWaiting) : null
  const audit = auditQueue({ journal, log, waitingFile })
  const pepper = deriveLastingKey(secrets, 'pin-pepper')
  const sessions: Sessions = createSessions({ journal, accounts: () => accounts, audit, uptimeMs })
  const accounts = createAccounts({ journal, pepper, audit, uptimeMs, sessionIdOf: (caller) => sessions.idOf(caller) })
  const approvals = createApprovals(uptimeMs)
  const trustedKeys = openTrustedKeys(trustedKeysDir(folder.root))
  const press = openPress(workers.press)
  const letters = createLetters({
    clock,
    demo: journal.demo,
    hospital: () => journal.hospital(),
    desk: () => journal.desk(),
    programmes,
    signingKey: signingKey(secrets),
    recordPrint: (admissionId, codeOf, actor) => recordPrint(journal, admissionId, codeOf, actor),
    findByLetterNumber: (number) => {
      const id = journal.admissionOfLetter(number)
      return id === null ? null : journal.admissions.get(id)
    },
    trustedKeys: () => trustedKeys.all(),
    draw: (job) => press.draw(job),
    deliver,
    adviceFor: (request, actor) => adviceFor({ desk, audit }, request, actor),
  })
  const desk = createDesk({
    roster,
    journal,
    programmes,
    approvals,
    audit,
    verifyLetter: (text) => letters.verify(text),
  })
  const auditTrail = createAudit({ journal, roster, folder, secrets, queue: audit, workerUrl: workers.audit, uptimeMs })
  const feeds = createFeeds({
    folder,
    journal,
    roster,
    audit,
    clock,
    uptimeMs,
    log,
    ...(options.freeBytes === undefined ? {} : { freeBytes: options.freeBytes }),
    ...(options.feedLimits === undefined ? {} : { limits: options.feedLimits }),
  })
  const readers = createReaders({ journal, sessions, audit, uptimeMs })
  const backups = createBackups({
    folder,
    secrets,
    journal,
    audit,
    clock,
    uptimeMs,
    log,
    programVersion: version,
    workerUrl: workers.backup,
  })
  return {
    folder,
    freeBytes: options.freeBytes ?? freeBytesOf,
    clock,
    programmes,
    journal,
    roster,
    feeds,
    accounts,
    sessions,
    approvals,
    handOvers: createHandOvers(journal),
    audit,
    auditTrail,
    personViews: createPersonViews({ journal, queue: audit, uptimeMs }),
    edge: edgeRules({ approvals, sessions, audit, uptimeMs }),
    desk,
    readers,
    admissions: createAdmissions({ journal }),
    letters,
    trustedKeys,
    press,
    keys: createKeys({
      folder,
      secrets,
      sealed: options.sealed ?? null,
      use,
      journal,
      audit,
      accounts,
      draw: (job) => press.draw(job),
      deliver,
    }),
    backups,
    actor: () => options.actor ?? 'system',
    importRoster: (path, given, onProgress, actor) =>
      installRoster({ journal, roster, audit }, path, given, onProgress, actor),
    deliver,
    close() {
      readers.close()
      backups.close()
      press.close()
      feeds.close()
      roster.close()
      auditTrail.close()
      audit.close()
      sealAtEnd(journal, log)
      journal.close()
      use.release()
    },
  }
}
