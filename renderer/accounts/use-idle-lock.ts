import { useEffect, useRef } from 'react'
import { client } from '../api.ts'
import { SCANNED_EVENT } from '../scan/reader-feed.ts'

const INPUTS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart', SCANNED_EVENT] as const
const LOOK_EVERY_MS = 1_000
/** The core is told at most so often that somebody is there. */
const TOUCH_EVERY_MS = 20_000

/** Locks when nobody touched keyboard, mouse, screen or scanner for so long, and tells the core while somebody does. */
export function useIdleLock(lockAfterMinutes: number, lock: () => void): void {
  const latest = useRef(lock)
  useEffect(() => {
    latest.current = lock
  })
  useEffect(() => {
    // A computer that slept, and one whose clock was set back: each of the two clocks misses one of them.
    let last = { wall: Date.now(), steady: performance.now() }
    let told = performance.now()
    const heard = () => {
      last = { wall: Date.now(), steady: performance.now() }
      if (last.steady - told < TOUCH_EVERY_MS) return
      told = last.steady
      client.session.touch().catch(() => undefined)
    }
    // Of two windows a scan goes to the one that was used last: whoever comes over to this one says so at once.
    const entered = () => {
      told = Number.NEGATIVE_INFINITY
      heard()
    }
    const look = () => {
      const idleMs = Math.max(Date.now() - last.wall, performance.now() - last.steady)
      if (idleMs >= lockAfterMinutes * 60_000) latest.current()
    }
    for (const input of INPUTS) window.addEventListener(input, heard, { capture: true, passive: true })
    window.addEventListener('focus', entered)
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => {
      for (const input of INPUTS) window.removeEventListener(input, heard, { capture: true })
      window.removeEventListener('focus', entered)
      clearInterval(timer)
    }
  }, [lockAfterMinutes])
}
