import { closeSync, constants, openSync, readdirSync, readSync, realpathSync, writeSync } from 'node:fs'
import { basename } from 'node:path'

/** A HID device as its firmware would describe it. */
export type DeviceModel = {
  name: string
  vendorId: number
  productId: number
  serial: string
  /** HID report descriptor. */
  descriptor: Buffer
}

// linux/uhid.h
const DESTROY = 1
const OPEN = 4
const CLOSE = 5
const GET_REPORT = 9
const GET_REPORT_REPLY = 10
const CREATE2 = 11
const INPUT2 = 12
const SET_REPORT = 13
const SET_REPORT_REPLY = 14
const EVENT_BYTES = 4_380
const BUS_USB = 3
const EIO = 5
const SERVE_MS = 20

/** A device that the kernel believes to be plugged in; its reports come from here. */
export class UhidDevice {
  readonly model: DeviceModel
  /** How often somebody has opened or closed it, as the kernel told the device. */
  opens = 0
  closes = 0
  private readonly fd: number
  private readonly timer: NodeJS.Timeout
  private readonly event = Buffer.alloc(EVENT_BYTES)

  constructor(model: DeviceModel) {
    this.model = model
    this.fd = openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK)
    writeSync(this.fd, createEvent(model))
    this.timer = setInterval(() => this.serve(), SERVE_MS)
  }

  send(report: Buffer): void {
    writeSync(this.fd, inputEvent(report))
  }

  /** Pulls the plug. */
  unplug(): void {
    clearInterval(this.timer)
    this.serve()
    const event = Buffer.alloc(4)
    event.writeUInt32LE(DESTROY, 0)
    writeSync(this.fd, event)
    closeSync(this.fd)
  }

  /** `/dev/hidraw3`, by the serial number; null while the kernel has not made it. */
  path(): string | null {
    return hidrawOf((uevent) => uevent.includes(`HID_UNIQ=${this.model.serial}\n`) && uevent.includes(this.usbId()))
  }

  /** Answers what the kernel asks: a device without feature reports refuses them at once, else the asker would wait 5 s. */
  serve(): void {
    for (;;) {
      try {
        if (readSync(this.fd, this.event) === 0) return
      } catch {
        return
      }
      const kind = this.event.readUInt32LE(0)
      if (kind === OPEN) this.opens++
      if (kind === CLOSE) this.closes++
      if (kind === GET_REPORT) this.refuse(GET_REPORT_REPLY)
      if (kind === SET_REPORT) this.refuse(SET_REPORT_REPLY)
    }
  }

  private refuse(reply: number): void {
    const answer = Buffer.alloc(4 + 4 + 2 + 2)
    answer.writeUInt32LE(reply, 0)
    answer.writeUInt32LE(this.event.readUInt32LE(4), 4)
    answer.writeUInt16LE(EIO, 8)
    writeSync(this.fd, answer)
  }

  private usbId(): string {
    return `HID_ID=0003:${hex(this.model.vendorId)}:${hex(this.model.productId)}\n`
  }
}

/** The device node of the first hidraw device whose kernel record fits. */
export function hidrawOf(fits: (uevent: string) => boolean): string | null {
  for (const name of readdirSync('/sys/class/hidraw')) {
    try {
      if (fits(readUevent(name))) return `/dev/${name}`
    } catch {
      // It went while it was looked at.
    }
  }
  return null
}

function readUevent(name: string): string {
  const fd = openSync(`${realpathSync(`/sys/class/hidraw/${basename(name)}/device`)}/uevent`, 'r')
  try {
    const bytes = Buffer.alloc(4_096)
    return bytes.toString('utf8', 0, readSync(fd, bytes))
  } finally {
    closeSync(fd)
  }
}

function createEvent({ name, serial, vendorId, productId, descriptor }: DeviceModel): Buffer {
  const event = Buffer.alloc(280 + 4_096)
  event.writeUInt32LE(CREATE2, 0)
  event.write(name, 4, 127)
  event.write('rig/input0', 132, 63)
  event.write(serial, 196, 63)
  event.writeUInt16LE(descriptor.length, 260)
  event.writeUInt16LE(BUS_USB, 262)
  event.writeUInt32LE(vendorId, 264)
  event.writeUInt32LE(productId, 268)
  event.writeUInt32LE(0x0100, 272)
  descriptor.copy(event, 280)
  return event
}

function inputEvent(report: Buffer): Buffer {
  const event = Buffer.alloc(6 + 4_096)
  event.writeUInt32LE(INPUT2, 0)
  event.writeUInt16LE(report.length, 4)
  report.copy(event, 6)
  return event
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(8, '0')
}
