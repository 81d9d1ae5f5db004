import type { FeedNotAdded } from '../contract/feed.ts'
import type { FeedRefusal, FeedRefusalCode } from '../domain/feed.ts'

/** What happened to a feed, and what somebody can do about it. That the roster which serves goes on is said beside it, once. */
export type FeedWords = { so: string; next: string }

/** Where a detail asks for another step than `next`. */
type NextFor = (detail: FeedRefusal['detail']) => string | null

/** `word`: in a list or a line of the trail. */
export type FeedRefusalText = {
  word: string
  so: (detail: FeedRefusal['detail']) => string
  next: string
  nextFor?: NextFor
}

type Why<Kind extends FeedNotAdded['kind']> =
  Extract<FeedNotAdded, { kind: Kind }> extends { why: infer W extends string } ? W : never

export type FeedTexts = {
  refusals: Record<FeedRefusalCode, FeedRefusalText>
  notAdded: {
    'name-taken': FeedWords
    'from-refused': Record<Why<'from-refused'>, FeedWords>
    'root-refused': Record<Why<'root-refused'>, FeedWords>
    'identity-refused': Record<Why<'identity-refused'>, FeedWords>
    'proxy-refused': FeedWords
    'too-many': FeedWords
  }
  changedMeanwhile: FeedWords
}
