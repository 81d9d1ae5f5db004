import { useEffect, useState } from 'react'
import { useMessages } from '../../messages/use-messages.tsx'
import classes from './verdict-head.module.css'
import { KIND_LOOKS } from './verdict-kind.ts'
import type { VerdictModel } from './verdict-model.ts'

const ANNOUNCE_AFTER_MS = 100

/** Shape with icon, programme, word and sentence. Read aloud as "word, programme, sentence": that is its order in the page. */
export function VerdictHead({ model }: { model: VerdictModel }) {
  const { verdict } = useMessages()
  const look = KIND_LOOKS[model.kind]
  const arrived = useArrived()
  return (
    <output className={classes.head} data-kind={model.kind} aria-atomic="true">
      <span className={classes.shape} aria-hidden="true">
        <look.icon size={look.iconSize} stroke={look.iconStroke} />
      </span>
      <span className={classes.words}>
        <strong className={classes.word}>{model.word}</strong>
        <span className={classes.programme}>{model.programme}</span>
        <span className={classes.sentence}>{model.sentence}</span>
        <span className="unseen">{arrived ? verdict.arrived : ''}</span>
      </span>
    </output>
  )
}

// A live region that enters the page with its text is not announced by every screen reader; one that changes is.
function useArrived(): boolean {
  const [arrived, setArrived] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setArrived(true), ANNOUNCE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return arrived
}
