import { useCallback, useEffect, useRef, useState } from 'react'
import { useMessages } from '../messages/use-messages.tsx'

/** How a change ended: a sentence about what went wrong, or null when it is done. */
export type Outcome = string | null

/**
 * Runs one change at a time and keeps its sentence until the next. A change that did not come back, as when the core starts anew, is told
 * as one that was not saved.
 */
export function useChange() {
  const m = useMessages().settings.unwritten
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Outcome>(null)
  const there = useRef(true)
  useEffect(() => {
    there.current = true
    return () => void (there.current = false)
  }, [])
  const run = useCallback(
    async (change: () => Promise<Outcome>) => {
      setBusy(true)
      setTrouble(null)
      const outcome = await change().catch(() => m.failed)
      if (!there.current) return
      setTrouble(outcome)
      setBusy(false)
    },
    [m],
  )
  return { busy, trouble, run: (change: () => Promise<Outcome>) => void run(change), clear: () => setTrouble(null) }
}
