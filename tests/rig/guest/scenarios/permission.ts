import { setTimeout as delay } from 'node:timers/promises'
import { ms, mustBe, mustHold } from '../checks.ts'
import { idOf, SCANNER } from '../models.ts'
import { usersOf } from '../process-table.ts'
import { layoutB } from '../reports.ts'
import { USER, type Rig } from '../rig.ts'
import { monotonicMs } from '../shell-messages.ts'

const LOCKED = { ...SCANNER, name: 'Rig locked scanner', serial: 'RIG-P1' }
const LOCKED_ID = idOf(LOCKED, '8c/2')
/** Longer than the first tries to open, so that the process is by now waiting for a late one. */
const WITHOUT_RULE_MS = 3_000

/** A system without the udev rule, and then with it. */
export async function permission(rig: Rig): Promise<void> {
  const { checks, shell, rights } = rig
  await checks.check('the readers process runs as an ordinary user', () => {
    mustBe('users', usersOf(shell.pid()), [USER, USER, USER, USER])
  })
  await checks.check(
    'a scanner that only root may open is told as no-permission; the rule opens it at once',
    async () => {
      rights.hold()
      const mark = shell.mark()
      const device = rig.plug(LOCKED)
      const path = await rig.pathOf(device)
      await shell.listed(LOCKED_ID, 'no-permission', mark)
      const why = await shell.event('error', mark, 'no error was told', ({ reader }) => reader === LOCKED_ID)
      mustBe('error', why.event, { kind: 'error', reader: LOCKED_ID, why: 'no-permission' })
      await delay(WITHOUT_RULE_MS)
      mustHold('it is open without permission', !shell.holds().includes(path))
      const from = monotonicMs()
      rights.give(path)
      const heard = await shell.opened(LOCKED_ID, mark)
      rights.resume()
      const text = rig.fresh()
      await rig.read(device, LOCKED_ID, layoutB(']C0', text), text)
      const errors = shell.since(mark).filter((event) => event.kind === 'error').length
      mustBe('times that the error was told', errors, 1)
      const gone = shell.mark()
      device.unplug()
      await shell.closed(LOCKED_ID, gone)
      return `${ms(heard.receivedAt - from)} from the rule to opened`
    },
  )
  rights.resume()
}
