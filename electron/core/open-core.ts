import { existsSync } from 'node:fs'
import type { Delivery } from '../../shared/contract/letters.ts'
import type { Desk as DeskSettings } from '../../shared/domain/hospital.ts'
import type { ProgrammeDefinition } from '../../shared/domain/programme.ts'
import type { ImportProgress } from '../../shared/domain/roster-state.ts'
import { programmes } from '../../shared/programmes/programmes.ts'
import { createAdmissions, type Admissions } from './admissions/create-admissions.ts'
import { systemClock, type Clock } from './clock.ts'
import { openDataFolder, type DataFolder } from './data-folder.ts'
import { adviceFor } from './desk/advice-for.ts'
import { createDesk, type Desk } from './desk/create-desk.ts'
import { installRoster } from './install-roster.ts'
import { openJournal } from './journal/open-journal.ts'
import type { Journal, Unwritten } from './journal/journal.ts'
import { freshSecrets } from './keys/fresh-secrets.ts'
import { keyFile } from './keys/key-file.ts'
import { KeystoreRefused, signingKey, type Keystore, type Secrets } from './keys/keystore.ts'
import { createLetters, type Letters } from './letters/create-letters.ts'
import { openPress, type Press } from './letters/press.ts'
import { recordPrint } from './letters/record-print.ts'
import { openTrustedKeys, trustedKeysDir, type TrustedKeys } from './letters/trusted-keys.ts'
import { openRoster } from './roster/open-roster.ts'
import type { ImportOptions, ImportOutcome, Roster } from './roster/roster.ts'
import { silentLog, type Log } from './server/log.ts'

export type OpenCoreOptions = {
  dataFolder: string
  version: string
  /** Whether a data folder that nobody has used becomes a demo. One in use keeps what it is. */
  demo: boolean
  /** `snapshot-worker` and `press-worker` as they run here: the .ts sources, or their bundles. */
  workers: { snapshot: URL; press: URL }
  /** Unsealed by the operating system; default: the key file in the data folder. */
  secrets?: Secrets
  /** Who acts, as it stands in the journal. Default: the clerk named in the desk's settings. */
  actor?: string
  /** Hands a PDF to a printer or to the page. */
  deliver: (pdf: Uint8Array, fileName: string) => Promise<Delivery>
  clock?: Clock
  log?: Log
}

/** Everything that a desk does, opened on one data folder. Several processes may have the same folder open. */
export type Core = {
  folder: DataFolder
  clock: Clock
  programmes: readonly ProgrammeDefinition[]
  journal: Journal
  roster: Roster
  desk: Desk
  admissions: Admissions
  letters: Letters
  trustedKeys: TrustedKeys
  press: Press
  /** Who acts now. */
  actor(): string
  /** Imports a roster and notes the new version in the journal. */
  importRoster(
    path: string,
    options: ImportOptions,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportOutcome>
  /** Who sits at the desk from now on. */
  setClerk(clerkName: string): { kind: 'set'; desk: DeskSettings } | { kind: Unwritten }
  deliver(pdf: Uint8Array, fileName: string): Promise<Delivery>
  close(): void
}

/** Opens, and on first use founds, a data folder. @throws DataFolderRefused, KeystoreRefused, OpenRefused, JournalRefused */
export function openCore(options: OpenCoreOptions): Core {
  const folder = openDataFolder(options.dataFolder)
  const { version, demo, workers, deliver, log = silentLog, clock = systemClock } = options
  const secrets = options.secrets ?? loadOrCreate(keyFile(folder.keyFile), folder)
  const journal = openJournal({ folder, secrets, clock, log, programVersion: version, demo })
  const roster = openRoster({
    folder,
    secrets,
    // A clock that fell back must not make an old roster young.
    clock: { now: () => journal.now() },
    workerUrl: workers.snapshot,
    log: ({ event, ...facts }) => log.write(event, facts),
  })
  const actor = () => options.actor ?? journal.desk().clerkName
  const trustedKeys = openTrustedKeys(trustedKeysDir(folder.root))
  const press = openPress(workers.press)
  const letters = createLetters({
    clock,
    demo: journal.demo,
    hospital: () => journal.hospital(),
    desk: () => journal.desk(),
    programmes,
    signingKey: signingKey(secrets),
    recordPrint: (admissionId, codeOf) => recordPrint(journal, admissionId, codeOf, actor()),
    findByLetterNumber: (number) => {
      const id = journal.admissionOfLetter(number)
      return id === null ? null : journal.admissions.get(id)
    },
    trustedKeys: () => trustedKeys.all(),
    draw: (job) => press.draw(job),
    deliver,
    adviceFor: (request) => adviceFor({ desk, journal }, request, actor()),
  })
  const desk = createDesk({ roster, journal, programmes, verifyLetter: (text) => letters.verify(text), log })
  return {
    folder,
    clock,
    programmes,
    journal,
    roster,
    desk,
    admissions: createAdmissions({ journal }),
    letters,
    trustedKeys,
    press,
    actor,
    importRoster: (path, given, onProgress) => installRoster({ journal, roster }, path, given, onProgress, actor()),
    setClerk(clerkName) {
      const written = journal.write((tx) => {
        // Read inside: a command may be naming the window at this moment.
        const settings = { ...journal.desk(), clerkName }
        tx.append({ type: 'desk-set', body: { desk: settings } }, clerkName)
        return settings
      })
      return written.kind === 'written' ? { kind: 'set', desk: written.value } : written
    },
    deliver,
    close() {
      press.close()
      roster.close()
      journal.close()
    },
  }
}

function loadOrCreate(keystore: Keystore, folder: DataFolder): Secrets {
  const existing = keystore.load()
  if (existing) return existing
  // New keys beside old data would make that data unreadable for good.
  if (existsSync(folder.journal) || existsSync(folder.journalHead)) throw new KeystoreRefused('missing')
  const fresh = freshSecrets()
  keystore.create(fresh)
  return fresh
}
