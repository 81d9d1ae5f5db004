import { useEffect, useRef } from 'react'
import { useMessages } from '../messages/use-messages.tsx'
import { scans } from './reader-feed.ts'
import type { Fate, Layer, Listener, Scan, Trouble } from './scan-hub.ts'

type Options = {
  layer?: Layer
  /** Where a sentence about a scan that came to nothing is said; a dialog without one leaves it to what lies under it. */
  say?: (text: string) => void
  /** What is said where the core keeps a scan from whoever works here. */
  unused?: string
  onTakenBack?: (text: string) => void
}

/** Every scan, of whatever reader, while nothing lies over this. What is answered `unused` the caller has said. */
export function useScans(
  onScan: (scan: Scan) => Fate,
  { layer = 'page', say, unused, onTakenBack }: Options = {},
): void {
  const m = useMessages()
  const latest = useRef<Listener>({ onScan, onTrouble: null, onTakenBack: null })
  useEffect(() => {
    const words = (trouble: Trouble): string => {
      switch (trouble.kind) {
        case 'not-whole':
          return trouble.reader === null ? m.scan.notWhole : m.scan.notWholeFrom(trouble.reader || m.readers.unnamed)
        case 'no-card':
          return m.scan.noCard(trouble.reader || m.readers.unnamed)
        case 'lying':
          return m.scan.lying
        case 'saving':
          return m.desk.notices.saving
        case 'unused':
          return unused ?? m.scan.notNow
      }
    }
    latest.current = {
      onScan,
      onTrouble: say ? (trouble) => say(words(trouble)) : null,
      onTakenBack: onTakenBack ?? null,
    }
  })
  useEffect(() => scans.listen(latest, layer), [layer])
}

/** For whatever has no use for a scan: says so. */
export function useNoScans(say: (text: string) => void, text: string, layer: Layer): void {
  useScans(
    () => {
      say(text)
      return 'unused'
    },
    { layer, say, unused: text },
  )
}
