import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Metadata, Root } from '@tufjs/models'
import { PUBLIC_MODE, writeDurably } from './durable-files.ts'
import { trustedKey } from './online-signers.ts'
import { publisherFolder, readSettings, type PublisherFolder } from './publisher-folder.ts'
import type { PublisherPorts } from './publisher-ports.ts'
import { refusalOfError } from './refusal-of-error.ts'
import { signedTargets } from './renew-signatures.ts'
import { readRepository, sha256, type Published } from './repository.ts'
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

export type RotateOutcome =
  | {
      kind: 'rotated'
      rootVersion: number
      root: string
      rootSha256: string
      /** New root keys, to be moved to three sticks; empty when the root keys stayed. */
      rootKeys: string[]
      roles: FeedRole[]
    }
  | { kind: 'refused'; refusal: RotateRefusal }

/**
 * Replaces keys by a new root, signed by the old root keys and, where those change, by the new ones too. A desk that trusts the old root
 * follows by itself. While the key of an online role changes, its metadata is signed by both: desks never see one without the other.
 */
export async function rotateKeys(job: RotateJob, ports: PublisherPorts): Promise<RotateOutcome> {
  const folder = publisherFolder(job.dir)
  const read = readSettings(folder)
  if (read.kind === 'refused') return read
  const lock = ports.lock(folder.lock)
  if (lock === null) return { kind: 'refused', refusal: { code: 'busy', detail: {} } }
  try {
    return rotate(job, folder, ports.now())
  } catch (error) {
    if (error instanceof DuplicateKeys) return { kind: 'refused', refusal: { code: 'duplicate-keys', detail: {} } }
    const refusal = refusalOfError(error)
    if (refusal === null) throw error
    return { kind: 'refused', refusal }
  } finally {
    lock.release()
  }
}

function rotate(job: RotateJob, folder: PublisherFolder, now: Date): RotateOutcome {
  const { root, published } = readRepository(folder)
  const known = roleKeysOf(root)
  const signers = rootSigners(job, folder, known.root)
  if ('code' in signers) return { kind: 'refused', refusal: signers }

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
  const rootPaths = job.roles.includes('root')
    ? Array.from({ length: ROOT_KEYS }, (_, index) => join(folder.offline, `root-v${version}-${index + 1}.pem`))
    : []
  const newRoots = rootPaths.map((path) => newKey(path, job.passphrase))

  const keys = { ...known }
  for (const role of online) keys[role] = named([made[role]!])
  if (newRoots.length > 0) keys.root = named(newRoots)
  const next = signedRoot(version, keys, now, [...signers, ...newRoots])
  install(folder, { next, published, before, made }, now)
  forgetReplaced(folder, next, job.passphrase)
  return {
    kind: 'rotated',
    rootVersion: version,
    root: folder.root,
    rootSha256: sha256(metadataBytes(next)),
    rootKeys: rootPaths,
    roles: [...job.roles],
  }
}

type Change = {
  next: Metadata<Root>
  published: Published | null
  before: Record<OnlineRole, SigningKey | null>
  made: Partial<Record<OnlineRole, SigningKey>>
}

/** Metadata that both roots believe, then the new root. Where an old key was lost there is no such metadata: the root goes first. */
function install(folder: PublisherFolder, { next, published, before, made }: Change, now: Date): void {
  const both = (role: OnlineRole) => [before[role], made[role]].filter((key) => key !== null && key !== undefined)
  const signers: Signers = { targets: both('targets'), snapshot: both('snapshot'), timestamp: both('timestamp') }
  const changes = Object.keys(made).length > 0
  const signAgain = () => {
    if (published !== null && changes) signTargets(folder, published, signedTargets(published), signers, now)
  }
  const isLost = ONLINE_ROLES.some((role) => before[role] === null)
  if (!isLost) signAgain()
  const bytes = metadataBytes(next)
  writeDurably(join(folder.metadata, `${next.signed.version}.root.json`), bytes, PUBLIC_MODE)
  writeDurably(folder.root, bytes, PUBLIC_MODE)
  if (isLost) signAgain()
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

function forgetReplaced(folder: PublisherFolder, root: Metadata<Root>, passphrase: string | null): void {
  const trusted = roleKeysOf(root)
  for (const role of ONLINE_ROLES) {
    for (const path of keyFilesOf(folder.keys, role)) {
      const { public: key } = readKeyFile(path, passphrase)
      if (!Object.values(trusted[role]).some((one) => one.keyval.public === key.keyval.public)) rmSync(path)
    }
  }
}

function named(keys: readonly SigningKey[]): Record<string, SigningKey['public']> {
  return Object.fromEntries(keys.map((key) => [key.id, key.public]))
}
