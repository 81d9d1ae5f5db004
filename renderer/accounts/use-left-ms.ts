import { useSyncExternalStore } from 'react'

const TICK_MS = 1_000

/** What is left until an instant of the page's clock (ms since 1970), counted down once a second; 0 when it is past. */
export function useLeftMs(until: number): number {
  const now = useSyncExternalStore(until > 0 ? everySecond : never, wholeSecond)
  return Math.max(0, until - now)
}

function everySecond(onTick: () => void): () => void {
  const timer = setInterval(onTick, TICK_MS)
  return () => clearInterval(timer)
}

function never(): () => void {
  return () => undefined
}

function wholeSecond(): number {
  return Math.floor(Date.now() / TICK_MS) * TICK_MS
}
