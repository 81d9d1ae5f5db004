import type { Catalogue } from '../../roster-files/catalogue.ts'
import { signedTarget, type TargetsDeps } from './fetch-targets.ts'
import type { FeedMemory } from './state-file.ts'

type Taken = NonNullable<FeedMemory['taken']>
type Memory = Pick<FeedMemory, 'isNew' | 'taken'>

/** What makes a publication this one and no other of the same number. @throws {FeedFailure} */
export async function publicationOf(targets: TargetsDeps, { version, feed, full }: Catalogue): Promise<Taken> {
  const { sha256 } = await signedTarget(targets, full.target, targets.limits.packBytes)
  return { version, feed, rootVersion: targets.trusted.rootVersion, fullSha256: sha256 }
}

/** Whether what serves under the version of `now` is what `now` signs for: not so when somebody with stolen keys published that number first. */
export function isTakenAlready({ isNew, taken }: Memory, now: Taken): boolean {
  if (isNew) return false
  return taken === null || taken.version !== now.version || taken.fullSha256 === now.fullSha256
}

/** Whether deltas may go on from what serves. Not over what other keys signed, or a feed that had this name before. */
export function isContinued({ isNew, taken }: Memory, now: Taken): boolean {
  if (isNew) return false
  return taken === null || (taken.feed === now.feed && taken.rootVersion === now.rootVersion)
}
