import type { FeedRefusal, FeedRefusalCode } from '../../../shared/domain/feed.ts'

/**
 * Breaks off what is done with a feed, from inside a library that knows only exceptions. Becomes a value at the edge of this folder, in
 * `refusal-of.ts`. Says nothing of addresses or folders.
 */
export class FeedFailure extends Error {
  readonly refusal: FeedRefusal
  /** The file is not there, and what should hold it is. */
  readonly missing: boolean
  constructor(code: FeedRefusalCode, detail: FeedRefusal['detail'] = {}, missing = false) {
    super(`feed refused: ${code}`)
    this.refusal = { code, detail }
    this.missing = missing
  }
}
