import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { TIMINGS } from '../../../electron/readers/timings.ts'
import type { ReaderEvent, ReadersPolicy, ReaderState } from '../../../shared/domain/reader.ts'
import { hostFacts } from './host-facts.ts'
import { openHidraws, pidOf } from './process-table.ts'
import { monotonicMs, type FromShell, type Heard, type ToShell } from './shell-messages.ts'

export type EventOf<K extends ReaderEvent['kind']> = Extract<ReaderEvent, { kind: K }>

const READERS_PROCESS = 'out/main/readers.js'
const RECENT = 8
const BARE_PROCESS = 'tests/rig/guest/bare-process.ts'

/** The shell under test, seen from outside: what it was told by its readers, and the process itself by the kernel's table. */
export class ShellLink {
  /** Everything it was told, in order; never cleared. */
  readonly heard: Heard[] = []
  readonly bareHeard: Extract<FromShell, { kind: 'bare-event' }>[] = []
  readonly logged: string[] = []
  readonly states: { kind: string; at: number }[] = []
  private readonly child: ChildProcess
  private readonly waiting = new Set<() => void>()
  private bareReady = false
  private stopped = false

  constructor(user: number) {
    this.child = fork(join(import.meta.dirname, 'shell-process.ts'), [], {
      uid: user,
      gid: user,
      serialization: 'advanced',
      env: { PATH: '/bin', HOME: '/tmp', RIG_EMULATED: hostFacts().emulated ? '1' : '0' },
    })
    this.child.on('message', (message) => this.hear(message as FromShell))
  }

  send(message: ToShell): void {
    this.child.send(message)
  }

  configure(policy: ReadersPolicy): void {
    this.send({ kind: 'tell', message: { kind: 'configure', policy } })
  }

  /** The readers process of now. */
  pid(): number {
    const pid = pidOf(READERS_PROCESS)
    if (pid === null) throw new Error('no readers process runs')
    return pid
  }

  barePid(): number {
    const pid = pidOf(BARE_PROCESS)
    if (pid === null) throw new Error('no bare reader runs')
    return pid
  }

  /** Devices that the readers process holds open, by the kernel's table. */
  holds(): string[] {
    const pid = pidOf(READERS_PROCESS)
    return pid === null ? [] : openHidraws(pid)
  }

  /** Where "from now on" begins. */
  mark(): number {
    return this.heard.length
  }

  since(mark: number): ReaderEvent[] {
    return this.heard.slice(mark).map(({ event }) => event)
  }

  scans(mark: number, id?: string): EventOf<'scan'>[] {
    return this.since(mark).filter(
      (event): event is EventOf<'scan'> => event.kind === 'scan' && (id === undefined || event.reader === id),
    )
  }

  /** The first event from `mark` on that fits; throws `what` when it does not come. */
  async event<K extends ReaderEvent['kind']>(
    kind: K,
    mark: number,
    what: string,
    fits: (event: EventOf<K>) => boolean = () => true,
    limitMs = 10_000,
  ): Promise<Heard> {
    const found = () => this.heard.slice(mark).find(({ event }) => event.kind === kind && fits(event as EventOf<K>))
    await this.until(() => found() !== undefined, what, limitMs)
    return found() as Heard
  }

  /** Settles when what it sends is believed. */
  async opened(id: string, mark: number, limitMs = 10_000): Promise<Heard> {
    const heard = await this.event('opened', mark, `${id} was not opened`, ({ reader }) => reader === id, limitMs)
    await delay(TIMINGS.believed)
    return heard
  }

  closed(id: string, mark: number): Promise<Heard> {
    return this.event('closed', mark, `${id} was not closed`, ({ reader }) => reader === id)
  }

  /** Until the list of readers says so of one. */
  listed(id: string, state: ReaderState, mark: number, limitMs = 10_000): Promise<Heard> {
    const says = (event: EventOf<'readers'>) =>
      event.readers.some((reader) => reader.id === id && reader.state === state)
    return this.event('readers', mark, `${id} was not told as ${state}`, says, limitMs)
  }

  /** What the list last said. */
  lastList(): EventOf<'readers'> {
    const list = this.heard.map(({ event }) => event).findLast((event) => event.kind === 'readers')
    if (list === undefined) throw new Error('no list of readers was told')
    return list as EventOf<'readers'>
  }

  /** Kinds and times, never texts, for a person who looks for a fault. */
  recent(): string {
    const lines = this.heard.slice(-RECENT).map(({ event, receivedAt }) => {
      const id = 'reader' in event ? event.reader : ''
      return `${Math.round(receivedAt)} ${event.kind} ${'why' in event ? event.why : ''} ${id}`
    })
    return [...lines, `now ${Math.round(monotonicMs())}`, ...this.logged.slice(-RECENT)].join(' | ')
  }

  /** Returns how long it took from nothing to reading. */
  async startBare(paths: string[]): Promise<number> {
    const from = monotonicMs()
    this.send({ kind: 'bare', paths })
    await this.until(() => this.bareReady, 'the bare reader did not start', 60_000)
    return monotonicMs() - from
  }

  /** Asks for an orderly end; returns how long it took. */
  async stop(): Promise<number> {
    const from = monotonicMs()
    this.send({ kind: 'stop' })
    await this.until(() => this.stopped, 'the readers process did not stop')
    return monotonicMs() - from
  }

  /** Looks again after each message. */
  async until(holds: () => boolean, what: string, limitMs = 10_000): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const look = () => holds() && resolve()
    const late = setTimeout(() => reject(new Error(`${what} within ${limitMs} ms`)), limitMs)
    this.waiting.add(look)
    look()
    try {
      await promise
    } finally {
      this.waiting.delete(look)
      clearTimeout(late)
    }
  }

  private hear(message: FromShell): void {
    if (message.kind === 'event') this.heard.push(message)
    if (message.kind === 'bare-event') this.bareHeard.push(message)
    if (message.kind === 'bare-ready') this.bareReady = true
    if (message.kind === 'log') this.logged.push(JSON.stringify([message.event, message.facts]))
    if (message.kind === 'state') this.states.push({ kind: message.state.kind, at: message.at })
    if (message.kind === 'stopped') this.stopped = true
    for (const look of this.waiting) look()
  }
}
