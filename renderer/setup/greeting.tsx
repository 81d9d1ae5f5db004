import { useMessages } from '../messages/use-messages.tsx'
import classes from './greeting.module.css'

/** The indigo side of the very first screen: what the program does, in one breath. */
export function Greeting() {
  const { setup } = useMessages()
  return (
    <div className={classes.greeting}>
      <p className={classes.lines}>
        {setup.greeting.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
      <p className={classes.note}>{setup.asideSay}</p>
    </div>
  )
}
