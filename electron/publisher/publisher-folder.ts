import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { IsoInstant } from '../../shared/domain/dates.ts'
import { ProgrammeCode } from '../../shared/domain/identifiers.ts'
import { Issuer } from '../roster-files/catalogue.ts'

/** What a feed is, set once by `initFeed`. */
export const PublisherSettings = z.strictObject({
  format: z.literal(1),
  /** @see Catalogue.feed */
  feed: z.string().regex(/^[0-9a-f]{32}$/),
  issuer: Issuer,
  programmes: z.array(ProgrammeCode).nonempty().max(20),
  encrypted: z.boolean(),
  createdAt: IsoInstant,
})
export type PublisherSettings = z.infer<typeof PublisherSettings>

/** Where everything of one publisher lies. Only `repository` is for the public. */
export type PublisherFolder = {
  dir: string
  settings: string
  /** age recipients, one a line: for whom packs are encrypted. */
  recipients: string
  /** The root of trust as it is handed to the desks. */
  root: string
  /** What the last publication was made of. */
  state: string
  lock: string
  keys: string
  /** Root keys as they are made: to be moved away. */
  offline: string
  /** The publisher's own age identity: reads its last pack back. */
  publisherIdentity: string
  /** The identity of the desks, when it was made here. */
  deskIdentity: string
  /** Who changed from version to version, encrypted to the publisher: merged deltas are made of it. */
  changes: string
  /** Unfinished work; emptied at the next start. */
  work: string
  repository: string
  metadata: string
  /** What makes everything else visible. */
  timestamp: string
  targets: string
  /** New keys that were decided on, until they are in place everywhere. */
  rotation: string
}

export function publisherFolder(given: string): PublisherFolder {
  const dir = resolve(given)
  const keys = join(dir, 'keys')
  const repository = join(dir, 'repository')
  const metadata = join(repository, 'metadata')
  return {
    dir,
    settings: join(dir, 'publisher.json'),
    recipients: join(dir, 'recipients.txt'),
    root: join(dir, 'root.json'),
    state: join(dir, 'state.json'),
    lock: join(dir, 'publisher.lock'),
    keys,
    offline: join(dir, 'offline'),
    publisherIdentity: join(keys, 'publisher-identity.txt'),
    deskIdentity: join(keys, 'desk-identity.txt'),
    changes: join(dir, 'changes'),
    work: join(dir, 'work'),
    repository,
    metadata,
    timestamp: join(metadata, 'timestamp.json'),
    targets: join(repository, 'targets'),
    rotation: join(dir, 'rotation'),
  }
}

type SettingsReading =
  | { kind: 'settings'; settings: PublisherSettings }
  | { kind: 'refused'; refusal: { code: 'not-a-feed' | 'settings-damaged'; detail: Record<string, never> } }

/** Refused when no feed was made here, or when the file is not as it was written. */
export function readSettings(folder: PublisherFolder): SettingsReading {
  if (!existsSync(folder.settings)) return { kind: 'refused', refusal: { code: 'not-a-feed', detail: {} } }
  try {
    const settings = PublisherSettings.parse(JSON.parse(readFileSync(folder.settings, 'utf8')))
    return { kind: 'settings', settings }
  } catch {
    return { kind: 'refused', refusal: { code: 'settings-damaged', detail: {} } }
  }
}

/** One age recipient a line; blank lines and those beginning with `#` do not count. */
export function recipientLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}
