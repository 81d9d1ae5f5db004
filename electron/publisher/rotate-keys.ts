import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Metadata, Root } from '@tufjs/models'
import { decideRotation, draftOf, finishRotation, type Rotated } from './decided-rotation.ts'
import { makeEmpty, makeFolder } from './durable-files.ts'
import { trustedKey } from './online-signers.ts'
import type { PublisherFolder } from './publisher-folder.ts'
import type { PublisherPorts } from './publisher-ports.ts'
import { signedTargets } from './renew-signatures.ts'
import { readRepository } from './repository.ts'
import { PublishRefused, type PublishRefusal } from './publish-refusal.ts'
import {
  DuplicateKeys,
  ONLINE_ROLES,
  ROOT_KEYS,
  ROOT_THRESHOLD,
  roleKeysOf,
  signedRoot,
  type FeedRole,
  type OnlineRole,
} from './root-metadata.ts'
import { metadataBytes, signTargets, type Signers } from './sign-publication.ts'
import { underLock } from './under-lock.ts'
import { keyFilesOf, makeKeyFile, readKeyFile, type SigningKey } from './signing-keys.ts'

export type RotateJob = {
  dir: string
  /** Whose keys are replaced. */
  roles: readonly FeedRole[]
  /** Files of root keys that sign the change, two at least. None: those that still lie in the folder. */
  rootKeys: readonly string[]
  passphrase: string | null
}

export type RotateRefusal =
  | PublishRefusal
  | { code: 'too-few-root-keys'; detail: { given: number; needed: number } }
  /** Of another feed, or replaced before. */
  | { code: 'root-key-unknown'; detail: { file: string } }
  | { code: 'duplicate-keys'; detail: Record<string, never> }

export type RotateOutcome = ({ kind: 'rotated' } & Rotated) | { kind: 'refused'; refusal: RotateRefusal }

/**
 * Replaces keys by a new root, signed by the old root keys and, where those change, by the new ones too. A desk that trusts the old root
 * follows by itself. While the key of an online role changes, its metadata is signed by both: desks never see one without the other. Killed
 * at any moment, nothing has changed, or the next command completes it; asked for the same once more, that is the answer.
 */
export async function rotateKeys(job: RotateJob, ports: PublisherPorts): Promise<RotateOutcome> {
  return underLock(job.dir, ports, ({ folder, finished }): RotateOutcome => {
    if (finished !== null && sameRoles(finished.roles, job.roles)) return { kind: 'rotated', ...finished }
    const refusal = decideOrRefuse(job, folder, ports.now())
    return refusal === null ? { kind: 'rotated', ...finishRotation(folder)! } : { kind: 'refused', refusal }
  })
}

function decideOrRefuse(job: RotateJob, folder: PublisherFolder, now: Date): RotateRefusal | null {
  try {
    return decide(job, folder, now)
  } catch (error) {
    if (error instanceof DuplicateKeys) return { code: 'duplicate-keys', detail: {} }
    throw error
  }
}

function sameRoles(some: readonly FeedRole[], others: readonly FeedRole[]): boolean {
  return some.toSorted().join() === others.toSorted().join()
}

/** Makes the new keys and signs all that they are to sign, unseen; then it is decided, by one rename. */
function decide(job: RotateJob, folder: PublisherFolder, now: Date): RotateRefusal | null {
  const { root, published } = readRepository(folder)
  const known = roleKeysOf(root)
  const signers = rootSigners(job, folder, known.root)
  if ('code' in signers) return signers

  const version = root.signed.version + 1
  const online = ONLINE_ROLES.filter((role) => job.roles.includes(role))
  const before = Object.fromEntries(
    ONLINE_ROLES.map((role) => [role, trustedKey(folder, root, role, job.passphrase)]),
  ) as Record<OnlineRole, SigningKey | null>
  const missing = ONLINE_ROLES.find((role) => before[role] === null && !online.includes(role))
  if (missing !== undefined) throw new PublishRefused('key-not-trusted', { role: missing })

  const made = Object.fromEntries(
    online.map((role) => [role, newKey(join(folder.keys, `${role}-${version}.pem`), job.passphrase)]),
  ) as Partial<Record<OnlineRole, SigningKey>>
  const rootKeys = job.roles.includes('root')
    ? Array.from({ length: ROOT_KEYS }, (_, index) => `root-v${version}-${index + 1}.pem`)
    : []
  const newRoots = rootKeys.map((name) => newKey(join(folder.offline, name), job.passphrase))

  const keys = { ...known }
  for (const role of online) keys[role] = named([made[role]!])
  if (newRoots.length > 0) keys.root = named(newRoots)
  const next = signedRoot(version, keys, now, [...signers, ...newRoots])
  const draft = draftOf(folder)
  makeEmpty(folder.work)
  makeFolder(draft.dir, 0o700)
  if (published !== null && online.length > 0) {
    const both = (role: OnlineRole) => [before[role], made[role]].filter((key) => key !== null && key !== undefined)
    const signed: Signers = { targets: both('targets'), snapshot: both('snapshot'), timestamp: both('timestamp') }
    // What the timestamp leads to may lie in the repository before: nothing else names it.
    signTargets({ ...folder, timestamp: draft.timestamp }, published, signedTargets(published), signed, now)
  }
  const forget = replacedKeys(folder, next, job.passphrase)
  decideRotation(folder, metadataBytes(next), { rootVersion: version, roles: [...job.roles], rootKeys, forget })
  return null
}

/** The root keys that sign; or why they may not. */
function rootSigners(
  job: RotateJob,
  folder: PublisherFolder,
  trusted: ReturnType<typeof roleKeysOf>['root'],
): SigningKey[] | Extract<RotateRefusal, { code: 'too-few-root-keys' | 'root-key-unknown' }> {
  const isTrusted = (key: SigningKey) =>
    Object.values(trusted).some((one) => one.keyval.public === key.public.keyval.public)
  const signers = new Map<string, SigningKey>()
  const given = job.rootKeys.length > 0
  for (const path of given ? job.rootKeys : rootKeysHere(folder)) {
    const key = readKeyFile(path, job.passphrase)
    if (isTrusted(key)) signers.set(key.public.keyval.public, key)
    else if (given) return { code: 'root-key-unknown', detail: { file: path.replace(/^.*[\\/]/, '') } }
  }
  if (signers.size >= ROOT_THRESHOLD) return [...signers.values()]
  return { code: 'too-few-root-keys', detail: { given: signers.size, needed: ROOT_THRESHOLD } }
}

/** Root keys that were not moved away yet. */
export function rootKeysHere(folder: PublisherFolder): string[] {
  if (!existsSync(folder.offline)) return []
  return readdirSync(folder.offline)
    .filter((name) => name.endsWith('.pem'))
    .toSorted()
    .map((name) => join(folder.offline, name))
}

/** A key of this name is of a rotation that was broken off: no root ever named it. */
function newKey(path: string, passphrase: string | null): SigningKey {
  rmSync(path, { force: true })
  return makeKeyFile(path, passphrase)
}

/** Names of the online keys that `root` does not name. */
function replacedKeys(folder: PublisherFolder, root: Metadata<Root>, passphrase: string | null): string[] {
  const trusted = roleKeysOf(root)
  return ONLINE_ROLES.flatMap((role) =>
    keyFilesOf(folder.keys, role).filter((path) => {
      const { public: key } = readKeyFile(path, passphrase)
      return !Object.values(trusted[role]).some((one) => one.keyval.public === key.keyval.public)
    }),
  ).map((path) => basename(path))
}

function named(keys: readonly SigningKey[]): Record<string, SigningKey['public']> {
  return Object.fromEntries(keys.map((key) => [key.id, key.public]))
}
