import type { ReadersEvent, ReadersInfo, ReadersProcess, TestEvent } from '../../../shared/contract/readers.ts'
import { readCard } from '../../../shared/domain/card.ts'
import { localDate } from '../../../shared/domain/dates.ts'
import {
  ReaderId,
  type Reader,
  type ReaderDriver,
  type ReaderEvent,
  type ReaderSettings,
} from '../../../shared/domain/reader.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import type { Caller, Sessions } from '../accounts/accounts.ts'
import { ZONE_WITHOUT_HOSPITAL } from '../audit/local-day.ts'
import type { AuditQueue } from '../audit/audit-queue.ts'
import { canonicalJson } from '../journal/entry-hash.ts'
import type { SettingChange } from '../journal/change-settings.ts'
import type { Journal } from '../journal/journal.ts'
import { maskedReading, maskedText, maskedUid } from './masked-scan.ts'
import { readerAsSet, readerName } from './reader-as-set.ts'
import { readerPolicy, type ReaderChange } from './reader-policy.ts'
import { readerTest } from './reader-test.ts'
import type { ReadersLink } from './readers-link.ts'
import { readingPages } from './reading-pages.ts'

/** How the readers process has fared, for whoever asks what is wrong. */
export type ReadersHistory = {
  /** Null: a command, which knows nothing of it. */
  process: ReadersProcess | null
  /** Null: it has told nothing yet. */
  driver: ReaderDriver | null
  readers: readonly Reader[]
  /** How often it has ended by itself in the last ten minutes. */
  recentEnds: number
}

/** The card readers of one desk, as the core knows them. The text of a scan goes through and is kept nowhere. */
export type Readers = {
  /** From now on they are there. Tells them the settings. */
  connect(link: ReadersLink): void
  info(): ReadersInfo
  history(): ReadersHistory
  events(caller: Caller, signal: AbortSignal | undefined): AsyncGenerator<ReadersEvent, void, void>
  test(caller: Caller, signal: AbortSignal | undefined): AsyncGenerator<TestEvent, void, void>
  look(): void
  configure(settings: ReaderSettings, actor: string): ReaderChange
  forget(id: ReaderId, actor: string): SettingChange
  setSound(on: boolean, actor: string): SettingChange
  /** Another process may have changed the settings. */
  settingsWritten(): void
  /** Nothing that the readers tell from then on is heard. */
  close(): void
}

export type ReadersDeps = {
  journal: Journal
  sessions: Pick<Sessions, 'idOf' | 'lastUse'>
  audit: AuditQueue
  uptimeMs: () => number
  system?: ReadersInfo['system']
}

/** No reader has this id: what stands for it is a keyboard. */
const KEYBOARD = ReaderId.parse('keyboard')
const RECENT_MS = 10 * 60_000
const MOST_ENDS = 100

export function createReaders(deps: ReadersDeps): Readers {
  const { journal, sessions, audit, uptimeMs, system = systemOf(process.platform) } = deps
  const policy = readerPolicy(journal)
  const reportedMs = new Map<ReaderId, number>()
  const ends: number[] = []
  let link: ReadersLink | null = null
  let processState: ReadersProcess = 'absent'
  let heard: { driver: ReaderDriver; readers: readonly Reader[] } | null = null
  let isFresh = false
  let hears = true
  let toldPolicy = ''

  const info = (): ReadersInfo => ({
    // Until it has looked there is nothing to show, and no reader is missing.
    process: processState === 'running' && !isFresh ? 'restarting' : processState,
    driver: heard?.driver ?? 'none',
    sound: policy.current().sound,
    readers: (heard?.readers ?? []).map((reader) => readerAsSet(reader, policy.current())),
    system,
  })
  const pages = readingPages({ sessions, uptimeMs, info })
  const test = readerTest({ sessions, audit, showReports: (on) => link?.send({ kind: 'show-reports', on }) })

  const known = (id: ReaderId): Reader | undefined => heard?.readers.find((reader) => reader.id === id)
  const settingsId = (id: ReaderId): ReaderId => known(id)?.settings.id ?? id
  const nameOf = (id: ReaderId | null): string => (id === null ? '' : readerName(known(id), policy.current(), id))

  function tellPolicy(always: boolean): void {
    const now = policy.current()
    const text = canonicalJson(now)
    if (!always && text === toldPolicy) return
    toldPolicy = text
    link?.send({ kind: 'configure', policy: now })
    pages.infoChanged()
  }

  function toldAfter<T extends ReaderChange>(change: T): T {
    if (change === 'changed') tellPolicy(false)
    return change
  }

  function hear(event: ReaderEvent): void {
    if (event.kind === 'readers') {
      heard = event
      isFresh = true
      pages.infoChanged()
      return
    }
    if (event.kind === 'report') reportedMs.set(event.reader, uptimeMs())
    if (event.kind === 'closed') reportedMs.delete(event.reader)
    if (tried(event.kind === 'scan' && event.role === 'desk', () => testEvent(event))) return
    switch (event.kind) {
      case 'scan': {
        const { reader, role, text, aim } = event
        if (role === 'desk')
          pages.tell({ kind: 'scan', reader, readerName: nameOf(reader), role, source: 'hid', text, aim })
        return
      }
      case 'rejected': {
        const { reader, role, why } = event
        if (role === 'desk') pages.tell({ kind: 'rejected', readerName: nameOf(reader), role, why })
        return
      }
      case 'opened':
      case 'closed':
      case 'error':
      case 'report':
        return
      default:
        return unreachable(event)
    }
  }

  /** False: nobody tries the readers out. Else the event is theirs, and no desk loses a scan to them without hearing so. */
  function tried(isDeskScan: boolean, event: () => TestEvent): boolean {
    const tester = test.tester()
    if (tester === null) return false
    test.tell(event())
    if (isDeskScan) pages.divert(tester)
    return true
  }

  function testEvent(event: Exclude<ReaderEvent, { kind: 'readers' }>): TestEvent {
    if (event.kind !== 'scan') return { kind: 'event', readerName: nameOf(event.reader), event }
    const { reader, text, aim, uid, reports } = event
    return {
      ...meaning(text, aim),
      reader,
      readerName: nameOf(reader),
      uid: maskedUid(uid),
      reports,
      msSinceReport: sinceReport(reader),
    }
  }

  function meaning(text: string, aim: string | null) {
    const today = localDate(journal.now(), journal.hospital()?.timeZone ?? ZONE_WITHOUT_HOSPITAL)
    const reading = readCard(text, today, aim === null ? {} : { aim })
    return { kind: 'meaning' as const, text: maskedText(text), aim, reading: maskedReading(reading) }
  }

  function sinceReport(reader: ReaderId): number {
    const at = reportedMs.get(reader)
    return at === undefined ? 0 : Math.max(0, uptimeMs() - at)
  }

  function hearKeys(text: string): void {
    const none = { reader: null, readerName: '', uid: null, reports: 0, msSinceReport: 0 }
    if (tried(true, () => ({ ...meaning(text, null), ...none }))) return
    pages.tell({ kind: 'scan', reader: null, readerName: '', role: 'desk', source: 'wedge', text, aim: null })
  }

  function hearTornKeys(): void {
    const torn = { kind: 'rejected', role: 'desk', why: 'incomplete' } as const
    if (tried(false, () => ({ kind: 'event', readerName: '', event: { ...torn, reader: KEYBOARD } }))) return
    pages.tell({ ...torn, readerName: '' })
  }

  function noteProcess(state: ReadersProcess): void {
    if (state === 'restarting' && processState === 'running') {
      ends.push(uptimeMs())
      if (ends.length > MOST_ENDS) ends.shift()
    }
    if (state !== 'running') isFresh = false
    // It began with the settings that the shell had; what somebody looks at it does not know.
    if (state === 'running' && processState !== 'running') {
      tellPolicy(true)
      if (test.tester() !== null) link?.send({ kind: 'show-reports', on: true })
    }
    processState = state
    pages.infoChanged()
  }

  const whileOpen =
    <A extends unknown[]>(listener: (...told: A) => void) =>
    (...told: A) => {
      if (hears) listener(...told)
    }

  return {
    connect(given) {
      link = given
      tellPolicy(true)
      given.onProcess(whileOpen(noteProcess))
      given.onEvent(whileOpen(hear))
      given.onWedge(whileOpen(hearKeys))
      given.onTornWedge(whileOpen(hearTornKeys))
    },
    info,
    history: () => ({
      process: link === null ? null : processState,
      driver: heard?.driver ?? null,
      readers: info().readers,
      recentEnds: ends.filter((at) => uptimeMs() - at < RECENT_MS).length,
    }),
    events: (caller, signal) => pages.listen(caller, signal),
    test: (caller, signal) => test.listen(caller, signal),
    look: () => link?.send({ kind: 'look' }),
    configure: (settings, actor) => toldAfter(policy.configure({ ...settings, id: settingsId(settings.id) }, actor)),
    forget: (id, actor) => toldAfter(policy.forget(settingsId(id), actor)),
    setSound: (on, actor) => toldAfter(policy.setSound(on, actor)),
    settingsWritten: () => tellPolicy(false),
    close() {
      test.close()
      hears = false
    },
  }
}

function systemOf(platform: NodeJS.Platform): ReadersInfo['system'] {
  if (platform === 'win32') return 'windows'
  return platform === 'darwin' ? 'mac' : 'linux'
}
