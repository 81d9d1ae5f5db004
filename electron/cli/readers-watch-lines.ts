import type { MaskedReading } from '../../shared/contract/readers.ts'
import { readCard } from '../../shared/domain/card.ts'
import type { IsoDate, IsoInstant } from '../../shared/domain/dates.ts'
import type { Reader, ReaderDriver, ReaderEvent, ReaderId } from '../../shared/domain/reader.ts'
import { unreachable } from '../../shared/domain/unreachable.ts'
import { maskedReading, maskedText, maskedUid } from '../core/readers/masked-scan.ts'

type Told<K extends ReaderEvent['kind']> = Extract<ReaderEvent, { kind: K }>
type Scan = Told<'scan'>
type Named = { reader: ReaderId; name: string }

/** What `loket readers watch --json` prints, one a line. The form is documented in docs/commands.md and only ever grows. */
export type WatchEvent =
  | { event: 'listening'; driver: ReaderDriver; readers: number; masked: boolean }
  | ({ event: 'opened' } & Named)
  | ({ event: 'report'; bytes: string } & Named)
  | ({ event: 'scan'; uid: ReturnType<typeof maskedUid>; meaning: MaskedReading } & Named &
      Pick<Scan, 'role' | 'text' | 'aim' | 'reports'>)
  | ({ event: 'rejected' } & Named & Pick<Told<'rejected'>, 'role' | 'why'>)
  | ({ event: 'closed'; why: Told<'closed'>['why'] } & Named)
  | { event: 'error'; reader: ReaderId | null; name: string; why: Told<'error'>['why'] }
  | { event: 'restarted' }

export type WatchOptions = { raw: boolean; today: IsoDate; nameOf: (id: ReaderId) => string }

/** What is told of an event; null: nothing. Without `raw` neither a number nor the bytes it came in. */
export function watchEvent(event: ReaderEvent, { raw, today, nameOf }: WatchOptions): WatchEvent | null {
  switch (event.kind) {
    case 'readers':
      return null
    case 'opened':
      return { event: 'opened', ...named(event.reader, nameOf) }
    case 'report':
      return raw ? { event: 'report', ...named(event.reader, nameOf), bytes: event.bytes } : null
    case 'scan': {
      const { reader, role, text, aim, uid, reports } = event
      const meaning = meaningOf(event, today, raw)
      const shown = raw ? { text, uid } : { text: maskedText(text), uid: maskedUid(uid) }
      return { event: 'scan', ...named(reader, nameOf), role, aim, reports, ...shown, meaning }
    }
    case 'rejected':
      return { event: 'rejected', ...named(event.reader, nameOf), role: event.role, why: event.why }
    case 'closed':
      return { event: 'closed', ...named(event.reader, nameOf), why: event.why }
    case 'error': {
      const { reader, why } = event
      return { event: 'error', reader, name: reader === null ? '' : nameOf(reader), why }
    }
    default:
      return unreachable(event)
  }
}

function named(reader: ReaderId, nameOf: (id: ReaderId) => string): Named {
  return { reader, name: nameOf(reader) }
}

function meaningOf({ text, aim }: Scan, today: IsoDate, raw: boolean): MaskedReading {
  const reading = readCard(text, today, aim === null ? {} : { aim })
  const masked = maskedReading(reading)
  if (!raw || reading.kind !== 'keys' || masked.kind !== 'keys') return masked
  const [first, ...others] = reading.keys
  return first === undefined ? masked : { ...masked, keys: [first, ...others] }
}

/** How a reader is called where people look. */
export function readerName({ settings, product, manufacturer, id }: Reader): string {
  return settings.name || product || manufacturer || id
}

const EVENT_WIDTH = 9

/** The same for a person at a terminal. */
export function watchLine(at: IsoInstant, event: WatchEvent): string {
  const time = new Date(at).toTimeString().slice(0, 8)
  const name = 'name' in event && event.name !== '' ? [event.name] : []
  return inOneLine([time, event.event.padEnd(EVENT_WIDTH), ...name, ...rest(event)].join('  ')).trimEnd()
}

/** A code may hold a line end and what turns a line around. */
function inOneLine(line: string): string {
  return line.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `<${sign.codePointAt(0)?.toString(16).toUpperCase()}>`)
}

function rest(event: WatchEvent): string[] {
  switch (event.event) {
    case 'listening':
      return [`${event.readers} plugged in or set up, driver ${event.driver}`]
    case 'opened':
      return [event.reader]
    case 'report':
      return [event.bytes]
    case 'scan':
      return [
        event.text,
        wordOf(event.meaning),
        ...(event.aim === null ? [] : [event.aim]),
        ...(event.reports === 1 ? [] : [`${event.reports} reports`]),
      ]
    case 'rejected':
    case 'closed':
    case 'error':
      return [event.why]
    case 'restarted':
      return ['the process that reads ended and is back']
    default:
      return unreachable(event)
  }
}

function wordOf(meaning: MaskedReading): string {
  switch (meaning.kind) {
    case 'keys':
      return meaning.productBarcode
        ? 'product barcode?'
        : [...new Set(meaning.keys.map(({ kind }) => kind))].join(' or ')
    case 'letter':
      return 'guarantee letter'
    case 'unreadable':
      return 'no card'
    default:
      return unreachable(meaning)
  }
}
