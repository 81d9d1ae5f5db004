import { useEffect, useSyncExternalStore } from 'react'
import type { ReadersEvent } from '../../shared/contract/readers.ts'
import type { RejectReason } from '../../shared/domain/reader.ts'
import { client, isConnected } from '../api.ts'
import { NO_READERS, seen, spokenName } from './reader-state.ts'
import type { ReadersSeen } from './reader-state.ts'
import { createScanHub } from './scan-hub.ts'
import { playTone } from './tone.ts'
import { listenForWedge } from './wedge-listener.ts'
import type { WedgeListener } from './wedge-listener.ts'

/** Told at each scan that pressed no key of this page: somebody is there. */
export const SCANNED_EVENT = 'loket-scanned'

/** Scanning once more would not help. */
const NO_CARD: ReadonlySet<RejectReason> = new Set<RejectReason>(['not-text', 'too-long'])

const AGAIN_MS = 500
/** A little longer than the recogniser waits for the rest of a scan. */
const TORN_MS = 2_000
/** A core that cannot be asked about readers is not asked all the time. */
const LONGEST_MS = 5_000

let readers: ReadersSeen = NO_READERS
let wedge: WedgeListener | null = null
/** The last scan whose keys the shell kept from the page. */
let kept = { text: '', at: Number.NEGATIVE_INFINITY }
const watchers = new Set<() => void>()

/** Every scan of this page. */
export const scans = createScanHub({
  now: () => performance.now(),
  tone: (fate) => {
    if (readers.info?.sound === true) playTone(fate)
  },
})

/** Takes the keyboard scanner's keys before anything on the page does. */
export function startWedge(): void {
  wedge ??= listenForWedge(scans)
}

/** The desk is locked: of the cards that were scanned nothing stays in memory. */
export function forgetScans(): void {
  scans.wipe()
  wedge?.wipe()
  kept = { text: '', at: Number.NEGATIVE_INFINITY }
}

/** What is known of the readers of this desk. */
export function useReaders(): ReadersSeen {
  return useSyncExternalStore(
    (onChange) => {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
    () => readers,
  )
}

/** Follows the readers as long as the page lives: once, above every screen. */
export function useReaderFeed(): void {
  useEffect(() => {
    const stop = new AbortController()
    void follow(stop.signal)
    return () => stop.abort()
  }, [])
}

async function follow(signal: AbortSignal): Promise<void> {
  let waitMs = AGAIN_MS
  while (!signal.aborted) {
    try {
      // Not resumed by its place in the stream: a card of before the break must not come up later.
      for await (const event of await client.readers.events(undefined, { signal })) {
        waitMs = AGAIN_MS
        take(event)
      }
    } catch {
      waitMs = isConnected() ? Math.min(waitMs * 2, LONGEST_MS) : AGAIN_MS
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
}

function take(event: ReadersEvent): void {
  switch (event.kind) {
    case 'info':
      readers = seen(readers, event.info)
      for (const watcher of watchers) watcher()
      return
    case 'scan': {
      const { text, source, aim, readerName } = event
      if (source === 'wedge') {
        wedge?.takeBack(text)
        kept = { text, at: performance.now() }
      }
      window.dispatchEvent(new Event(SCANNED_EVENT))
      scans.hear({ text, source, aim, reader: source === 'hid' ? spokenName(readerName, readers) : null })
      return
    }
    case 'rejected':
      window.dispatchEvent(new Event(SCANNED_EVENT))
      if (event.role !== 'desk') return
      if (event.readerName === '') tornWedge()
      else
        scans.trouble({
          kind: NO_CARD.has(event.why) ? 'no-card' : 'not-whole',
          reader: spokenName(event.readerName, readers),
        })
      return
    case 'unused':
      scans.trouble({ kind: 'unused' })
      return
  }
}

/** The shell's keyboard scanner: without a name. A silence may have passed for the end of the scan of which this is the rest. */
function tornWedge(): void {
  wedge?.takeBack(null)
  if (performance.now() - kept.at < TORN_MS) scans.takeBack(kept.text)
  scans.trouble({ kind: 'not-whole', reader: null })
}
