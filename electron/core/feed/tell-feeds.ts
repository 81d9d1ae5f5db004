import type { Feeds } from './feeds.ts'

/** A pull reports many times a second: pages look again this often at most. */
const TOLD_EVERY_MS = 250

/** Calls `tell` after changes of the feeds, the last one always included. Returns the way to stop. */
export function tellFeeds(feeds: Pick<Feeds, 'onChange'>, tell: () => void): () => void {
  let timer: NodeJS.Timeout | null = null
  const stop = feeds.onChange(() => {
    timer ??= setTimeout(() => {
      timer = null
      tell()
    }, TOLD_EVERY_MS)
  })
  return () => {
    stop()
    if (timer !== null) clearTimeout(timer)
  }
}
