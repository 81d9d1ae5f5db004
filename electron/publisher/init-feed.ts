import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { IsoInstant } from '../../shared/domain/dates.ts'
import type { ProgrammeCode } from '../../shared/domain/identifiers.ts'
import { protectedIdentity } from './age-identity.ts'
import { makeFolder, PUBLIC_MODE, SECRET_MODE, writeNew } from './durable-files.ts'
import { publisherFolder, type PublisherSettings } from './publisher-folder.ts'
import type { PublisherPorts } from './publisher-ports.ts'
import { isRecipient } from './recipient-file.ts'
import { sha256 } from './repository.ts'
import { ROOT_KEYS, signedRoot } from './root-metadata.ts'
import { metadataBytes } from './sign-publication.ts'
import { makeKeyFile, type SigningKey } from './signing-keys.ts'

export type FeedPlan = {
  dir: string
  issuer: string
  programmes: [ProgrammeCode, ...ProgrammeCode[]]
  /** `age1...` of the desks; `own`: a pair is made for them; `none`: packs are not encrypted. */
  encryption: { kind: 'recipients'; recipients: readonly string[] } | { kind: 'own' } | { kind: 'none' }
  passphrase: string | null
}

export type InitOutcome =
  | {
      kind: 'made'
      feed: string
      /** To be moved to three different sticks. */
      rootKeys: string[]
      /** To be handed to the desks, and its hash read out. */
      root: string
      rootSha256: string
      /** To be handed to the desks; null when they made their own, or packs are not encrypted. */
      deskIdentity: string | null
      repository: string
    }
  | { kind: 'refused'; why: 'not-empty' | 'recipient-malformed' | 'programme-twice' }

/** Makes the keys and folders of a new feed in `dir`, a folder that is empty or not there yet. Never writes over anything. */
export async function initFeed(plan: FeedPlan, ports: Pick<PublisherPorts, 'now'>): Promise<InitOutcome> {
  const { dir, issuer, programmes, encryption, passphrase } = plan
  if (existsSync(dir) && readdirSync(dir).length > 0) return { kind: 'refused', why: 'not-empty' }
  if (new Set(programmes).size < programmes.length) return { kind: 'refused', why: 'programme-twice' }
  const given = encryption.kind === 'recipients' ? encryption.recipients : []
  if (!given.every(isRecipient)) return { kind: 'refused', why: 'recipient-malformed' }

  const folder = publisherFolder(dir)
  for (const secret of [folder.dir, folder.keys, folder.offline, folder.changes]) makeFolder(secret, 0o700)
  for (const shown of [folder.repository, folder.metadata, folder.targets]) makeFolder(shown, 0o755)

  const rootKeys = Array.from({ length: ROOT_KEYS }, (_, index) => join(folder.offline, `root-${index + 1}.pem`))
  const roots = rootKeys.map((path) => makeKeyFile(path, passphrase))
  const online = (role: string) => byId([makeKeyFile(join(folder.keys, `${role}.pem`), passphrase)])
  const now = ports.now()
  const root = signedRoot(
    1,
    { root: byId(roots), targets: online('targets'), snapshot: online('snapshot'), timestamp: online('timestamp') },
    now,
    roots,
  )
  if (encryption.kind !== 'none') await makeIdentities(folder, given, encryption.kind === 'own', passphrase)
  const rootBytes = metadataBytes(root)
  writeNew(join(folder.metadata, '1.root.json'), rootBytes.toString(), PUBLIC_MODE)
  writeNew(folder.root, rootBytes.toString(), PUBLIC_MODE)
  const settings: PublisherSettings = {
    format: 1,
    feed: randomBytes(16).toString('hex'),
    issuer,
    programmes,
    encrypted: encryption.kind !== 'none',
    createdAt: IsoInstant.parse(now.toISOString()),
  }
  // Last: only with it is this folder a feed.
  writeNew(folder.settings, `${JSON.stringify(settings, null, 2)}\n`, SECRET_MODE)
  return {
    kind: 'made',
    feed: settings.feed,
    rootKeys,
    root: folder.root,
    rootSha256: sha256(rootBytes),
    deskIdentity: encryption.kind === 'own' ? folder.deskIdentity : null,
    repository: folder.repository,
  }
}

async function makeIdentities(
  folder: ReturnType<typeof publisherFolder>,
  given: readonly string[],
  ownDesks: boolean,
  passphrase: string | null,
): Promise<void> {
  const publisher = await generateX25519Identity()
  writeNew(folder.publisherIdentity, await protectedIdentity(publisher, passphrase), SECRET_MODE)
  const desks = [...given]
  if (ownDesks) {
    const desk = await generateX25519Identity()
    desks.push(await identityToRecipient(desk))
    writeNew(folder.deskIdentity, `${desk}\n`, SECRET_MODE)
  }
  const lines = [
    '# For whom the packs of this feed are encrypted, one age recipient a line.',
    ...desks,
    '# This publisher, to read its last pack back:',
    await identityToRecipient(publisher),
  ]
  writeNew(folder.recipients, `${lines.join('\n')}\n`, SECRET_MODE)
}

function byId(keys: readonly SigningKey[]): Record<string, SigningKey['public']> {
  return Object.fromEntries(keys.map((key) => [key.id, key.public]))
}
