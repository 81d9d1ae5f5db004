import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { daysBetween, type IsoDate } from '../../shared/domain/dates.ts'
import type { Catalogue } from '../roster-files/catalogue.ts'
import { finishRotation } from './decided-rotation.ts'
import { daysLeft, LIFETIME_DAYS, wantsRenewal } from './lifetimes.ts'
import { dateInIndonesia } from './prepare-publication.ts'
import type { PublishRefusal } from './publish-refusal.ts'
import { publisherFolder, readSettings, type PublisherFolder, type PublisherSettings } from './publisher-folder.ts'
import type { PublisherPorts } from './publisher-ports.ts'
import { readRecipients } from './recipient-file.ts'
import { refusalOfError } from './refusal-of-error.ts'
import { readRepository, sha256, type Repository } from './repository.ts'
import { rootKeysHere } from './rotate-keys.ts'
import { keyFolderNames } from './signing-keys.ts'
import type { FeedRole } from './root-metadata.ts'

export type StatusWarning =
  | { code: 'root-keys-here'; detail: { keys: number } }
  | { code: 'keys-not-protected'; detail: { keys: number } }
  | { code: 'expired' | 'expires-soon'; detail: { role: FeedRole; days: number } }
  | { code: 'never-published'; detail: Record<string, never> }
  | { code: 'roster-old'; detail: { days: number } }
  | { code: 'recipients-malformed'; detail: Record<string, never> }

export type FeedStatus = {
  settings: PublisherSettings
  rootVersion: number
  rootSha256: string
  signatures: { role: FeedRole; version: number; expires: string; daysLeft: number }[]
  /** Desks and the publisher itself; null when packs are not encrypted. */
  recipients: number | null
  /** Null before the first publication. */
  published: Catalogue | null
  /** Everything that a desk may fetch. */
  repository: { files: number; bytes: number }
  warnings: StatusWarning[]
}

export type StatusOutcome = { kind: 'status'; status: FeedStatus } | { kind: 'refused'; refusal: PublishRefusal }

/** From here on desks show the roster's age as a warning, by the programmes' own rules. */
const OLD_DAYS = 3
/** A new root needs people with keys from safes. */
const ROOT_WARNING_DAYS = 60

/** How a feed stands: what is published, how long it is believed, and what to see to. Completes a rotation of keys that was cut off. */
export function feedStatus(dir: string, ports: Pick<PublisherPorts, 'now' | 'lock'>): StatusOutcome {
  const folder = publisherFolder(dir)
  const read = readSettings(folder)
  if (read.kind === 'refused') return read
  const lock = existsSync(folder.rotation) ? ports.lock(folder.lock) : undefined
  if (lock === null) return { kind: 'refused', refusal: { code: 'busy', detail: {} } }
  try {
    if (lock !== undefined) finishRotation(folder)
    return { kind: 'status', status: statusOf(folder, read.settings, readRepository(folder), ports.now()) }
  } catch (error) {
    const refusal = refusalOfError(error)
    if (refusal === null) throw error
    return { kind: 'refused', refusal }
  } finally {
    lock?.release()
  }
}

function statusOf(
  folder: PublisherFolder,
  settings: PublisherSettings,
  { root, published }: Repository,
  now: Date,
): FeedStatus {
  const signed: [FeedRole, { version: number; expires: string }][] = [
    ['root', root.signed],
    ...(published === null
      ? []
      : [
          ['targets', published.targets.signed] as [FeedRole, { version: number; expires: string }],
          ['snapshot', published.snapshot.signed] as [FeedRole, { version: number; expires: string }],
          ['timestamp', published.timestamp.signed] as [FeedRole, { version: number; expires: string }],
        ]),
  ]
  const signatures = signed.map(([role, { version, expires }]) => ({
    role,
    version,
    expires,
    daysLeft: Math.floor(daysLeft(expires, now)),
  }))
  const recipients = settings.encrypted ? readRecipients(folder) : []
  return {
    settings,
    rootVersion: root.signed.version,
    rootSha256: sha256(readFileSync(join(folder.metadata, `${root.signed.version}.root.json`))),
    signatures,
    recipients: settings.encrypted ? (recipients?.length ?? 0) : null,
    published: published?.catalogue ?? null,
    repository: sizeOf(folder.repository),
    warnings: [
      ...keyWarnings(folder),
      ...(recipients === null ? [{ code: 'recipients-malformed' as const, detail: {} }] : []),
      ...signatures.flatMap(({ role, expires }) => expiryWarning(role, expires, now)),
      ...(published === null
        ? [{ code: 'never-published' as const, detail: {} }]
        : ageWarning(published.catalogue.asOf, now)),
    ],
  }
}

function keyWarnings(folder: PublisherFolder): StatusWarning[] {
  const here = rootKeysHere(folder).length
  const bare = keyFolderNames(folder.keys).filter(
    (name) => name.endsWith('.pem') && !readFileSync(join(folder.keys, name), 'latin1').includes('ENCRYPTED'),
  ).length
  return [
    ...(here > 0 ? [{ code: 'root-keys-here' as const, detail: { keys: here } }] : []),
    ...(bare > 0 ? [{ code: 'keys-not-protected' as const, detail: { keys: bare } }] : []),
  ]
}

function expiryWarning(role: FeedRole, expires: string, now: Date): StatusWarning[] {
  const left = daysLeft(expires, now)
  const detail = { role, days: Math.floor(left) }
  if (left <= 0) return [{ code: 'expired', detail }]
  const isSoon = role === 'root' ? left < ROOT_WARNING_DAYS : wantsRenewal(role, expires, now)
  return isSoon && left < LIFETIME_DAYS[role] ? [{ code: 'expires-soon', detail }] : []
}

function ageWarning(asOf: IsoDate, now: Date): StatusWarning[] {
  const days = daysBetween(asOf, dateInIndonesia(now))
  return days >= OLD_DAYS ? [{ code: 'roster-old', detail: { days } }] : []
}

function sizeOf(dir: string): { files: number; bytes: number } {
  if (!existsSync(dir)) return { files: 0, bytes: 0 }
  const files = readdirSync(dir, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
  const sizes = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).size)
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}
