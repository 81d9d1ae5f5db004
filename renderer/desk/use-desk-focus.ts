import { useEffect } from 'react'
import type { RefObject } from 'react'
import type { DeskState } from './desk-model.ts'

/** Where the next missing answer stands, in reading order. */
const FIRST_MISSING = 'main input[data-missing], main [data-missing] input'

/** After an answer the focus goes to the first missing field; in every other state, to the listening field. Forms place their own. */
export function useDeskFocus(state: DeskState, fieldRef: RefObject<HTMLInputElement | null>): void {
  const { kind } = state
  const person = kind === 'answer' ? state.candidate.nik : null
  const asked = 'asked' in state ? state.asked : null
  useEffect(() => {
    switch (kind) {
      case 'people':
      case 'name-search':
      case 'emergency':
        return
      case 'answer': {
        const missing = document.querySelector<HTMLInputElement>(FIRST_MISSING)
        ;(missing ?? fieldRef.current)?.focus({ preventScroll: true })
        return
      }
      default:
        fieldRef.current?.focus({ preventScroll: true })
        fieldRef.current?.select()
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another person or question is another arrival
  }, [kind, person, asked, fieldRef])

  // A changed answer may take the focused field away; the next key must still land in a field.
  useEffect(() => {
    if (state.kind !== 'answer' || state.rechecking || document.activeElement !== document.body) return
    const missing = document.querySelector<HTMLInputElement>(FIRST_MISSING)
    ;(missing ?? fieldRef.current)?.focus({ preventScroll: true })
  }, [state, fieldRef])

  // A number typed while nothing has the focus (a dialog closed, a hand touched the background) lands in the listening field.
  const takesNumbers = kind !== 'answer' && kind !== 'people'
  useEffect(() => {
    if (!takesNumbers) return
    const onKey = (event: KeyboardEvent) => {
      if (!/^\d$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
      if (document.activeElement !== document.body || document.querySelector('[role="dialog"]')) return
      // The focus moves before the character is written, so the first digit is not lost.
      fieldRef.current?.focus({ preventScroll: true })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [takesNumbers, fieldRef])
}
