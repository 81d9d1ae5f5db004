import { Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useMessages } from '../../messages/use-messages.tsx'
import classes from './searching.module.css'

/** Nothing is shown before this: most answers are there sooner, and a flash disturbs. */
const QUIET_MS = 300

/** The shape of the answer to come. The listening panel says what is going on. */
export function Searching() {
  const { desk } = useMessages()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), QUIET_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return <div />
  return (
    <section className={`card ${classes.card}`} aria-label={desk.listen.checking} aria-busy="true">
      <div className={classes.head}>
        <Skeleton height={92} circle />
        <div className="grow">
          <Skeleton height={16} width="34%" />
          <Skeleton height={48} width="62%" mt={10} />
          <Skeleton height={16} width="50%" mt={10} />
        </div>
      </div>
      <Skeleton height={64} mt={18} />
      <Skeleton height={18} mt={18} width="80%" />
      <Skeleton height={18} mt={12} width="72%" />
      <Skeleton height={18} mt={12} width="76%" />
    </section>
  )
}
