import { useEffect, useRef } from 'react'

type Take = (text: string) => void

/** Forms over the desk that wait for a card; the last one opened is asked. */
const waiting: { current: Take }[] = []

/** While the component stands, scans are its own: they neither start a new patient nor are refused for an open dialog. */
export function useScanTarget(onScan: Take): void {
  const latest = useRef(onScan)
  useEffect(() => {
    latest.current = onScan
  })
  useEffect(() => {
    waiting.push(latest)
    return () => void waiting.splice(waiting.indexOf(latest), 1)
  }, [])
}

/** Hands a scan to the form that waits for one; false when none does. */
export function handedToForm(text: string): boolean {
  const target = waiting.at(-1)
  target?.current(text)
  return target !== undefined
}
