import { useCallback, useEffect, useRef } from 'react'

/**
 * Runs an action now, or, while a mouse button or finger is down, just after it is lifted: what moves the form between press and
 * release takes the field away from under the click, and the click is lost.
 */
export function useAfterPress(): (action: () => void) => void {
  const pressed = useRef(false)
  const waiting = useRef<(() => void) | null>(null)
  useEffect(() => {
    const press = () => {
      pressed.current = true
    }
    const lift = () => {
      pressed.current = false
      const action = waiting.current
      waiting.current = null
      // The click follows the lift at once; a timer comes after it.
      if (action) setTimeout(action)
    }
    window.addEventListener('pointerdown', press, { capture: true })
    window.addEventListener('pointerup', lift, { capture: true })
    window.addEventListener('pointercancel', lift, { capture: true })
    return () => {
      window.removeEventListener('pointerdown', press, { capture: true })
      window.removeEventListener('pointerup', lift, { capture: true })
      window.removeEventListener('pointercancel', lift, { capture: true })
    }
  }, [])
  return useCallback((action) => {
    if (pressed.current) waiting.current = action
    else action()
  }, [])
}
