import { setTimeout as delay } from 'node:timers/promises'
import { ms, mustBe, mustHold } from '../checks.ts'
import { POINTER, SCANNER } from '../models.ts'
import { layoutB } from '../reports.ts'
import type { Rig } from '../rig.ts'
import { monotonicMs } from '../shell-messages.ts'
import type { UhidDevice } from '../uhid-device.ts'
import { SCANNER_ID, varied } from './scans.ts'

const HOTPLUGS = 7

/** Unplugs and replugs the scanner; returns the one that is plugged in at the end. */
export async function plugging(rig: Rig, first: UhidDevice): Promise<UhidDevice> {
  const { checks, shell } = rig
  let scanner = first
  const replug = async () => {
    const mark = shell.mark()
    scanner = rig.plug(SCANNER)
    await shell.opened(SCANNER_ID, mark)
  }
  await checks.check('unplugged while it is open: closed, and told so', async () => {
    const mark = shell.mark()
    const from = monotonicMs()
    scanner.unplug()
    const heard = await shell.closed(SCANNER_ID, mark)
    mustBe('why', heard.event, { kind: 'closed', reader: SCANNER_ID, why: 'unplugged' })
    return ms(heard.receivedAt - from)
  })
  await checks.check('replugged: opened by itself under the same id on another path, and read', async () => {
    const before = await takePath(rig, 'RIG-M2')
    await replug()
    const path = await rig.pathOf(scanner)
    mustHold(`the path ${path} is the same as before`, path !== before.path)
    const text = rig.fresh()
    await rig.read(scanner, SCANNER_ID, layoutB(']C0', text), text)
    before.end()
    return `${before.path} before, ${path} now`
  })
  await checks.check('unplugged between the parts of a scan: no half of it is ever a text', async () => {
    const mark = shell.mark()
    for (const part of layoutB(']Q1', varied(150)).slice(0, 2)) scanner.send(part)
    await delay(30)
    scanner.unplug()
    await shell.closed(SCANNER_ID, mark)
    await replug()
    const text = rig.fresh()
    await rig.read(scanner, SCANNER_ID, layoutB(']C0', text), text)
    mustBe(
      'texts',
      shell.scans(mark, SCANNER_ID).map((scan) => scan.text),
      [text],
    )
    mustHold(
      'no rejection was told',
      shell.since(mark).some((event) => event.kind === 'rejected'),
    )
  })
  await checks.check(
    'unplugged in the middle of a stream of scans: each told once, then closed, then read again',
    async () => {
      const mark = shell.mark()
      const sent = Array.from({ length: 60 }, () => rig.fresh())
      for (const text of sent) for (const report of layoutB(']C0', text)) scanner.send(report)
      scanner.unplug()
      await shell.closed(SCANNER_ID, mark)
      const told = shell.scans(mark, SCANNER_ID).map(({ text }) => text)
      mustBe('what was told', told, sent.slice(0, told.length))
      await replug()
      const text = rig.fresh()
      await rig.read(scanner, SCANNER_ID, layoutB(']C0', text), text)
      return `${told.length} of ${sent.length} before the plug was out`
    },
  )
  await checks.check(`plugged in ${HOTPLUGS} times: each noticed by itself`, async () => {
    const times: number[] = []
    for (let round = 0; round < HOTPLUGS; round++) {
      const gone = shell.mark()
      scanner.unplug()
      await shell.closed(SCANNER_ID, gone)
      const mark = shell.mark()
      const from = monotonicMs()
      scanner = rig.plug(SCANNER)
      times.push((await shell.opened(SCANNER_ID, mark)).receivedAt - from)
    }
    times.sort((a, b) => a - b)
    return `plugging in to opened: median ${ms(times[Math.floor(HOTPLUGS / 2)] ?? 0)}, slowest ${ms(times.at(-1) ?? 0)}`
  })
  return scanner
}

/** A mouse takes the lowest free number, so that the scanner gets another one. */
async function takePath(rig: Rig, serial: string): Promise<{ path: string; end: () => void }> {
  const mouse = rig.plugForbidden({ ...POINTER, serial })
  const path = await rig.pathOf(mouse)
  return {
    path,
    end: () => {
      rig.forbidden.delete(mouse)
      mouse.unplug()
    },
  }
}
