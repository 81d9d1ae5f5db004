import { useEffect, useRef } from 'react'
import { SCANNED_EVENT } from '../scan/reader-feed.ts'

const INPUTS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart', SCANNED_EVENT] as const
const LOOK_EVERY_MS = 1_000

/** Calls `clear` once when nobody touched keyboard, mouse, screen or scanner for so long while `filled`. */
export function useClearWhenIdle(minutes: number, filled: boolean, clear: () => void): void {
  const latest = useRef(clear)
  useEffect(() => {
    latest.current = clear
  })
  useEffect(() => {
    if (!filled) return
    // A computer that slept, and one whose clock was set back: each of the two clocks misses one of them.
    let last = { wall: Date.now(), steady: performance.now() }
    const heard = () => {
      last = { wall: Date.now(), steady: performance.now() }
    }
    const timer = setInterval(() => {
      const idleMs = Math.max(Date.now() - last.wall, performance.now() - last.steady)
      if (idleMs < minutes * 60_000) return
      heard()
      latest.current()
    }, LOOK_EVERY_MS)
    for (const input of INPUTS) window.addEventListener(input, heard, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      for (const input of INPUTS) window.removeEventListener(input, heard, { capture: true })
    }
  }, [minutes, filled])
}
