import { wantsRenewal } from './lifetimes.ts'
import type { PublisherFolder } from './publisher-folder.ts'
import type { Published } from './repository.ts'
import type { OnlineRole } from './root-metadata.ts'
import { signSnapshot, signTargets, signTimestamp, type SignedTarget, type Signers } from './sign-publication.ts'

/** Signs anew what is more than half through its lifetime, and what stands above it; the roles that were signed. */
export function renewSignatures(
  folder: PublisherFolder,
  published: Published,
  signers: Signers,
  now: Date,
): OnlineRole[] {
  const { targets, snapshot, timestamp } = published
  if (wantsRenewal('targets', targets.signed.expires, now)) {
    signTargets(folder, published, signedTargets(published), signers, now)
    return ['targets', 'snapshot', 'timestamp']
  }
  if (wantsRenewal('snapshot', snapshot.signed.expires, now)) {
    signSnapshot(folder, published, null, signers, now)
    return ['snapshot', 'timestamp']
  }
  if (!wantsRenewal('timestamp', timestamp.signed.expires, now)) return []
  signTimestamp(folder, published, null, signers, now)
  return ['timestamp']
}

/** The targets as they are signed now, to be signed again. */
export function signedTargets({ targets }: Published): SignedTarget[] {
  return Object.entries(targets.signed.targets).map(([name, { length, hashes }]) => ({
    name,
    length,
    sha256: hashes['sha256'] ?? '',
  }))
}
