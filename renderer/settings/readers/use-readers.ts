import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api.ts'

/** The readers as the core last knew them; followed by the page's stream of reader events. */
export function useReaders() {
  return useQuery(queries.readers.info.queryOptions())
}
