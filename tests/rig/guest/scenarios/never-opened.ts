import { closeSync, constants, openSync, readSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { mustBe, mustHold } from '../checks.ts'
import { TYPE_REQUEST, tellHost } from '../console.ts'
import { COMPOSITE, POINTER } from '../models.ts'
import { keyDown, layoutB } from '../reports.ts'
import type { Rig } from '../rig.ts'
import { hidrawOf, type UhidDevice } from '../uhid-device.ts'

const TYPED = '0009900000033'
const REPORT_BYTES = 8
const TYPING_LIMIT_MS = 15_000

export type Personal = { keyboard: string; composite: UhidDevice; mouse: UhidDevice }

/** Plugs in what people type and point with. The USB keyboard is QEMU's and was there from the start. */
export async function plugPersonal(rig: Rig): Promise<Personal> {
  const keyboard = hidrawOf((uevent) => uevent.includes('HID_NAME=QEMU QEMU USB Keyboard'))
  if (keyboard === null) throw new Error('the guest has no USB keyboard')
  rig.forbiddenPaths.add(keyboard)
  const composite = rig.plugForbidden(COMPOSITE)
  const mouse = rig.plugForbidden(POINTER)
  for (const device of [composite, mouse]) await rig.pathOf(device)
  return { keyboard, composite, mouse }
}

export async function neverOpened(rig: Rig, { keyboard, composite, mouse }: Personal): Promise<void> {
  const { checks, shell } = rig
  await checks.check('keys typed on the USB keyboard reach the kernel and never the readers process', async () => {
    const mark = shell.mark()
    const reports = await typed(keyboard)
    mustHold(`the kernel saw only ${reports} reports`, reports >= 2 * TYPED.length)
    await delay(300)
    // A list may come at any time; what stands in it is looked at below.
    mustBe(
      'events',
      shell.since(mark).filter(({ kind }) => kind !== 'readers'),
      [],
    )
    mustHold('it holds the keyboard', !shell.holds().includes(keyboard))
    return `${reports} reports of the keyboard`
  })
  await checks.check('a scanner with a keyboard on the same path, and a mouse, are not read', async () => {
    const mark = shell.mark()
    composite.send(keyDown(1, 0x04))
    for (const report of layoutB(']C0', rig.fresh())) composite.send(report)
    mouse.send(Buffer.from([1, 5, 5]))
    await delay(500)
    mustBe(
      'events',
      shell.since(mark).filter(({ kind }) => kind !== 'readers'),
      [],
    )
    mouse.serve()
    mustBe('openings that the mouse saw', mouse.opens, 0)
  })
  await checks.check('they are not in the list either', () => {
    const products = shell.lastList().readers.map(({ product }) => product)
    const named = products.filter((name) => /keyboard|mouse/i.test(name))
    mustBe('keyboards and mice in the list', named, [])
  })
}

/** At the end of the run: the kernel's table of open files, looked at all the time, over all processes that there were. */
export async function neverSeenOpen(rig: Rig): Promise<void> {
  await rig.checks.check('no keyboard, mouse or reader that was not chosen was ever open, by /proc/<pid>/fd', () => {
    mustBe('seen open', [...rig.seenOpen], [])
    mustHold(`only ${rig.looks} looks`, rig.looks > 100)
    return `${rig.looks} looks`
  })
}

/** Has the host type, and counts the keyboard's reports as root reads them beside whoever else may. */
async function typed(keyboard: string): Promise<number> {
  const fd = openSync(keyboard, constants.O_RDONLY | constants.O_NONBLOCK)
  const report = Buffer.alloc(REPORT_BYTES)
  const ENTER = 0x28
  let reports = 0
  try {
    tellHost(`${TYPE_REQUEST}${TYPED}`)
    for (let waited = 0; waited < TYPING_LIMIT_MS; waited += 10) {
      await delay(10)
      for (;;) {
        try {
          if (readSync(fd, report) === 0) break
        } catch {
          break
        }
        reports++
        if (report.includes(ENTER, 2)) return reports
      }
    }
    return reports
  } finally {
    closeSync(fd)
  }
}
