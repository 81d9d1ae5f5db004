import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { AuditFilter, AuditLine } from '../../shared/contract/audit.ts'
import { queries, queryClient } from '../api.ts'

const PAGE = 100

export type Trail = {
  lines: readonly AuditLine[]
  total: number
  /** Everybody who has a line, for the list to choose from. */
  actors: readonly string[]
  loaded: boolean
  failed: boolean
  fetching: boolean
  older: { has: boolean; loading: boolean; load: () => void }
  /** Asks from the newest line on. */
  refresh: () => void
}

/** The trail as narrowed, page by page. Null: the last answer stays, nothing is asked. */
export function useTrail(filter: AuditFilter | null): Trail {
  const asked = filter ?? { from: null, to: null, actor: null, action: null, subject: null }
  const options = queries.audit.list.infiniteOptions({
    input: (before: number | null) => ({ filter: asked, before, limit: PAGE }),
    initialPageParam: null,
    getNextPageParam: ({ lines }) => (lines.length < PAGE ? undefined : lines.at(-1)?.seq),
    enabled: filter !== null,
    placeholderData: keepPreviousData,
    // Each reading is a line of its own: nothing is read again behind the auditor's back.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
  })
  const query = useInfiniteQuery(options)
  const pages = query.data?.pages ?? []
  return {
    lines: pages.flatMap(({ lines }) => lines),
    total: pages[0]?.total ?? 0,
    actors: pages[0]?.actors ?? [],
    loaded: query.data !== undefined,
    failed: query.isError,
    fetching: query.isFetching,
    older: {
      has: query.hasNextPage,
      loading: query.isFetchingNextPage,
      load: () => void query.fetchNextPage(),
    },
    refresh: () => void queryClient.resetQueries({ queryKey: queries.audit.list.key() }),
  }
}
