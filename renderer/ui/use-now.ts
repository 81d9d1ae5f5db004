import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { IsoInstant } from '../../shared/domain/dates.ts'
import { queries } from '../api.ts'

const TICK_MS = 1_000

/** The core's clock in ms since 1970, counted on by the page once a second: the page's own clock serves as a stopwatch only. */
export function useNowMs(): number {
  const { data, dataUpdatedAt } = useQuery(queries.session.info.queryOptions())
  const [pageNow, setPageNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setPageNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  if (!data) return pageNow
  return Date.parse(data.now) + Math.max(0, pageNow - dataUpdatedAt)
}

export function instantOf(ms: number): IsoInstant {
  return new Date(ms).toISOString() as IsoInstant
}
