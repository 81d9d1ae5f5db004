import type { Reader } from '../domain/reader.ts'

/**
 * Where the rule belongs. systemd acts on the tag `uaccess` in 73-seat-late.rules, and rules are read in the order of their file names: a
 * number from 73 on would do nothing.
 * @see https://github.com/systemd/systemd/issues/4288
 */
export const UDEV_RULE_PATH = '/etc/udev/rules.d/70-loket-sehat-readers.rules'

/**
 * Makers of hand scanners with a HID POS mode; opened as a whole only while no reader is known.
 * @see http://www.linux-usb.org/usb.ids
 */
const SCANNER_MAKERS: readonly { vendorId: number; maker: string }[] = [
  { vendorId: 0x0536, maker: 'Hand Held Products (Honeywell)' },
  { vendorId: 0x05e0, maker: 'Symbol (Zebra)' },
  { vendorId: 0x05f9, maker: 'PSC (Datalogic)' },
  { vendorId: 0x0c2e, maker: 'Metrologic (Honeywell)' },
  { vendorId: 0x1eab, maker: 'Newland' },
]

/** `interface`: only this one of a device that has several; null or absent: the system tells none. */
export type UdevReader = { vendorId: number; productId: number; interface?: number | null }

/** Of what is plugged in or set up, what the desk would open. A device that was merely offered stays closed. */
export function udevReaders(readers: readonly Named[]): UdevReader[] {
  return readers.filter(({ settings }) => settings.role !== 'off').map(udevReader)
}

type Named = Pick<Reader, 'id' | 'vendorId' | 'productId' | 'settings'>

export function udevReader({ id, vendorId, productId }: Omit<Named, 'settings'>): UdevReader {
  return { vendorId, productId, interface: interfaceIn(id) }
}

/** From the end of an id, for a serial number may hold anything. */
function interfaceIn(id: string): number | null {
  const hexDigits = /:i(?<face>[0-9a-f]+):[0-9a-f]+\/[0-9a-f]+(?:#\d+)?$/.exec(id)?.groups?.['face']
  return hexDigits === undefined ? null : Number.parseInt(hexDigits, 16)
}

/**
 * The rule that lets whoever sits at this machine read these readers; where none is named, hand scanners of the known makers. `group`: an
 * account that does not sit there, such as a service, reads them as a member of this group instead.
 */
export function udevRule(readers: readonly UdevReader[], group: string | null = null): string {
  const lines =
    readers.length === 0 ? SCANNER_MAKERS.map((each) => makerLines(each, group)) : readerLines(readers, group)
  return [...head(readers.length), ...lines, '', `LABEL="${END}"`, ''].join('\n')
}

const END = 'loket_sehat_readers_end'

function head(readers: number): string[] {
  return [
    '# Loket Sehat: card readers that the desk may read.',
    '# Written by "loket readers udev"; write it anew when another reader is bought.',
    readers === 0
      ? '# No reader was plugged in or set up, so it names makers of hand scanners. Plug yours in and write it anew: it then names that one only.'
      : '# It names the readers that were plugged in or set up, and no other device.',
    '# TAG "uaccess" gives a device to the user who is logged in at this machine, and takes it back when they leave. It works only in a file',
    '# whose name sorts before 73-seat-late.rules, and for nobody who is not logged in at the screen: for a service, use',
    '# "loket readers udev --group NAME".',
    '',
    'ACTION=="remove", GOTO="' + END + '"',
    'KERNEL!="hidraw*", GOTO="' + END + '"',
    'SUBSYSTEM!="hidraw", GOTO="' + END + '"',
    '',
    '# Whoever can read a keyboard reads passwords. Keyboards (01) and mice (02) stay closed, also a scanner that says it is a keyboard.',
    'ATTRS{bInterfaceProtocol}=="01|02", GOTO="' + END + '"',
    // One rule looks at one parent, and the interface is another than the device.
    ...(readers === 0 ? [] : [`ATTRS{bInterfaceNumber}=="?*", ENV{${INTERFACE}}="$attr{bInterfaceNumber}"`]),
    '',
  ]
}

function readerLines(readers: readonly UdevReader[], group: string | null): string[] {
  const lines = readers.map(({ vendorId, productId, interface: face = null }) =>
    [
      DEVICE,
      `ATTRS{idVendor}=="${hex(vendorId)}"`,
      `ATTRS{idProduct}=="${hex(productId)}"`,
      ...(face === null ? [] : [`ENV{${INTERFACE}}=="${hex(face, 2)}"`]),
      granted(group),
    ].join(', '),
  )
  return [...new Set(lines)].toSorted()
}

function makerLines({ vendorId, maker }: (typeof SCANNER_MAKERS)[number], group: string | null): string {
  return `# ${maker}\n${DEVICE}, ATTRS{idVendor}=="${hex(vendorId)}", ${granted(group)}`
}

const INTERFACE = 'LOKET_SEHAT_INTERFACE'
const DEVICE = 'KERNEL=="hidraw*", SUBSYSTEM=="hidraw"'

function granted(group: string | null): string {
  return group === null ? 'MODE="0660", TAG+="uaccess"' : `GROUP="${group}", MODE="0660"`
}

function hex(value: number, digits = 4): string {
  return value.toString(16).padStart(digits, '0')
}
