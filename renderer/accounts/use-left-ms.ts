import { useEffect, useState } from 'react'

/** What is left until an instant of the page's clock (ms since 1970), counted down once a second; 0 when it is past. */
export function useLeftMs(until: number): number {
  const [now, setNow] = useState(() => Date.now())
  const running = until > now
  useEffect(() => {
    setNow(Date.now())
    if (until <= Date.now()) return
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [until])
  return running ? until - now : 0
}
