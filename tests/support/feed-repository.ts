import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Key, Metadata, MetaFile, Root, Signature, Snapshot, TargetFile, Targets, Timestamp } from '@tufjs/models'
import type { Catalogue, CatalogueDelta } from '../../electron/roster-files/catalogue.ts'
import type { IsoDate, IsoInstant } from '../../shared/domain/dates.ts'
import type { FeedVersion } from '../../shared/domain/feed.ts'
import type { ProgrammeCode } from '../../shared/domain/identifiers.ts'

export type TestKey = { id: string; key: Key; secret: KeyObject }
export type RoleName = 'root' | 'targets' | 'snapshot' | 'timestamp'
export type TestKeys = Record<RoleName, TestKey[]>

/** What a publication says; anything may be said, so that a desk can be shown wrong things that are signed well. */
export type TestPublication = {
  version: string
  asOf?: string
  programmes?: readonly string[]
  issuer?: string
  encrypted?: boolean
  people?: number
  rows?: number
  conflicts?: number
  /** Bytes of the full pack; default: some that name the version. */
  full?: Uint8Array
  deltas?: readonly { from: string; to: string; bytes?: Uint8Array; changes?: number }[]
  programmesJson?: string
  statisticsJson?: string
  /** In place of the catalogue that follows from the rest. */
  catalogueJson?: string
  /** Changed when all else is made, and before it is signed. */
  amend?: (documents: Documents) => void
}

export type Documents = { targets: Metadata<Targets>; snapshot: Metadata<Snapshot>; timestamp: Metadata<Timestamp> }

const DAY_MS = 86_400_000

export function testKey(): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
  const id = createHash('sha256').update(raw).digest('hex')
  const key = new Key({ keyID: id, keyType: 'ed25519', scheme: 'ed25519', keyVal: { public: raw } })
  return { id, key, secret: privateKey }
}

export function testKeys(): TestKeys {
  return {
    root: [testKey(), testKey(), testKey()],
    targets: [testKey()],
    snapshot: [testKey()],
    timestamp: [testKey()],
  }
}

export function signWith(metadata: Metadata<Root | Targets | Snapshot | Timestamp>, keys: readonly TestKey[]): void {
  metadata.signatures = {}
  for (const { id, secret } of keys) {
    metadata.sign((bytes) => new Signature({ keyID: id, sig: sign(null, bytes, secret).toString('hex') }))
  }
}

export type FeedRepository = ReturnType<typeof feedRepository>

/** A signed feed in `dir`, made step by step and as wrongly as a test wants. `now` is the issuer's clock. */
export function feedRepository(dir: string, now = '2026-11-21T00:00:00.000Z') {
  let keys = testKeys()
  let rootVersion = 0
  let number = 0
  let at = Date.parse(now)
  const bytesOf = (metadata: Metadata<Root | Targets | Snapshot | Timestamp>) =>
    Buffer.from(JSON.stringify(metadata.toJSON()))
  const expires = (days: number) => new Date(at + days * DAY_MS).toISOString().replace('.000', '')

  function write(name: string, bytes: Uint8Array | string): void {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), bytes)
  }

  function makeRoot(of: TestKeys, version: number, threshold = 2, days = 730): Metadata<Root> {
    const root = new Root({ version, specVersion: '1.0.31', expires: expires(days), consistentSnapshot: true })
    for (const role of ['root', 'targets', 'snapshot', 'timestamp'] as const) {
      for (const { key } of of[role]) root.addKey(key, role)
    }
    const roles = { ...root.roles, root: Object.assign(root.roles['root'] ?? {}, { threshold }) }
    Object.assign(root.roles, roles)
    return new Metadata(root)
  }

  /** A later root with keys of its own, signed by two of those before and two of its own. */
  function rotateRoot(
    next = testKeys(),
    signers = [...keys.root.slice(0, 2), ...next.root.slice(0, 2)],
    threshold = 2,
  ): string {
    rootVersion += 1
    const root = makeRoot(next, rootVersion, threshold)
    signWith(root, signers)
    keys = next
    const text = bytesOf(root).toString()
    write(`metadata/${rootVersion}.root.json`, text)
    return text
  }

  function addTarget(targets: Targets, name: string, bytes: Uint8Array): void {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    targets.addTarget(new TargetFile({ path: name, length: bytes.length, hashes: { sha256 } }))
    const folder = dirname(name) === '.' ? '' : `${dirname(name)}/`
    write(`targets/${folder}${sha256}.${name.slice(folder.length)}`, bytes)
  }

  function publish(publication: TestPublication): Catalogue {
    number += 1
    const catalogue = catalogueOf(publication, new Date(at).toISOString() as IsoInstant)
    const targets = new Targets({ version: number, specVersion: '1.0.31', expires: expires(90) })
    addTarget(targets, 'feed.json', Buffer.from(publication.catalogueJson ?? JSON.stringify(catalogue)))
    addTarget(targets, catalogue.full.target, fullOf(publication))
    for (const { delta, bytes } of deltasOf(publication)) addTarget(targets, delta.target, bytes)
    if (publication.programmesJson !== undefined)
      addTarget(targets, 'programmes.json', Buffer.from(publication.programmesJson))
    if (publication.statisticsJson !== undefined)
      addTarget(targets, 'statistics.json', Buffer.from(publication.statisticsJson))
    signDocuments(new Metadata(targets), publication.amend)
    return catalogue
  }

  function signDocuments(targets: Metadata<Targets>, amend: TestPublication['amend']): void {
    const snapshot = new Metadata(
      new Snapshot({ version: number, specVersion: '1.0.31', expires: expires(30), meta: {} }),
    )
    const timestamp = new Metadata(new Timestamp({ version: number, specVersion: '1.0.31', expires: expires(14) }))
    amend?.({ targets, snapshot, timestamp })
    signWith(targets, keys.targets)
    snapshot.signed.meta['targets.json'] ??= metaOf(number, bytesOf(targets))
    signWith(snapshot, keys.snapshot)
    Object.assign(timestamp.signed, { snapshotMeta: metaOf(number, bytesOf(snapshot)) })
    signWith(timestamp, keys.timestamp)
    write(`metadata/${number}.targets.json`, bytesOf(targets))
    write(`metadata/${number}.snapshot.json`, bytesOf(snapshot))
    write('metadata/timestamp.json', bytesOf(timestamp))
  }

  const root = rotateRoot(keys, keys.root.slice(0, 2))
  return {
    dir,
    /** As it is handed to the desks. */
    root,
    keys: () => keys,
    number: () => number,
    publish,
    rotateRoot,
    makeRoot,
    bytesOf,
    write,
    /** Counts the next documents from another number, as a repository of old does. */
    setNumber: (to: number) => void (number = to),
    advance: (days: number) => void (at += days * DAY_MS),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

function metaOf(version: number, bytes: Uint8Array): MetaFile {
  return new MetaFile({
    version,
    length: bytes.length,
    hashes: { sha256: createHash('sha256').update(bytes).digest('hex') },
  })
}

function fullOf({ full, version }: TestPublication): Uint8Array {
  return full ?? Buffer.from(`full ${version}`)
}

function suffix({ encrypted = false }: TestPublication): string {
  return encrypted ? '.age' : ''
}

function deltasOf(publication: TestPublication): { delta: CatalogueDelta; bytes: Uint8Array }[] {
  return (publication.deltas ?? []).map(({ from, to, changes = 1, bytes = Buffer.from(`${from} ${to}`) }) => ({
    bytes,
    delta: {
      target: `roster/${from}..${to}.delta.lsp${suffix(publication)}`,
      from: from as FeedVersion,
      to: to as FeedVersion,
      bytes: bytes.length,
      changes,
    },
  }))
}

function catalogueOf(publication: TestPublication, publishedAt: IsoInstant): Catalogue {
  const { version, people = 1000, rows = 1100, conflicts = 0, issuer = 'Pemerintah Kota Contoh' } = publication
  const asOf = (publication.asOf ?? version.slice(0, 10)) as IsoDate
  return {
    format: 1,
    feed: 'f'.repeat(32),
    issuer,
    programmes: [...(publication.programmes ?? ['kbs-bekasi'])] as [ProgrammeCode, ...ProgrammeCode[]],
    version: version as FeedVersion,
    asOf,
    publishedAt,
    people,
    rows,
    conflicts,
    encrypted: publication.encrypted ?? false,
    full: { target: `roster/${version}.full.lsp${suffix(publication)}`, bytes: fullOf(publication).length },
    deltas: deltasOf(publication).map(({ delta }) => delta),
    history: [{ version: version as FeedVersion, asOf, publishedAt, people, rows }],
  }
}
