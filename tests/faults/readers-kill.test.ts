import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { forkReaders } from '../../electron/supervisor/fork-readers.ts'
import { fakeReaders, fakeReadersEntry, handScanner, type FakeReaders } from '../support/fake-readers.ts'
import { tinyReaders, type TinyReaders } from '../support/tiny-readers-path.ts'
import { deskUnderFire, type DeskUnderFire, type Page } from './desk-under-fire.ts'

const ROUNDS = process.env['LOKET_LONG'] === '1' ? 60 : 9
const FAULTS = ['SIGKILL', 'SIGSEGV', 'SIGSTOP'] as const
const PROMISE_MS = 3_000
/** What is measured is printed; this ends a test whose readers never come back. What of the promise is waited: restart-times.test.ts. */
const NEVER_MS = 60_000

let readers: FakeReaders | null = null
let desk: DeskUnderFire | null = null
afterEach(async () => {
  await desk?.stop()
  desk?.remove()
  await readers?.stop()
  desk = null
  readers = null
})

async function scanningDesk(): Promise<{ desk: DeskUnderFire; page: Page; hardware: FakeReaders }> {
  const hardware = (readers = await fakeReaders())
  await hardware.plug(handScanner)
  const { env } = hardware
  const made = (desk = await deskUnderFire(() => forkReaders(fakeReadersEntry, { inheritStderr: false, env })))
  return { desk: made, page: await made.page(), hardware }
}

async function misbehavingDesk(how: TinyReaders): Promise<{ desk: DeskUnderFire; page: Page }> {
  const env = { LOKET_TEST_TINY_READERS: how }
  const made = (desk = await deskUnderFire(() => forkReaders(tinyReaders, { inheritStderr: false, env })))
  return { desk: made, page: await made.page() }
}

const numberIn = (text: string) => Number(text.slice(2))

/** Scans one card after the other, each with a number of its own, until it is stopped. */
function keepScanning(hardware: FakeReaders) {
  let current = 0
  let stopped = false
  const numberOf = (n: number) => `99${String(n).padStart(14, '0')}`
  const scanning = (async () => {
    while (!stopped) {
      await hardware.scan(handScanner.path, numberOf(++current)).catch((error: unknown) => {
        if (!stopped) throw error
      })
      await delay(5)
    }
  })()
  return {
    /** The card at the reader now. */
    current: () => current,
    stop: () => {
      stopped = true
      return scanning
    },
  }
}

/** Asks the core all the while how its readers are. */
function keepAsking({ client }: Page) {
  let stopped = false
  let answers = 0
  let slowestMs = 0
  const asking = (async () => {
    while (!stopped) {
      const at = performance.now()
      await client.readers.info()
      answers++
      slowestMs = Math.max(slowestMs, performance.now() - at)
      await delay(10)
    }
  })()
  return {
    answers: () => answers,
    stop: async () => {
      stopped = true
      await asking
      return { answers, slowestMs }
    },
  }
}

const until = async (done: () => boolean) => {
  await expect.poll(done, { timeout: NEVER_MS, interval: 5 }).toBe(true)
}
const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe.skipIf(process.platform !== 'linux')('readers that die (told by /proc, so on Linux)', () => {
  it('are back each time, and no scan comes twice or late, while the core answers', async () => {
    const { desk: at, page, hardware } = await scanningDesk()
    const scanning = keepScanning(hardware)
    await until(() => page.scans.length > 0)
    const asking = keepAsking(page)
    const corePid = at.corePid()
    const inHand = new Set<number>()
    const took: Record<string, number[]> = {}
    for (let round = 0; round < ROUNDS; round++) {
      await delay(Math.random() * 3_000)
      const fault = FAULTS[round % FAULTS.length] ?? 'SIGKILL'
      const [pid = 0] = at.pidsOf(fakeReadersEntry)
      const card = scanning.current()
      const startedAt = performance.now()
      process.kill(pid, fault)
      await until(() => numberIn(page.scans.at(-1) ?? '') > card + 1 && at.pidsOf(fakeReadersEntry)[0] !== pid)
      ;(took[fault] ??= []).push(performance.now() - startedAt)
      // The test scans again what it does not know to have been read, and then it may have been.
      for (const maybe of [card, card + 1]) inHand.add(maybe)
      expect(isThere(pid)).toBe(false)
    }
    await scanning.stop()
    const { answers, slowestMs } = await asking.stop()
    const numbers = page.scans.map(numberIn)
    const again = numbers.filter((n, index) => n <= (numbers[index - 1] ?? 0))
    expect(again.filter((n, index) => !inHand.has(n) || again.indexOf(n) !== index)).toEqual([])
    expect(at.corePid()).toBe(corePid)
    const worst = FAULTS.map((fault) => `${fault} ${Math.max(...(took[fault] ?? [0])).toFixed(0)} ms`).join(', ')
    console.info(
      `${ROUNDS} ends over ${numbers.length} scans; reading again after at most ${worst} (promise: ${PROMISE_MS}); ` +
        `${answers} calls answered meanwhile, the slowest in ${slowestMs.toFixed(0)} ms`,
    )
  }, 600_000)

  it('outlive a core that is killed; what is scanned before the next one listens is never told', async () => {
    const { desk: at, page, hardware } = await scanningDesk()
    await hardware.scan(handScanner.path, '9900000000000001')
    await until(() => page.scans.length === 1)
    const pids = at.pidsOf(fakeReadersEntry)
    const killed = at.corePid()
    process.kill(killed, 'SIGKILL')
    await page.closed
    await hardware.scan(handScanner.path, '9900000000000002')
    await until(() => ![0, killed].includes(at.corePid()))
    let again: Page | null = null
    while (again === null) again = await at.page().catch(() => delay(50, null))
    await hardware.scan(handScanner.path, '9900000000000003')
    const { scans } = again
    await until(() => scans.length > 0)
    expect(scans).toEqual(['9900000000000003'])
    expect(at.pidsOf(fakeReadersEntry)).toEqual(pids)
  }, 180_000)

  it('leave nothing behind when the shell ends, be they well or stopped by a signal', async () => {
    const { desk: at } = await scanningDesk()
    await until(() => at.pidsOf(fakeReadersEntry).length === 1)
    const [pid = 0] = at.pidsOf(fakeReadersEntry)
    const corePid = at.corePid()
    process.kill(pid, 'SIGSTOP')
    expect(await at.stop()).toBe(0)
    expect([pid, corePid].filter(isThere)).toEqual([])
    expect(at.pidsOf(fakeReadersEntry)).toEqual([])
  }, 180_000)

  it.each(['ends', 'ends-ready', 'hangs', 'no-message', 'unknown', 'floods', 'leaks'] as const)(
    'that are broken for good (%s) cost the desk nothing',
    async (how) => {
      const { desk: at, page } = await misbehavingDesk(how)
      const corePid = at.corePid()
      const asking = keepAsking(page)
      await delay(3_000)
      await until(() => asking.answers() > 10)
      const { answers, slowestMs } = await asking.stop()
      console.info(`${how}: ${answers} calls answered, the slowest in ${slowestMs.toFixed(0)} ms`)
      expect(at.corePid()).toBe(corePid)
      expect(await at.stop()).toBe(0)
      expect([...at.pidsOf(tinyReaders), ...[corePid].filter(isThere)]).toEqual([])
    },
    180_000,
  )
})
