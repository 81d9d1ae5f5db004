import { useEffect, useRef } from 'react'

/** Keys of the desk by name, as printed on the buttons: `F2`, `Ctrl Enter`, `Alt 1`, `Esc`. */
export type DeskKey =
  | 'F1' | 'F2' | 'F3' | 'F4' | 'F6' | 'F9' | 'F10'
  | 'Ctrl Enter' | 'Ctrl P' | 'Esc'
  | 'Alt 1' | 'Alt 2' | 'Alt 3' | 'Alt 4' | 'Alt I' | 'Alt R' | 'Alt U' | 'Alt P' // prettier-ignore

const FUNCTION_KEYS: ReadonlySet<string> = new Set(['F1', 'F2', 'F3', 'F4', 'F6', 'F9', 'F10'])
const ALT_CODES: Record<string, DeskKey> = {
  Digit1: 'Alt 1',
  Digit2: 'Alt 2',
  Digit3: 'Alt 3',
  Digit4: 'Alt 4',
  KeyI: 'Alt I',
  KeyR: 'Alt R',
  KeyU: 'Alt U',
  KeyP: 'Alt P',
}

/** Which of the desk's keys was pressed; null for everything else. Letters go by place, as Alt changes the character on some layouts. */
export function deskKey(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey'>): DeskKey | null {
  const { key, code, ctrlKey, altKey, metaKey } = event
  if (metaKey) return null
  if (ctrlKey && !altKey) {
    if (key === 'Enter') return 'Ctrl Enter'
    return code === 'KeyP' ? 'Ctrl P' : null
  }
  // AltGr arrives as Ctrl with Alt and types characters: it is never ours.
  if (altKey) return ctrlKey ? null : (ALT_CODES[code] ?? null)
  if (key === 'Escape') return 'Esc'
  return FUNCTION_KEYS.has(key) ? (key as DeskKey) : null
}

/** Calls `onKey` for each key of the desk. The browser's own use of the key (help, find, print, menu) is withheld when it answers true. */
export function useDeskKeys(onKey: (key: DeskKey) => boolean): void {
  const latest = useRef(onKey)
  useEffect(() => {
    latest.current = onKey
  })
  useEffect(() => {
    // A dialog closes itself on Escape before the key arrives here: the same press must not clear the patient as well.
    let closesDialog = false
    const before = (event: KeyboardEvent) => {
      closesDialog = event.key === 'Escape' && document.querySelector('[role="dialog"]') !== null
    }
    const listen = (event: KeyboardEvent) => {
      const key = deskKey(event)
      if (!key || event.defaultPrevented || event.isComposing || closesDialog) return
      // A key held down is one press: it must not act again on the answer that its first stroke brought.
      if (event.repeat) return event.preventDefault()
      if (latest.current(key)) event.preventDefault()
    }
    window.addEventListener('keydown', before, { capture: true })
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', before, { capture: true })
      window.removeEventListener('keydown', listen)
    }
  }, [])
}
