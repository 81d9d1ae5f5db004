import { IconInfoCircle } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import classes from './notice.module.css'

const SHOWN_MS = 6_000

export type Notice = { text: string; id: number }

/** One sentence that passes: said to screen readers, gone after a few seconds, never in the way of a key. */
export function useNotice(): { notice: Notice | null; say: (text: string) => void } {
  const [notice, setNotice] = useState<Notice | null>(null)
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => setNotice(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice])
  const say = useCallback((text: string) => setNotice((last) => ({ text, id: (last?.id ?? 0) + 1 })), [])
  return { notice, say }
}

export function NoticeLine({ notice }: { notice: Notice | null }) {
  return (
    <div className={classes.place} aria-live="polite">
      {notice && (
        <p key={notice.id} className={`dark ${classes.notice}`}>
          <IconInfoCircle size={18} aria-hidden="true" />
          {notice.text}
        </p>
      )}
    </div>
  )
}
