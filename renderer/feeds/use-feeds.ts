import { useQuery } from '@tanstack/react-query'
import type { PullEvent } from '../../shared/contract/feed.ts'
import type { FeedName, FeedState } from '../../shared/domain/feed.ts'
import { client, queries, queryClient } from '../api.ts'

/** The feeds of this desk. The core says when they change, also while one is being pulled. */
export function useFeeds() {
  return useQuery(queries.feed.list.queryOptions())
}

export type PullEnd = Exclude<PullEvent, { kind: 'progress' }> | { kind: 'lost' }

/** How far a pull is stands in the list of feeds; this tells how it ended. `right`: by which this operator may ask for it. */
export async function pullFeed(name: FeedName, right: 'enter' | 'configure'): Promise<PullEnd> {
  let end: PullEnd = { kind: 'lost' }
  try {
    const events = await (right === 'enter' ? client.feed.pull({ name }) : client.feed.renew({ name }))
    for await (const event of events) if (event.kind !== 'progress') end = event
  } catch {
    end = { kind: 'lost' }
  }
  await refreshFeeds()
  return end
}

export function refreshFeeds(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: queries.feed.key() })
}

/** `KBS, Bogor Sehat`: the programmes of a source by their short names. */
export function programmeNames(
  { programmes }: Pick<FeedState, 'programmes'>,
  definitions: readonly { code: string; shortName: string }[],
): string {
  return programmes.map((code) => definitions.find((one) => one.code === code)?.shortName ?? code).join(', ')
}
