import { useEffect, useState } from 'react'
import { useMessages } from '../messages/use-messages.tsx'
import { Mark } from './mark.tsx'
import classes from './start-screen.module.css'

/** Nothing is shown before this: a start is usually shorter. */
const QUIET_MS = 300
/** From here on a slow start is said to be one. */
const LONG_MS = 4_000

/** While the core is not there yet. */
export function StartScreen({ connected }: { connected: boolean }) {
  const { common, desk } = useMessages()
  const waitedMs = useWaited()
  if (waitedMs < QUIET_MS) return null
  return (
    <main className={classes.screen}>
      <Mark size={64} />
      <h1>{common.brand}</h1>
      <p aria-live="polite">{!connected && waitedMs >= LONG_MS ? desk.connection.down : desk.connection.starting}</p>
    </main>
  )
}

function useWaited(): number {
  const [waitedMs, setWaited] = useState(0)
  useEffect(() => {
    const timers = [QUIET_MS, LONG_MS].map((ms) => setTimeout(() => setWaited(ms), ms))
    return () => timers.forEach(clearTimeout)
  }, [])
  return waitedMs
}
