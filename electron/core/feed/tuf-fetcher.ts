import { DownloadHTTPError } from 'tuf-js/dist/error.js'
import type { Fetcher } from 'tuf-js'
import { FeedFailure } from './feed-failure.ts'
import { fetchBytes, type FetchLimits } from './fetch-file.ts'
import type { FeedSource } from './feed-source.ts'
import { trustsTooFew } from './root-of-trust.ts'

/** Where the library believes to fetch from. Only names leave it. */
export const NOWHERE = 'https://feed.invalid/'

const METADATA = /^metadata\/(\d+\.root|timestamp|\d+\.snapshot|\d+\.targets)\.json$/
const NEXT_ROOT = /^metadata\/\d+\.root\.json$/

export type TufFetcher = Fetcher & {
  /** What broke off the last fetch: the library keeps only its text. */
  failure(): FeedFailure | null
  /** Of the last document that came, whether it was believed or not. */
  last(): Buffer | null
}

/** Fetches the signed documents of a feed, and no others, and refuses roots that trust too few keys before the library counts them. */
export function tufFetcher(source: FeedSource, limits: FetchLimits, signal: AbortSignal): TufFetcher {
  let failure: FeedFailure | null = null
  let last: Buffer | null = null

  async function downloadBytes(url: string, maxLength: number): Promise<Buffer> {
    const name = new URL(url).pathname.slice(1)
    try {
      if (!METADATA.test(name)) throw new FeedFailure('not-a-feed', { role: 'delegated' })
      last = await fetchBytes(source, name, maxLength, limits, signal)
      if (NEXT_ROOT.test(name) && trustsTooFew(last.toString('utf8')))
        throw new FeedFailure('bad-signature', { role: 'root' })
      return last
    } catch (error) {
      if (error instanceof FeedFailure) {
        // The walk from root to root ends where the next one is not there.
        if (error.missing && NEXT_ROOT.test(name)) throw new DownloadHTTPError('no later root', 404)
        failure = error
      }
      throw error
    }
  }

  return {
    downloadBytes,
    /** Packs are fetched by `fetch-targets.ts`, which goes on with what broke off. */
    downloadFile: () => Promise.reject(new Error('targets are not fetched by the library')),
    failure: () => failure,
    last: () => last,
  }
}
