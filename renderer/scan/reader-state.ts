import type { ReadersInfo } from '../../shared/contract/readers.ts'
import type { Reader, ReaderId } from '../../shared/domain/reader.ts'

/** What the page remembers of the readers: the last thing told, and which were seen reading, by name. */
export type ReadersSeen = { info: ReadersInfo | null; read: ReadonlyMap<ReaderId, string> }

export const NO_READERS: ReadersSeen = { info: null, read: new Map() }

/** `keyboard`: nobody uses another reader here. `name` as the clerks call it. */
export type DeskReader =
  | { kind: 'keyboard' }
  | { kind: 'ready'; name: string; others: number }
  | { kind: 'opening'; name: string }
  | { kind: 'lost' | 'refused'; name: string }
  | { kind: 'restarting' }

const REFUSED: ReadonlySet<Reader['state']> = new Set<Reader['state']>([
  'no-permission',
  'busy',
  'failed',
  'flooding',
  'too-many',
])

/** Empty where neither a person nor the device has given a name. */
export function nameOf({ settings, product, manufacturer }: Reader): string {
  return settings.name || product || manufacturer
}

/** The core calls a reader without a name by its id, which says nothing to a clerk: empty then. */
export function spokenName(told: string, { info }: ReadersSeen): string {
  return info?.readers.some(({ id }) => id === told) ? '' : told
}

export function seen({ read }: ReadersSeen, info: ReadersInfo): ReadersSeen {
  const next = new Map(read)
  for (const reader of info.readers) {
    // Switched off, or given to a kiosk: the desk no longer waits for it.
    if (!isOfDesk(reader)) next.delete(reader.id)
    else if (reader.state === 'reading') next.set(reader.id, nameOf(reader))
  }
  return { info, read: next }
}

/** The one thing to say about the desk's readers: what keeps a clerk from scanning goes first. */
export function deskReader({ info, read }: ReadersSeen): DeskReader {
  if (info === null) return { kind: 'keyboard' }
  const own = info.readers.filter(isOfDesk)
  if (info.process === 'restarting' && (read.size > 0 || own.length > 0)) return { kind: 'restarting' }
  const inState = (fits: (state: Reader['state']) => boolean) => own.filter(({ state }) => fits(state))
  const [absent] = inState((state) => state === 'absent')
  if (absent) return { kind: 'lost', name: nameOf(absent) }
  const [refused] = inState((state) => REFUSED.has(state))
  if (refused) return { kind: 'refused', name: nameOf(refused) }
  const [reading, ...others] = inState((state) => state === 'reading')
  if (reading) return { kind: 'ready', name: nameOf(reading), others: others.length }
  const [opening] = inState((state) => state === 'opening')
  if (opening) return { kind: 'opening', name: nameOf(opening) }
  // Never set up, but it was read from today: it was pulled out.
  const lost = [...read].find(([id]) => own.every((reader) => reader.id !== id))
  return lost ? { kind: 'lost', name: lost[1] } : { kind: 'keyboard' }
}

function isOfDesk({ settings, state }: Reader): boolean {
  return settings.role === 'desk' && state !== 'not-chosen' && state !== 'off'
}
