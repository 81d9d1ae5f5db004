import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, symlinkSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ms, mustBe } from '../checks.ts'
import { POS_SCANNER } from '../descriptors.ts'
import { idOf, SCANNER } from '../models.ts'
import { layoutB } from '../reports.ts'
import type { Rig } from '../rig.ts'
import { monotonicMs } from '../shell-messages.ts'

const CONFIGFS = '/sys/kernel/config'
const GADGET = join(CONFIGFS, 'usb_gadget/rig')
const STRINGS = { serialnumber: 'RIG-USB1', manufacturer: 'Rig', product: 'USB scanner' }
const ID = idOf({ ...SCANNER, productId: 0x0b09, serial: STRINGS.serialnumber }, '8c/2', 'i0')

/** The whole way of a USB device: the kernel is its own host and its own device, with interface number and strings. */
export async function gadget(rig: Rig): Promise<void> {
  const { checks, shell } = rig
  await checks.check('a USB scanner is known by its interface and its strings, and read', async () => {
    const mark = shell.mark()
    describeGadget()
    const from = monotonicMs()
    plugGadget(true)
    const heard = await shell.opened(ID, mark)
    await shell.listed(ID, 'reading', mark)
    const reader = shell.lastList().readers.find(({ id }) => id === ID)
    mustBe('strings', [reader?.manufacturer, reader?.product], [STRINGS.manufacturer, STRINGS.product])
    await scan(rig)
    return `${ms(heard.receivedAt - from)} from plugging in to opened`
  })
  await checks.check('a USB scanner that loses its cable is closed, and opened again by itself', async () => {
    const mark = shell.mark()
    plugGadget(false)
    const { event } = await shell.closed(ID, mark)
    mustBe('why', event, { kind: 'closed', reader: ID, why: 'unplugged' })
    const again = shell.mark()
    plugGadget(true)
    await shell.opened(ID, again)
    await scan(rig)
    const end = shell.mark()
    plugGadget(false)
    await shell.closed(ID, end)
  })
}

async function scan(rig: Rig): Promise<void> {
  const text = rig.fresh()
  const mark = rig.shell.mark()
  const device = openSync('/dev/hidg0', 'r+')
  for (const report of layoutB(']Q3', text)) writeSync(device, report)
  closeSync(device)
  await rig.shell.event(
    'scan',
    mark,
    'no scan from the USB scanner',
    (event) => event.reader === ID && event.text === text,
  )
}

function describeGadget(): void {
  if (!existsSync(join(CONFIGFS, 'usb_gadget'))) spawnSync('mount', ['-t', 'configfs', 'none', CONFIGFS])
  const write = (path: string, value: string | Buffer) => writeFileSync(join(GADGET, path), value)
  const make = (path: string) => mkdirSync(join(GADGET, path))
  mkdirSync(GADGET)
  write('idVendor', '0x0c2e')
  write('idProduct', '0x0b09')
  make('strings/0x409')
  for (const [name, value] of Object.entries(STRINGS)) write(`strings/0x409/${name}`, value)
  make('functions/hid.0')
  write('functions/hid.0/protocol', '0')
  write('functions/hid.0/subclass', '0')
  write('functions/hid.0/report_length', '62')
  write('functions/hid.0/report_desc', POS_SCANNER)
  make('configs/c.1')
  symlinkSync(join(GADGET, 'functions/hid.0'), join(GADGET, 'configs/c.1/hid.0'))
}

function plugGadget(isIn: boolean): void {
  const controller = readdirSync('/sys/class/udc')[0] ?? ''
  writeFileSync(join(GADGET, 'UDC'), isIn ? controller : '\n')
}
