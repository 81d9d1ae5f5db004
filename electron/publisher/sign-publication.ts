import { join } from 'node:path'
import { Metadata, MetadataKind, type Snapshot, type Targets, type Timestamp } from '@tufjs/models'
import { PUBLIC_MODE, writeDurably } from './durable-files.ts'
import { LIFETIME_DAYS, SPEC_VERSION, expiry } from './lifetimes.ts'
import type { PublisherFolder } from './publisher-folder.ts'
import { sha256, type Published } from './repository.ts'
import type { OnlineRole } from './root-metadata.ts'
import type { SigningKey } from './signing-keys.ts'

/** A target that lies in the repository already, under its hash. */
export type SignedTarget = { name: string; length: number; sha256: string }

/** Who signs each role. Two while a key is being replaced: desks know the old one still, or the new one already. */
export type Signers = Record<OnlineRole, readonly SigningKey[]>

/**
 * Signs `targets` and all above it and makes them visible, by the last rename: until then desks see what was published before, whole.
 * Versions count on from `before`.
 */
export function signTargets(
  folder: PublisherFolder,
  before: Published | null,
  targets: readonly SignedTarget[],
  signers: Signers,
  now: Date,
): void {
  const version = (before?.targets.signed.version ?? 0) + 1
  const metadata = Metadata.fromJSON(MetadataKind.Targets, {
    signatures: [],
    signed: {
      ...common(MetadataKind.Targets, version, now, LIFETIME_DAYS.targets),
      targets: Object.fromEntries(
        targets.map(({ name, length, sha256: hash }) => [name, { length, hashes: { sha256: hash } }]),
      ),
    },
  })
  const bytes = signedBytes(metadata, signers.targets)
  writeDurably(join(folder.metadata, `${version}.targets.json`), bytes, PUBLIC_MODE)
  signSnapshot(folder, before, { version, length: bytes.length, hashes: { sha256: sha256(bytes) } }, signers, now)
}

/** Signs the snapshot anew, and the timestamp over it. `targets`: what stands in it, unchanged from `before` when it is not given. */
export function signSnapshot(
  folder: PublisherFolder,
  before: Published | null,
  targets: { version: number; length: number; hashes: { sha256: string } } | null,
  signers: Signers,
  now: Date,
): void {
  const version = (before?.snapshot.signed.version ?? 0) + 1
  const meta = targets ?? before?.snapshot.signed.meta['targets.json']?.toJSON()
  if (meta === undefined) throw new Error('a snapshot of nothing')
  const metadata = Metadata.fromJSON(MetadataKind.Snapshot, {
    signatures: [],
    signed: {
      ...common(MetadataKind.Snapshot, version, now, LIFETIME_DAYS.snapshot),
      meta: { 'targets.json': meta },
    },
  })
  const bytes = signedBytes(metadata, signers.snapshot)
  writeDurably(join(folder.metadata, `${version}.snapshot.json`), bytes, PUBLIC_MODE)
  signTimestamp(folder, before, { version, length: bytes.length, hashes: { sha256: sha256(bytes) } }, signers, now)
}

/** Signs the timestamp anew: what makes everything below it visible. */
export function signTimestamp(
  folder: PublisherFolder,
  before: Published | null,
  snapshot: { version: number; length: number; hashes: { sha256: string } } | null,
  signers: Signers,
  now: Date,
): void {
  const meta = snapshot ?? before?.timestamp.signed.snapshotMeta.toJSON()
  if (meta === undefined) throw new Error('a timestamp of nothing')
  const metadata = Metadata.fromJSON(MetadataKind.Timestamp, {
    signatures: [],
    signed: {
      ...common(MetadataKind.Timestamp, (before?.timestamp.signed.version ?? 0) + 1, now, LIFETIME_DAYS.timestamp),
      meta: { 'snapshot.json': meta },
    },
  })
  writeDurably(folder.timestamp, signedBytes(metadata, signers.timestamp), PUBLIC_MODE)
}

function common(kind: MetadataKind, version: number, now: Date, days: number) {
  return { _type: kind, spec_version: SPEC_VERSION, version, expires: expiry(now, days) }
}

function signedBytes(metadata: Metadata<Targets | Snapshot | Timestamp>, signers: readonly SigningKey[]): Buffer {
  for (const signer of signers) metadata.sign((data) => signer.sign(data), true)
  return metadataBytes(metadata)
}

export function metadataBytes(metadata: { toJSON(): unknown }): Buffer {
  return Buffer.from(JSON.stringify(metadata.toJSON()))
}
