import { setTimeout as delay } from 'node:timers/promises'
import { mustBe, mustHold } from '../checks.ts'
import { FLOODER, idOf } from '../models.ts'
import { layoutB } from '../reports.ts'
import type { Rig } from '../rig.ts'
import type { UhidDevice } from '../uhid-device.ts'
import { SCANNER_ID } from './scans.ts'

const FLOODER_ID = idOf(FLOODER, '8c/2')
const TURN_MS = 20
const IN_A_TURN = 4
/** An emulated machine takes longer to read so much. */
const LIMIT_MS = 60_000
/** For one more opening, after its wait: it is trusted less then. */
const MOST_TOLD_AFTER = 200
const LONG_MS = 8_000
const CLOSING_TRIES = 150

/** A device that scans two hundred times a second, without end. */
export async function flooding(rig: Rig, scanner: UhidDevice): Promise<void> {
  const { checks, shell } = rig
  const pid = shell.pid()
  let flooder = await rig.plugAndOpen(FLOODER, FLOODER_ID)
  const start = shell.mark()
  const told = () => shell.scans(start, FLOODER_ID).length
  let sent = 0
  let toldBefore = 0
  const sending = setInterval(() => {
    for (let n = 0; n < IN_A_TURN; n++) flooder.send(layoutB(']C0', `F${String(sent++).padStart(9, '0')}`)[0] as Buffer)
  }, TURN_MS)
  await checks.check('a device that sends without end is closed, and told to be flooding', async () => {
    await shell.listed(FLOODER_ID, 'flooding', start, LIMIT_MS)
    await shell.event('error', start, 'no error was told', ({ why }) => why === 'flooding')
    const path = await rig.pathOf(flooder)
    // The driver lets go of a device a moment after it was told to.
    for (let tries = 0; tries < CLOSING_TRIES && shell.holds().includes(path); tries++) await delay(TURN_MS)
    mustHold('it holds the device still', !shell.holds().includes(path))
    toldBefore = told()
    return `${sent} sent, ${toldBefore} told`
  })
  await checks.check('while it goes on sending, another scanner is read and the process lives', async () => {
    const until = performance.now() + LONG_MS
    while (performance.now() < until) {
      const text = rig.fresh()
      await rig.read(scanner, SCANNER_ID, layoutB(']C0', text), text)
      await delay(250)
    }
    const more = told() - toldBefore
    mustHold(`${more} more of its scans were told`, more <= MOST_TOLD_AFTER)
    mustBe('process', shell.pid(), pid)
    return `${sent} sent, ${more} more told`
  })
  clearInterval(sending)
  await checks.check('plugged in again it is read at once', async () => {
    flooder.unplug()
    await delay(500)
    flooder = await rig.plugAndOpen(FLOODER, FLOODER_ID)
    const text = rig.fresh()
    await rig.read(flooder, FLOODER_ID, layoutB(']C0', text), text)
    const mark = shell.mark()
    flooder.unplug()
    await shell.closed(FLOODER_ID, mark)
  })
}
