import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Metadata, MetadataKind, type Root, type Snapshot, type Targets, type Timestamp } from '@tufjs/models'
import { CATALOGUE_TARGET, readCatalogue, type Catalogue } from '../roster-files/catalogue.ts'
import type { PublisherFolder } from './publisher-folder.ts'

/** What stands in the repository now, as a desk would see it. */
export type Repository = {
  root: Metadata<Root>
  /** Null before the first publication. */
  published: Published | null
}

export type Published = {
  timestamp: Metadata<Timestamp>
  snapshot: Metadata<Snapshot>
  targets: Metadata<Targets>
  catalogue: Catalogue
}

/** The repository is not what this publisher signed. Nothing is published over it. */
export class RepositoryDamaged extends Error {
  /** Relative to the repository. */
  readonly file: string
  constructor(file: string) {
    super('repository damaged')
    this.file = file
  }
}

const ROOT_FILE = /^([1-9]\d*)\.root\.json$/

/** Versions of the roots that are published, ascending. */
export function rootVersions(folder: PublisherFolder): number[] {
  if (!existsSync(folder.metadata)) return []
  return readdirSync(folder.metadata)
    .flatMap((name) => ROOT_FILE.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b)
}

/** Reads what is published and checks that it holds together. Expired or not. @throws {RepositoryDamaged} */
export function readRepository(folder: PublisherFolder): Repository {
  const newest = rootVersions(folder).at(-1)
  if (newest === undefined) throw new RepositoryDamaged('metadata/1.root.json')
  const rootFile = `metadata/${newest}.root.json`
  const root = read(folder, rootFile, (json) => Metadata.fromJSON(MetadataKind.Root, json), null)
  if (!existsSync(folder.timestamp)) return { root, published: null }

  const timestampFile = 'metadata/timestamp.json'
  const timestamp = read(folder, timestampFile, (json) => Metadata.fromJSON(MetadataKind.Timestamp, json), null)
  verified(timestampFile, () => root.verifyDelegate('timestamp', timestamp))
  const { snapshotMeta } = timestamp.signed
  const snapshotFile = `metadata/${snapshotMeta.version}.snapshot.json`
  const snapshot = read(folder, snapshotFile, (json) => Metadata.fromJSON(MetadataKind.Snapshot, json), snapshotMeta)
  verified(snapshotFile, () => root.verifyDelegate('snapshot', snapshot))
  const targetsMeta = snapshot.signed.meta['targets.json']
  if (targetsMeta === undefined) throw new RepositoryDamaged(snapshotFile)
  const targetsFile = `metadata/${targetsMeta.version}.targets.json`
  const targets = read(folder, targetsFile, (json) => Metadata.fromJSON(MetadataKind.Targets, json), targetsMeta)
  verified(targetsFile, () => root.verifyDelegate('targets', targets))
  return { root, published: { timestamp, snapshot, targets, catalogue: catalogueOf(folder, targets) } }
}

/** The text of a target that is no pack; null when there is none of this name. @throws {RepositoryDamaged} */
export function targetText(folder: PublisherFolder, targets: Metadata<Targets>, name: string): string | null {
  const target = targets.signed.targets[name]
  if (target === undefined) return null
  const file = targetFile(name, target.hashes['sha256'] ?? '')
  const bytes = bytesOf(folder, `targets/${file}`)
  if (sha256(bytes) !== target.hashes['sha256']) throw new RepositoryDamaged(`targets/${file}`)
  return bytes.toString('utf8')
}

/** Where a target lies: its hash in front of its name, so that a new one never takes the place of one that is being fetched. */
export function targetFile(name: string, hash: string): string {
  const slash = name.lastIndexOf('/') + 1
  return `${name.slice(0, slash)}${hash}.${name.slice(slash)}`
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function catalogueOf(folder: PublisherFolder, targets: Metadata<Targets>): Catalogue {
  const reading = readCatalogue(targetText(folder, targets, CATALOGUE_TARGET) ?? '')
  if (reading.kind !== 'catalogue') throw new RepositoryDamaged(`targets/${CATALOGUE_TARGET}`)
  return reading.catalogue
}

function read<T>(
  folder: PublisherFolder,
  file: string,
  parse: (json: never) => T,
  meta: { verify(data: Buffer): void } | null,
): T {
  const bytes = bytesOf(folder, file)
  return verified(file, () => {
    meta?.verify(bytes)
    return parse(JSON.parse(bytes.toString('utf8')) as never)
  })
}

function bytesOf(folder: PublisherFolder, file: string): Buffer {
  try {
    return readFileSync(join(folder.repository, file))
  } catch {
    throw new RepositoryDamaged(file)
  }
}

function verified<T>(file: string, check: () => T): T {
  try {
    return check()
  } catch {
    throw new RepositoryDamaged(file)
  }
}
