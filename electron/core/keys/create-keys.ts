import type { KeysState } from '../../../shared/contract/keys.ts'
import type { Delivery } from '../../../shared/contract/letters.ts'
import type { SecretRefused } from '../../../shared/contract/session.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { AuditQueue } from '../audit/audit-queue.ts'
import type { DataFolder } from '../data-folder.ts'
import type { SharedLock } from '../db/shared-lock.ts'
import type { Journal, Unwritten } from '../journal/journal.ts'
import type { Press } from '../letters/press.ts'
import { recoveryKitWords } from '../letters/recovery-kit-words.ts'
import { refusalOf } from '../refusal-sentence.ts'
import { backupIdentity } from './backup-identity.ts'
import { withNewKeys } from './fresh-secrets.ts'
import { keyFile } from './key-file.ts'
import type { SealedStore, Secrets } from './keystore.ts'
import { hasRoomForRotation } from './room-for-rotation.ts'

export type KeysDeps = {
  folder: DataFolder
  secrets: Secrets
  /** Where the operating system keeps them; null: in the folder's key file. */
  sealed: SealedStore | null
  use: SharedLock
  journal: Journal
  audit: AuditQueue
  accounts: Pick<Accounts, 'checkSecret'>
  draw: Press['draw']
  deliver(pdf: Uint8Array, fileName: string): Promise<Delivery>
}

export type Staged = { kind: 'staged' } | SecretRefused | { kind: Unwritten }

export type KitMade = { kind: 'made'; delivery: Delivery } | { kind: Unwritten }

/** The keys of one desk, as its administrators see them. `secret` is the PIN or passphrase of `name`, asked for once more. */
export type Keys = {
  state(): KeysState
  /** The next start gives the databases new keys. `busy`: another program has the folder in use. */
  stageRotation(name: string, secret: string): Promise<Staged>
  printKit(name: string, secret: string): Promise<KitMade | SecretRefused>
  /** For the administrator of the machine, who has the key file. */
  kitFor(actor: string): Promise<KitMade>
}

export function createKeys(deps: KeysDeps): Keys {
  const confirmed = async <T>(name: string, secret: string, work: (actor: string) => Promise<T>) => {
    const check = await deps.accounts.checkSecret(name, secret, 'confirmation')
    return check.kind === 'right' ? work(check.operator.name) : check
  }
  return {
    state: () => state(deps),
    stageRotation: (name, secret) => confirmed(name, secret, (actor) => stage(deps, actor)),
    printKit: (name, secret) => confirmed(name, secret, (actor) => makeKit(deps, actor)),
    kitFor: (actor) => makeKit(deps, actor),
  }
}

function state({ journal, sealed }: KeysDeps): KeysState {
  const rotatedAt = journal.setting('keys-rotated')?.at ?? null
  const kitPrintedAt = journal.setting('kit-printed')?.at ?? null
  return {
    kept: sealed === null ? 'file' : 'sealed',
    rotatedAt,
    kitPrintedAt,
    // Of two at the same instant nobody knows which was first: then another page does no harm.
    kitOutdated: rotatedAt !== null && kitPrintedAt !== null && rotatedAt >= kitPrintedAt,
  }
}

async function stage({ folder, secrets, sealed, use }: KeysDeps, askedBy: string): Promise<Staged> {
  if (!use.isAlone()) return { kind: 'busy' }
  if (!hasRoomForRotation(folder)) return { kind: 'disk-full' }
  try {
    await (sealed ?? keyFile(folder.keyFile)).stage({ secrets: withNewKeys(secrets), askedBy })
    return { kind: 'staged' }
  } catch (error) {
    if (refusalOf(error)?.code === 'disk-full') return { kind: 'disk-full' }
    throw error
  }
}

/** Written down before there is a page: whoever has it can read everything. */
async function makeKit(deps: KeysDeps, actor: string): Promise<KitMade> {
  const { journal, audit, secrets } = deps
  const written = journal.write((tx) => tx.append({ type: 'recovery-kit-printed', body: {} }, actor))
  if (written.kind !== 'written') return written
  const { at, seq } = written.value
  audit.record([{ actor, action: 'recovery-kit-printed', subject: null, facts: { entry: seq } }])
  const words = recoveryKitWords({
    hospital: journal.hospital(),
    deskCode: journal.desk().code,
    device: journal.device,
    key: backupIdentity(secrets),
    rotatedAt: journal.setting('keys-rotated')?.at ?? null,
    printedAt: at,
    printedBy: actor,
    demo: journal.demo,
  })
  const pdf = await deps.draw({ kind: 'recovery-kit', words, at })
  const fileName = `lembar-pemulihan-${journal.desk().code}-${at.slice(0, 10)}.pdf`
  return { kind: 'made', delivery: await handOver(deps, pdf, fileName) }
}

async function handOver({ deliver }: KeysDeps, pdf: Uint8Array, fileName: string): Promise<Delivery> {
  try {
    return await deliver(pdf, fileName)
  } catch {
    return { kind: 'printer-failed', pdfBase64: Buffer.from(pdf).toString('base64'), fileName }
  }
}
