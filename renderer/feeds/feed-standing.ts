import type { FeedState } from '../../shared/domain/feed.ts'

/** The word that a source is marked with; the first that holds counts. */
export type Standing = 'running' | 'damaged' | 'none' | 'fellBack' | 'refused' | 'current'

export function standingOf({ running, source, refusal }: Pick<FeedState, 'running' | 'source' | 'refusal'>): Standing {
  if (running !== null) return 'running'
  if (source.kind !== 'serving') return source.kind
  if (source.fellBack) return 'fellBack'
  // What somebody stopped, or what waits for another import, is no trouble.
  return refusal === null || refusal.code === 'stopped' || refusal.code === 'busy' ? 'current' : 'refused'
}

/** Whether somebody should look at it. */
export function isInTrouble(feed: Pick<FeedState, 'running' | 'source' | 'refusal'>): boolean {
  const standing = standingOf(feed)
  return standing !== 'running' && standing !== 'current'
}
