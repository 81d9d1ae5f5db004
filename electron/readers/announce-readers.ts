import type { Reader, ReaderDriver, ReaderEvent, ReadersPolicy } from '../../shared/domain/reader.ts'
import type { FoundReader } from './classify.ts'
import type { PluggedReader } from './plugged-reader.ts'
import { sharedId } from './reader-id.ts'
import { absentReaders, settingsFor, type KnownNames } from './reader-settings.ts'

/** Tells the list of readers after each change of it, once for what changes together. */
export type Announcements = { soon: () => void; now: () => void; stop: () => void }

export function announceReaders(
  list: () => { driver: ReaderDriver; readers: Reader[] },
  tell: (event: ReaderEvent) => void,
): Announcements {
  let lastTold = ''
  let waiting = false
  let stopped = false
  const now = () => {
    waiting = false
    if (stopped) return
    const current = list()
    const text = JSON.stringify(current)
    if (text === lastTold) return
    lastTold = text
    tell({ kind: 'readers', ...current })
  }
  return {
    now,
    soon: () => {
      if (!waiting) queueMicrotask(now)
      waiting = true
    },
    stop: () => void (stopped = true),
  }
}

const LONGEST_LIST = 64

/** Those that are plugged in, then those that are set up and are not. */
export function listReaders(here: Iterable<PluggedReader>, policy: ReadersPolicy, names: KnownNames): Reader[] {
  const present: Reader[] = []
  for (const { id, found, state } of here) {
    const is = state()
    if (is !== null) present.push(describe(found, { id, state: is, policy }))
  }
  const ids = new Set(present.map(({ id }) => sharedId(id)))
  return [...present, ...absentReaders(policy, ids, names)].slice(0, LONGEST_LIST)
}

function describe(
  found: FoundReader,
  { id, state, policy }: Pick<Reader, 'id' | 'state'> & { policy: ReadersPolicy },
): Reader {
  const { kind, vendorId, productId, usagePage, usage } = found
  const { settings } = settingsFor(found, policy)
  return { id, kind, state, vendorId, productId, ...namesOf(found), usagePage, usage, settings }
}

const LONGEST_NAME = 120
/** A device may call itself anything: also what turns a line around, or tells a terminal what to do. */
const NOT_SHOWN = /[\p{C}\p{Z}]+/gu
/** No language puts so many marks over one letter; they would cover the lines above and below. */
const PILED_UP = /(\p{M}{2})\p{M}+/gu

/** How a device calls itself, as a list may show it. */
export function namesOf({ manufacturer, product }: FoundReader): { manufacturer: string; product: string } {
  return { manufacturer: shown(manufacturer), product: shown(product) }
}

function shown(name: string): string {
  return name.slice(0, LONGEST_NAME).replaceAll(NOT_SHOWN, ' ').replaceAll(PILED_UP, '$1').trim()
}
