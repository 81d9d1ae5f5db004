import { IconInfoCircle } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import type { Language } from '../../shared/texts/language.ts'
import { useLanguage } from '../messages/use-messages.tsx'
import classes from './notice.module.css'

const SHOWN_MS = 6_000

export type Notice = { text: string; language: Language; id: number }

let lastId = 0

/** How each place where a notice may stand is emptied: they lie over each other. */
const places = new Set<() => void>()

/** What was said is over: a card was read since then, or another sentence takes the place. */
export function hush(): void {
  for (const empty of places) empty()
}

/** One sentence that passes: said to screen readers, gone after a few seconds, never in the way of a key. */
export function useNotice(): { notice: Notice | null; say: (text: string) => void } {
  const [notice, setNotice] = useState<Notice | null>(null)
  const { language } = useLanguage()
  useEffect(() => {
    const empty = () => setNotice(null)
    places.add(empty)
    return () => void places.delete(empty)
  }, [])
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => setNotice(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice])
  const say = useCallback(
    (text: string) => {
      hush()
      setNotice({ text, language, id: ++lastId })
    },
    [language],
  )
  // A sentence in the other language is no use to whoever has just changed it.
  return { notice: notice?.language === language ? notice : null, say }
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
