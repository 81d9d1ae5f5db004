import { Button, Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useMessages } from '../messages/use-messages.tsx'
import { Trouble } from '../desk/answer/form-parts.tsx'
import classes from './loaded.module.css'

/** Nothing is shown before this: an answer is usually there sooner. */
const QUIET_MS = 300

type Props<T> = {
  query: { data: T | undefined; isError: boolean; refetch: () => unknown }
  /** How many lines the skeleton has: about as tall as what comes. */
  lines?: number
  failed: string
  children: (data: T) => ReactNode
}

/** What a query answered, or that it is still loading, or that it could not be read and how to try again. */
export function Loaded<T>({ query: { data, isError, refetch }, lines = 4, failed, children }: Props<T>) {
  const { common } = useMessages()
  if (data !== undefined) return children(data)
  if (!isError) return <Lines count={lines} />
  return (
    <Trouble
      action={
        <Button variant="default" onClick={() => refetch()}>
          {common.tryAgain}
        </Button>
      }
    >
      {failed}
    </Trouble>
  )
}

function Lines({ count }: { count: number }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), QUIET_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={classes.lines} aria-busy="true" data-late={late || undefined}>
      {Array.from({ length: count }, (_, line) => (
        <Skeleton key={line} height={20} radius={6} width={line % 2 === 0 ? '82%' : '58%'} />
      ))}
    </div>
  )
}
