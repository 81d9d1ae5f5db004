import { setTimeout as delay } from 'node:timers/promises'
import { Checks, mustBe } from './checks.ts'
import { DeviceRights } from './device-rights.ts'
import { ShellLink, type EventOf } from './shell-link.ts'
import { UhidDevice, type DeviceModel } from './uhid-device.ts'

/** `nobody`: the readers process never needs to be root. */
export const USER = 65_534

const WATCH_MS = 20

/** Everything a scenario needs: devices to plug in, and the shell that should notice. */
export class Rig {
  readonly checks = new Checks(() => this.shell.recent())
  readonly rights = new DeviceRights(USER)
  readonly shell = new ShellLink(USER)
  /** What the readers process must never hold open, and what of it was seen open all the same. */
  readonly forbidden = new Set<UhidDevice>()
  readonly forbiddenPaths = new Set<string>()
  readonly seenOpen = new Set<string>()
  looks = 0
  private readonly watch = setInterval(() => this.lookForForbidden(), WATCH_MS)
  private counter = 0

  plug(model: DeviceModel): UhidDevice {
    return new UhidDevice(model)
  }

  async plugAndOpen(model: DeviceModel, id: string): Promise<UhidDevice> {
    const mark = this.shell.mark()
    const device = this.plug(model)
    await this.shell.opened(id, mark)
    return device
  }

  /** Plugs in what must never be opened. */
  plugForbidden(model: DeviceModel): UhidDevice {
    const device = this.plug(model)
    this.forbidden.add(device)
    return device
  }

  async pathOf(device: UhidDevice): Promise<string> {
    for (let tries = 0; tries < 250; tries++) {
      const path = device.path()
      if (path !== null) return path
      await delay(20)
    }
    throw new Error(`the kernel made no device of ${device.model.name}`)
  }

  /** A text that is never used again: whatever comes twice was told twice. Thirteen digits and more, as cards have. */
  fresh(prefix = '99'): string {
    this.counter++
    return `${prefix}${String(this.counter).padStart(11, '0')}`
  }

  /** Sends the reports and waits for exactly this text from this reader. */
  async read(device: UhidDevice, id: string, reports: Buffer[], text: string): Promise<EventOf<'scan'>> {
    const mark = this.shell.mark()
    for (const report of reports) device.send(report)
    await this.shell.event('scan', mark, `no scan from ${id}`, ({ reader }) => reader === id)
    const scans = this.shell.scans(mark, id)
    mustBe(
      'texts',
      scans.map((scan) => scan.text),
      [text],
    )
    return scans[0] as EventOf<'scan'>
  }

  end(): void {
    clearInterval(this.watch)
    this.rights.stop()
  }

  private lookForForbidden(): void {
    const open = this.shell.holds()
    this.looks++
    if (open.length === 0) return
    const paths = [...[...this.forbidden].map((device) => device.path()), ...this.forbiddenPaths]
    for (const path of paths) if (path !== null && open.includes(path)) this.seenOpen.add(path)
  }
}
