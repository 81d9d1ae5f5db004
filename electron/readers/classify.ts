import type { ReaderId, ReaderKind } from '../../shared/domain/reader.ts'
import type { HidCollection } from './hid-port.ts'
import { readerIdOf } from './reader-id.ts'

/** A device that may be a reader, known by the collection that makes it one. Its `id` is not yet told from those of its twins. */
export type FoundReader = HidCollection & { id: ReaderId; kind: ReaderKind }

const HID_POS = 0x8c
const MAGNETIC_STRIPE = 0x8e
const BADGE_READER = 0x01
const SCANNER = 0x02
const DUMB_SCANNER = 0x03

/** Pages of what people type, point, phone or sign in with, and the security keys: a path that has one of them is never opened. */
const PERSONAL_PAGES: ReadonlySet<number> = new Set([
  // Not known, as on kernels that do not show the descriptor: it may be a keyboard.
  0x00,
  // Mouse, joystick, keyboard, keypad, power keys: all of the page.
  0x01,
  // Keys.
  0x07,
  // Telephony, consumer control, digitizers.
  0x0b, 0x0c, 0x0d,
  // Haptics, eyes, braille, power supplies.
  0x0e, 0x12, 0x41, 0x84, 0x85,
  // FIDO.
  0xf1d0,
])

const DESKTOP = 0x01
/** Pointer, mouse, keyboard, keypad. */
const HANDLED: ReadonlySet<number> = new Set([0x01, 0x02, 0x06, 0x07])

/** Which of what is plugged in are readers. One for each path, in the order of the paths. Pure. */
export function findReaders(collections: readonly HidCollection[]): FoundReader[] {
  const handled = new Set(
    collections.filter(({ usagePage, usage }) => usagePage === DESKTOP && HANDLED.has(usage)).map(deviceOf),
  )
  const readers: FoundReader[] = []
  for (const [, onPath] of Map.groupBy(collections, ({ path }) => path)) {
    const reader = readerOnPath(onPath)
    if (reader === null) continue
    // Some keyboards say that their settings are a badge reader. None is known to say that they are a scanner, and real scanners type too.
    const isDoubtful = reader.kind === 'badge' && handled.has(deviceOf(reader))
    readers.push(isDoubtful ? { ...reader, kind: 'offered' } : reader)
  }
  const scanners = new Set(readers.filter(({ kind }) => kind !== 'offered').map(faceOf))
  return readers
    .filter((reader) => reader.kind !== 'offered' || !scanners.has(faceOf(reader)))
    .toSorted((a, b) => comparePaths(a.path, b.path))
}

function readerOnPath(onPath: readonly HidCollection[]): FoundReader | null {
  if (onPath.some(({ path, usagePage }) => path === '' || PERSONAL_PAGES.has(usagePage))) return null
  const ranked = onPath.map((collection) => ({ collection, kind: kindOf(collection) }))
  for (const wanted of ['scanner', 'badge', 'offered'] as const) {
    const found = ranked.find(({ kind }) => kind === wanted)
    if (found !== undefined) return { ...found.collection, kind: wanted, id: readerIdOf(found.collection) }
  }
  return null
}

/** What one collection alone would be. Bases and cradles are furniture of a scanner. */
export function kindOf({ usagePage, usage }: { usagePage: number; usage: number }): ReaderKind | null {
  if (usagePage === HID_POS && usage === SCANNER) return 'scanner'
  if (usagePage === HID_POS && usage === BADGE_READER) return 'badge'
  if (usagePage === HID_POS && usage === DUMB_SCANNER) return 'offered'
  if (usagePage === MAGNETIC_STRIPE) return 'offered'
  return usagePage >= 0xff00 && usagePage <= 0xffff ? 'offered' : null
}

// Whatever has a keyboard and a reader has them on paths of their own, or it is never opened.
function deviceOf({ vendorId, productId, serial }: HidCollection): string {
  return JSON.stringify([vendorId, productId, serial])
}

// Windows gives each collection a path of its own: what a scanner has beside its codes is for its maker's programs.
function faceOf({ vendorId, productId, serial, interface: face }: HidCollection): string {
  return JSON.stringify([vendorId, productId, serial, face])
}

// So that `hidraw10` comes after `hidraw9`.
function comparePaths(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b))
}
