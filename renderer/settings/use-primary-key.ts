import { useEffect } from 'react'

/** Ctrl Enter presses the filled button of the dialog that is open, wherever the focus is in it. */
export function usePrimaryKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.ctrlKey || event.repeat) return
      const primary = [...document.querySelectorAll<HTMLButtonElement>('[role="dialog"] [data-primary]')].at(-1)
      if (!primary || primary.disabled) return
      event.preventDefault()
      primary.click()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
