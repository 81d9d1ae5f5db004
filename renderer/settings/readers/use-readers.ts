import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api.ts'
import { useReaders as useFeed } from '../../scan/reader-feed.ts'

/** The readers as the page was told last; until it was, as the core answers, which may also fail. */
export function useReaders() {
  const { info } = useFeed()
  const { data, isError, refetch } = useQuery(queries.readers.info.queryOptions())
  return { data: info ?? data, isError, refetch }
}
