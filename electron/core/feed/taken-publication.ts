import type { FeedSettings } from '../../../shared/domain/feed.ts'
import type { Catalogue } from '../../roster-files/catalogue.ts'
import type { Publication } from '../roster/roster.ts'
import { FeedFailure } from './feed-failure.ts'
import { signedTarget, type TargetsDeps } from './fetch-targets.ts'
import { rootSha256 } from './root-of-trust.ts'

/** What is published now, of a feed whose root was handed over as `root`. @throws {FeedFailure} */
export async function publicationOf(
  targets: TargetsDeps,
  { feed, full }: Catalogue,
  { root }: Pick<FeedSettings, 'root'>,
): Promise<Publication> {
  const { sha256 } = await signedTarget(targets, full.target, targets.limits.packBytes)
  return { feed, handedRoot: rootSha256(root), rootVersion: targets.trusted.rootVersion, fullSha256: sha256 }
}

/** Whether what is installed under the version of `now` is what `now` signs for: not so when somebody with stolen keys published that number first. */
export function isSamePublication(installed: Publication | null, now: Publication): boolean {
  return installed !== null && installed.feed === now.feed && installed.fullSha256 === now.fullSha256
}

/** Whether deltas may go on from what is installed. Not over what other keys signed, or a feed that had this name before. */
export function isContinued(installed: Publication | null, now: Publication): boolean {
  return installed !== null && installed.feed === now.feed && installed.rootVersion === now.rootVersion
}

/** The keys that signed for what is installed sign for something else of the same number: one of the two is not the issuer's. @throws {FeedFailure} */
export function requireOneOfANumber(installed: Publication | null, now: Publication, { version }: Catalogue): void {
  if (isContinued(installed, now) && !isSamePublication(installed, now))
    throw new FeedFailure('number-reused', { version })
}
