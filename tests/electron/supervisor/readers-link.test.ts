import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Log } from '../../../electron/core/server/log.ts'
import type { ToCore } from '../../../electron/core/server/shell-messages.ts'
import type { FromReaders } from '../../../electron/readers/messages.ts'
import { forkReaders } from '../../../electron/supervisor/fork-readers.ts'
import type { Limits } from '../../../electron/supervisor/limits.ts'
import { linkReaders, type ReadersLink } from '../../../electron/supervisor/readers-link.ts'
import type { ProcessState } from '../../../electron/supervisor/supervise.ts'
import { DEFAULT_READERS } from '../../../shared/domain/reader.ts'
import { tinyReaders, type TinyReaders } from '../../support/tiny-readers-path.ts'

const LOUD = { ...DEFAULT_READERS, sound: true }
const SILENT = { ...DEFAULT_READERS, sound: false }
const READY: ProcessState = { kind: 'ready' }
const GONE: ProcessState = { kind: 'restarting', delayMs: 0 }

let how: TinyReaders
let starts: number
/** Messages of the readers processes that the link has had. */
let said: number
let core: { heard: ToCore[] } | null
let logged: string[]
const links: ReadersLink[] = []
beforeEach(() => {
  how = 'well'
  starts = 0
  said = 0
  core = null
  logged = []
})
afterEach(async () => {
  for (const made of links.splice(0)) await made.stop()
})

function link(limits: Partial<Limits> = {}): ReadersLink {
  const log: Log = { write: (event) => void logged.push(event) }
  const made = linkReaders({
    startReaders: () => {
      starts++
      const child = forkReaders(tinyReaders, { inheritStderr: false, env: { LOKET_TEST_TINY_READERS: how } })
      const counting = (hear: (message: FromReaders) => void) => (message: FromReaders) => {
        hear(message)
        said++
      }
      return { ...child, listen: (on) => child.listen({ ...on, message: counting(on.message) }) }
    },
    core: () => {
      const hearing = core
      return hearing === null ? null : { send: (message) => void hearing.heard.push(message) }
    },
    log,
    limits,
  })
  links.push(made)
  return made
}

function newCore(readers: ReadersLink): { heard: ToCore[] } {
  core = { heard: [] }
  readers.coreIs(READY)
  return core
}

function coreEnds(readers: ReadersLink): void {
  core = null
  readers.coreIs(GONE)
}

const states = (heard: ToCore[]) =>
  heard.flatMap((message) => (message.kind === 'readers-process' ? message.state : []))
/** What the process said in its lists: what it had been told by then. */
const lists = (heard: ToCore[]) =>
  heard.flatMap((message) =>
    message.kind === 'reader' && message.event.kind === 'readers' ? (message.event.readers[0]?.product ?? '') : [],
  )
const scans = (heard: ToCore[]) =>
  heard.flatMap((message) => (message.kind === 'reader' && message.event.kind === 'scan' ? message.event.text : []))
const until = async (done: () => boolean) => {
  await expect.poll(done, { timeout: 20_000, interval: 10 }).toBe(true)
}

describe('the link between the readers and the core', () => {
  it('starts the readers when a core is ready and has said its settings, with them, and tells the core what becomes of them', async () => {
    const readers = link()
    const { heard } = newCore(readers)
    readers.fromCore({ kind: 'look' })
    expect(starts).toBe(0)
    readers.fromCore({ kind: 'configure', policy: SILENT })
    await until(() => scans(heard).length === 1)
    expect(states(heard)).toEqual(['absent', 'restarting', 'running'])
    expect(lists(heard)[0]).toContain('start:false')
    expect(starts).toBe(1)
  })

  it('gives a process that is starting the settings that were said meanwhile', async () => {
    const readers = link()
    const { heard } = newCore(readers)
    readers.fromCore({ kind: 'configure', policy: LOUD })
    readers.fromCore({ kind: 'configure', policy: SILENT })
    await until(() => lists(heard).length === 1)
    readers.fromCore({ kind: 'look' })
    await until(() => lists(heard).length === 2)
    expect(lists(heard)[1]).toContain('start:true configure:false look')
  })

  it('starts a process anew with the latest settings, and tells the core that it was gone', async () => {
    const readers = link()
    const { heard } = newCore(readers)
    readers.fromCore({ kind: 'configure', policy: LOUD })
    await until(() => lists(heard).length === 1)
    readers.fromCore({ kind: 'configure', policy: SILENT })
    process.kill(Number(lists(heard)[0]?.split(' ')[0]), 'SIGKILL')
    await until(() => lists(heard).length === 2)
    expect(lists(heard)[1]).toContain('start:false')
    expect(states(heard)).toEqual(['absent', 'restarting', 'running', 'restarting', 'running'])
  })

  it('drops what is read while no core is ready, and never tells it later', async () => {
    const readers = link()
    const before = newCore(readers)
    readers.fromCore({ kind: 'configure', policy: LOUD })
    await until(() => scans(before.heard).length === 1)
    coreEnds(readers)
    const heardBy = said
    readers.fromCore({ kind: 'look' })
    // Its list and its scan.
    await until(() => said >= heardBy + 2)
    const after = newCore(readers)
    await until(() => scans(after.heard).length === 1)
    expect(scans(before.heard)[0]).toMatch(/-1$/)
    expect(scans(after.heard)[0]).toMatch(/-3$/)
  })

  it('tells a new core the state and the list at once, has the readers looked at again, and shows it no reports', async () => {
    const readers = link()
    const first = newCore(readers)
    readers.fromCore({ kind: 'configure', policy: LOUD })
    readers.fromCore({ kind: 'show-reports', on: true })
    await until(() => lists(first.heard).length === 1)
    coreEnds(readers)
    const second = newCore(readers)
    expect(states(second.heard)).toEqual(['running'])
    expect(lists(second.heard)).toHaveLength(1)
    await until(() => lists(second.heard).length === 2)
    expect(lists(second.heard)[1]).toMatch(/start:true show:true show:false look$/)
  })

  it('does not tell a new core the list of a process that has ended', async () => {
    const readers = link({ delaysMs: [60_000] })
    const first = newCore(readers)
    readers.fromCore({ kind: 'configure', policy: LOUD })
    await until(() => lists(first.heard).length === 1)
    process.kill(Number(lists(first.heard)[0]?.split(' ')[0]), 'SIGKILL')
    await until(() => states(first.heard).at(-1) === 'restarting')
    coreEnds(readers)
    const second = newCore(readers)
    expect(second.heard).toEqual([{ kind: 'readers-process', state: 'restarting' }])
  })

  it('ends a process that floods the core, having passed only so much of it', async () => {
    how = 'floods'
    const readers = link({ delaysMs: [60_000] })
    const { heard } = newCore(readers)
    readers.fromCore({ kind: 'configure', policy: LOUD })
    await until(() => states(heard).includes('running') && states(heard).at(-1) === 'restarting')
    expect(logged).toContain('readers.floods')
    expect(scans(heard).length).toBeLessThanOrEqual(1_500)
  })

  it('ends a process that says what nobody understands', async () => {
    how = 'unknown'
    const readers = link({ delaysMs: [60_000] })
    const { heard } = newCore(readers)
    readers.fromCore({ kind: 'configure', policy: LOUD })
    await until(() => states(heard).includes('running') && states(heard).at(-1) === 'restarting')
    expect(logged).toContain('readers.garbled')
  })

  it('starts nothing once it was stopped', async () => {
    const readers = link()
    newCore(readers)
    await readers.stop()
    readers.fromCore({ kind: 'configure', policy: LOUD })
    expect(starts).toBe(0)
  })
})
