import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp } from '@tufjs/models'
import { afterEach, beforeEach } from 'vitest'
import type { FeedSource } from '../../../../electron/core/feed/feed-source.ts'
import { fetchPack, signedTarget, type TargetsDeps } from '../../../../electron/core/feed/fetch-targets.ts'
import { fetchCatalogue } from '../../../../electron/core/feed/read-publication.ts'
import { refusalOf } from '../../../../electron/core/feed/refusal-of.ts'
import { refreshMetadata, type TrustedFeed } from '../../../../electron/core/feed/trusted-metadata.ts'
import { webSource } from '../../../../electron/core/feed/web-source.ts'
import type { IsoInstant } from '../../../../shared/domain/dates.ts'
import { SHORT_LIMITS } from '../../../support/feed-desk.ts'
import { signWith, testKey, type RoleName, type TestKey } from '../../../support/feed-repository.ts'
import { feedServer, type FeedServer } from '../../../support/feed-server.ts'

type RoleKeys = { keys: readonly TestKey[]; threshold: number; signers: readonly TestKey[] }
/** Of root, timestamp, snapshot and targets, in this order; null: none is trusted. */
type TrustedVersions = (number | null)[]

const SPEC = { specVersion: '1.0.31' }
const NOW = '2026-11-21T00:00:00.000Z' as IsoInstant
const LATER = '2027-11-21T00:00:00Z'
/** Short, and not so short that a busy machine keeps an honest server waiting that long. */
const LIMITS = { ...SHORT_LIMITS, stallMs: 3_000, fileMs: 8_000 }

/** Places in a pool of ten keys: which are trusted, how many of them must sign, which sign. */
export type Keys = readonly [trusted: readonly number[], threshold: number, signers: readonly number[]]

export const FIVE = [0, 1, 2, 3, 4]
export const OTHER_FIVE = [0, 1, 3, 4, 5]
const POOL = Array.from({ length: 10 }, testKey)

export function roleOf([trusted, threshold, signers]: Keys): RoleKeys {
  const keysAt = (places: readonly number[]) => places.flatMap((place) => POOL[place] ?? [])
  return { keys: keysAt(trusted), threshold, signers: keysAt(signers) }
}

type TufIssuer = ReturnType<typeof tufIssuer>

/** An issuer who does what he is told with each document: its number, its keys, its end, and what the one above says of it. */
function tufIssuer(dir: string) {
  const issuer = {
    roles: { root: both(), timestamp: alone(), snapshot: alone(), targets: alone() } as Record<RoleName, RoleKeys>,
    versions: { root: 0, timestamp: 1, snapshot: 1, targets: 1 },
    expires: { root: LATER, timestamp: LATER, snapshot: LATER, targets: LATER },
    /** The number that the document above gives, where it is not the true one. */
    told: {} as { snapshot?: number; targets?: number },
    withHashes: true,
    files: new Map<string, string>([['feed.json', '{}']]),
    publishRoot,
    publish,
    /** The next number for each of these, then everything is written. */
    next(...roles: Exclude<RoleName, 'root'>[]) {
      for (const role of roles) issuer.versions[role] += 1
      publish()
    },
    /** A key that nobody has seen takes the place of all others. */
    rotate: (role: Exclude<RoleName, 'root'>) => void (issuer.roles[role] = alone()),
    place: (name: string) => join(dir, name),
    read: (name: string) => readFileSync(join(dir, name), 'utf8'),
    /** The name of a role to which targets hand everything over. */
    delegate: null as string | null,
  }

  function write(name: string, content: string): void {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), content)
  }

  function signed(role: RoleName, of: Root | Targets | Snapshot | Timestamp): string {
    const metadata = new Metadata(of)
    signWith(metadata, issuer.roles[role].signers)
    return JSON.stringify(metadata.toJSON())
  }

  /** The next root, by the keys that stand now. */
  function publishRoot(amend: (root: Root) => void = () => undefined): string {
    issuer.versions.root += 1
    const root = new Root({ ...SPEC, version: issuer.versions.root, expires: issuer.expires.root })
    for (const [name, { keys, threshold }] of Object.entries(issuer.roles)) {
      for (const { key } of keys) root.addKey(key, name)
      Object.assign(root.roles[name] ?? {}, { threshold })
    }
    amend(root)
    const text = signed('root', root)
    write(`metadata/${issuer.versions.root}.root.json`, text)
    return text
  }

  function publish(): void {
    const { versions, expires, told } = issuer
    const targets = new Targets({ ...SPEC, version: versions.targets, expires: expires.targets })
    for (const [path, content] of issuer.files) {
      targets.addTarget(new TargetFile({ path, length: content.length, hashes: { sha256: sha256(content) } }))
      write(placeOf(path, content), content)
    }
    if (issuer.delegate !== null)
      Object.assign(targets.unrecognizedFields, { delegations: delegationTo(issuer.delegate) })
    const targetsText = signed('targets', targets)
    const targetsMeta = metaOf(told.targets ?? versions.targets, targetsText)
    const snapshot = new Snapshot({
      ...SPEC,
      version: versions.snapshot,
      expires: expires.snapshot,
      meta: Object.fromEntries([
        ['targets.json', targetsMeta],
        ...(issuer.delegate === null ? [] : [[`${issuer.delegate}.json`, metaOf(1, '{}')] as const]),
      ]),
    })
    const snapshotText = signed('snapshot', snapshot)
    const snapshotMeta = metaOf(told.snapshot ?? versions.snapshot, snapshotText)
    const timestamp = new Timestamp({ ...SPEC, version: versions.timestamp, expires: expires.timestamp, snapshotMeta })
    write(`metadata/${targetsMeta.version}.targets.json`, targetsText)
    write(`metadata/${snapshotMeta.version}.snapshot.json`, snapshotText)
    write('metadata/timestamp.json', signed('timestamp', timestamp))
  }

  function metaOf(version: number, text: string): MetaFile {
    return new MetaFile({
      version,
      ...(issuer.withHashes ? { length: text.length, hashes: { sha256: sha256(text) } } : {}),
    })
  }

  return issuer
}

type TufDesk = {
  issuer: TufIssuer
  server: FeedServer
  now: IsoInstant
  /** As it was handed over. */
  root: string
  /** What the desk says of the feed as it stands. */
  refresh(): Promise<string>
  versions(): TrustedVersions
  /** A document as the desk keeps it. */
  trustedText(role: RoleName): string
  /** Where it keeps what it trusts. */
  kept(): string
  /** What the last refresh asked the server for, after `metadata/`. */
  asked(): string[]
  /** A target's content, or what the desk says in place of it. */
  fetched(name: string): Promise<string>
  /** What the desk says of the catalogue. */
  catalogue(): Promise<string>
}

/** For each test of the file that calls this: an issuer's feed on a server, and a desk's own client of it, which has seen nothing of it yet. */
export function tufDesk(): TufDesk {
  let [dir, source, trusted]: [string, FeedSource | null, TrustedFeed | null] = ['', null, null]
  const codeOf = (error: unknown) => refusalOf(error, false, { write: () => undefined }).code
  const deps = (): TargetsDeps => {
    if (source === null || trusted === null) throw new Error('nothing is trusted yet')
    return { source, trusted, limits: LIMITS, signal: new AbortController().signal }
  }
  const at = {
    async refresh() {
      at.server.requests.length = 0
      source ??= webSource({ url: new URL(at.server.url), proxy: null, limits: LIMITS, env: {} })
      const { signal } = new AbortController()
      try {
        trusted = await refreshMetadata({ source, dir, root: at.root, now: () => at.now, limits: LIMITS, signal })
        return 'trusted'
      } catch (error) {
        return codeOf(error)
      }
    },
    versions: () =>
      ['root', 'timestamp', 'snapshot', 'targets'].map((role) => versionIn(join(dir, 'metadata', `${role}.json`))),
    trustedText: (role) => readFileSync(join(dir, 'metadata', `${role}.json`), 'utf8'),
    kept: () => join(dir, 'metadata'),
    asked: () => at.server.requests.map(({ path }) => path.replace('/metadata/', '')),
    async fetched(name) {
      try {
        const target = await signedTarget(deps(), name, 1000)
        return readFileSync(await fetchPack(deps(), join(dir, 'downloads'), target, () => undefined), 'utf8')
      } catch (error) {
        return codeOf(error)
      }
    },
    catalogue: () => fetchCatalogue(deps()).then(() => 'believed', codeOf),
  } as TufDesk
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'loket-tuf-desk-'))
    const repository = join(dir, 'repository')
    mkdirSync(repository)
    at.issuer = tufIssuer(repository)
    at.root = at.issuer.publishRoot()
    at.issuer.publish()
    at.now = NOW
    at.server = await feedServer(repository)
    ;[source, trusted] = [null, null]
  })
  afterEach(async () => {
    source?.close()
    await at.server.close()
    rmSync(dir, { recursive: true })
  })
  return at
}

export function placeOf(path: string, content: string): string {
  const folder = dirname(path) === '.' ? '' : `${dirname(path)}/`
  return `targets/${folder}${sha256(content)}.${path.slice(folder.length)}`
}

function delegationTo(name: string): object {
  const { id, key } = testKey()
  const role = { name, keyids: [id], threshold: 1, terminating: false, paths: ['*'] }
  return { keys: { [id]: key.toJSON() }, roles: [role] }
}

function alone(): RoleKeys {
  const keys = [testKey()]
  return { keys, threshold: 1, signers: keys }
}

function both(): RoleKeys {
  const keys = [testKey(), testKey()]
  return { keys, threshold: 2, signers: keys }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function versionIn(path: string): number | null {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { signed: { version: number } }).signed.version
  } catch {
    return null
  }
}
