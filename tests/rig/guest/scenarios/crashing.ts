import { setTimeout as delay } from 'node:timers/promises'
import { ms, mustBe, mustHold } from '../checks.ts'
import { layoutB } from '../reports.ts'
import type { Rig } from '../rig.ts'
import { monotonicMs } from '../shell-messages.ts'
import type { UhidDevice } from '../uhid-device.ts'
import { SCANNER_ID } from './scans.ts'

const PROMISE_MS = 3_000
const CRASHES = 3

/**
 * What the kernel does to a process whose driver went wrong. Returns ms from the fault to reading again, by fault: told beside the promise,
 * and no check fails by them. What the supervisor lets pass of it is checked on a clock of its own (tests/electron/supervisor/restart-times.test.ts).
 */
export async function crashing(rig: Rig, scanner: UhidDevice): Promise<{ segfault: number[]; hang: number[] }> {
  const { checks, shell } = rig
  const times: { segfault: number[]; hang: number[] } = { segfault: [], hang: [] }
  const injure = async (signal: 'SIGSEGV' | 'SIGSTOP'): Promise<number> => {
    const before = rig.fresh()
    await rig.read(scanner, SCANNER_ID, layoutB(']C0', before), before)
    const pid = shell.pid()
    const mark = shell.mark()
    const from = monotonicMs()
    process.kill(pid, signal)
    const heard = await shell.opened(SCANNER_ID, mark, 60_000)
    const took = heard.receivedAt - from
    mustHold('it is the same process', shell.pid() !== pid)
    const after = rig.fresh()
    await rig.read(scanner, SCANNER_ID, layoutB(']C0', after), after)
    mustBe(
      'scans since the fault',
      shell.scans(mark).map(({ text }) => text),
      [after],
    )
    return took
  }
  await checks.check('SIGSTOP: a process that hangs is ended and reads again, nothing twice', async () => {
    const took = await injure('SIGSTOP')
    times.hang.push(took)
    return besidePromise(took)
  })
  for (let round = 1; round <= CRASHES; round++)
    await checks.check(`SIGSEGV, ${round} in a row: reads again, nothing twice`, async () => {
      const took = await injure('SIGSEGV')
      times.segfault.push(took)
      return besidePromise(took)
    })
  await checks.check('SIGSEGV between the parts of a scan: its end is no text of its own', async () => {
    const text = rig.fresh(`Z${'0123456789'.repeat(9)}`)
    const [first, ...rest] = layoutB(']Q1', text)
    const mark = shell.mark()
    scanner.send(first as Buffer)
    await delay(30)
    process.kill(shell.pid(), 'SIGSEGV')
    for (const part of rest) scanner.send(part)
    await shell.opened(SCANNER_ID, mark, 60_000)
    await delay(500)
    mustBe(
      'texts',
      shell.scans(mark).map((scan) => scan.text),
      [],
    )
    const after = rig.fresh()
    await rig.read(scanner, SCANNER_ID, layoutB(']C0', after), after)
  })
  await checks.check('the log of the shell tells the crashes by their codes and no scan', () => {
    mustHold(
      'no crash was logged',
      shell.logged.some((line) => line.includes('readers.')),
    )
    const told = new Set(shell.heard.flatMap(({ event }) => (event.kind === 'scan' ? [event.text] : [])))
    const leaks = shell.logged.filter((line) => [...told].some((text) => line.includes(text)))
    mustBe('lines with a scan', leaks.length, 0)
    return `${shell.logged.length} lines`
  })
  return times
}

function besidePromise(took: number): string {
  return `${ms(took)}; promise ${ms(PROMISE_MS)}: ${took <= PROMISE_MS ? 'kept' : 'not kept here'}`
}
