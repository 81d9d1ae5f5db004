import { useEffect, useRef } from 'react'
import { whenNotScanning } from '../scan/wedge-listener.ts'

/**
 * Runs `onChoose` with 0 for key 1, 1 for key 2 and so on, at most nine. A scanner types digits too, so it waits until the key is
 * known to stand alone; digits typed into a field stay there, unless the field is marked `data-number-keys`.
 */
export function useNumberKeys(count: number, onChoose: (index: number) => void): void {
  const latest = useRef(onChoose)
  useEffect(() => {
    latest.current = onChoose
  })
  useEffect(() => {
    if (count === 0) return
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
        return
      const index = Number(/^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1] ?? 0) - 1
      if (index < 0 || index >= count || keepsDigits(event.target)) return
      event.preventDefault()
      whenNotScanning(() => latest.current(index))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [count])
}

function keepsDigits(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return false
  if (['checkbox', 'radio', 'button', 'submit'].includes(target.type)) return false
  return target.dataset['numberKeys'] === undefined
}
