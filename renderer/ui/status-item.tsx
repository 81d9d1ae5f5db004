import type { ReactNode } from 'react'
import classes from './status-item.module.css'

type Props = {
  icon: ReactNode
  word: string
  value: string
  /** `trouble` turns this item alone into a soga pill. */
  tone?: 'good' | 'trouble'
  onOpen?: () => void
}

/** One fact of the status strip; with `onOpen` it is a button to its details or remedy. */
export function StatusItem({ icon, word, value, tone = 'good', onOpen }: Props) {
  const inside = (
    <>
      <span className={classes.icon}>{icon}</span>
      {word} <b>{value}</b>
    </>
  )
  if (!onOpen)
    return (
      <span className={classes.item} data-tone={tone}>
        {inside}
      </span>
    )
  return (
    <button type="button" className={classes.item} data-tone={tone} onClick={onOpen}>
      {inside}
    </button>
  )
}
