import { useLayoutEffect, useRef } from 'react'

/** Nobody reads an answer faster. */
const READ_MS = 600

/** Whether an answer other than the one pressed for has only just come into sight: the second half of a double press is not meant for it. */
export function useJustChanged(isChanged: boolean): () => boolean {
  const sinceMs = useRef(0)
  useLayoutEffect(() => {
    if (isChanged) sinceMs.current = performance.now()
  }, [isChanged])
  return () => isChanged && performance.now() - sinceMs.current < READ_MS
}
