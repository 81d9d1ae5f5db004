import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Whether the element has more content than height: then it must be reachable by keyboard, to be scrolled. */
export function useOverflow(element: RefObject<HTMLElement | null>): boolean {
  const [overflows, setOverflows] = useState(false)
  useEffect(() => {
    const watched = element.current
    if (!watched) return
    const measure = () => setOverflows(watched.scrollHeight > watched.clientHeight + 1)
    const sizes = new ResizeObserver(measure)
    sizes.observe(watched)
    for (const child of watched.children) sizes.observe(child)
    return () => sizes.disconnect()
  })
  return overflows
}
