import { existsSync } from 'node:fs'
import type { DataFolder } from '../data-folder.ts'
import { opensWith } from '../db/rekey-copy.ts'
import { unwrittenError } from '../journal/unwritten-error.ts'
import { nameOf } from '../server/log.ts'
import { takeFolderAlone } from './folder-use.ts'
import {
  deriveKey,
  KeystoreRefused,
  type Keystore,
  type SealedStore,
  type Secrets,
  type StagedSecrets,
} from './keystore.ts'
import { rekeyDatabases, type RotationDeps } from './rotation.ts'

/** For commands, which are short. */
const ALONE_WAIT_MS = 10_000

/** What is kept: each in a file of its own, which may be damaged. */
type Kept = { current: Secrets | 'missing' | 'damaged'; staged: StagedSecrets | 'damaged' | null }

type Next = { kind: 'none' } | { kind: 'give-up' } | { kind: 'rotate'; current: Secrets | null; staged: StagedSecrets }

type Settled = 'nothing-to-do' | 'rotated' | 'given-up'

/**
 * Completes a rotation that was staged, or that was broken off. Gives it up where nothing was encrypted with the next keys yet and it cannot
 * be completed now: a full disk must not keep the desk closed. @throws {KeystoreRefused}, SQLITE_BUSY
 */
export function settleKeyFile(deps: RotationDeps, keystore: Keystore): void {
  if (keptIn(keystore).staged === null) return
  const alone = aloneOrWithout(deps, () => keptIn(keystore))
  if (alone === null) return
  try {
    const settled = settle(deps, keptIn(keystore))
    if (settled === 'rotated') keystore.commit()
    if (settled === 'given-up') keystore.unstage()
  } finally {
    alone.release()
  }
}

/** The same where the operating system keeps the secrets; answers with those that hold now. */
export async function settleSealed(
  deps: RotationDeps,
  { current, staged }: { current: Secrets; staged: StagedSecrets | 'damaged' | null },
  store: SealedStore,
): Promise<Secrets> {
  if (staged === null) return current
  const alone = aloneOrWithout(deps, () => ({ current, staged }))
  if (alone === null) return current
  try {
    const settled = settle(deps, { current, staged })
    if (settled === 'given-up') await store.unstage()
    if (settled !== 'rotated' || staged === 'damaged') return current
    await store.commit()
    return staged.secrets
  } finally {
    alone.release()
  }
}

function keptIn(keystore: Keystore): Kept {
  return {
    current: orDamaged(() => keystore.load() ?? ('missing' as const)),
    staged: orDamaged(() => keystore.staged()),
  }
}

function orDamaged<T>(read: () => T): T | 'damaged' {
  try {
    return read()
  } catch (error) {
    if (error instanceof KeystoreRefused && error.code === 'damaged') return 'damaged'
    throw error
  }
}

/** Null: another program has the folder in use, and the keys of now are still those of its databases. The next start rotates. */
function aloneOrWithout({ folder, log }: RotationDeps, kept: () => Kept): { release(): void } | null {
  const alone = takeFolderAlone(folder, ALONE_WAIT_MS)
  if (alone !== null) return alone
  const { current } = kept()
  if (typeof current === 'string' || !isUntouched(folder, current)) throw unwrittenError('busy')
  log.write('keys.rotation-waits')
  return null
}

function settle(deps: RotationDeps, kept: Kept): Settled {
  const { folder, log } = deps
  const next = nextStep(folder, kept)
  if (next.kind === 'none') return 'nothing-to-do'
  if (next.kind === 'give-up') {
    log.write('keys.rotation-given-up', { error: 'staged-damaged' })
    return 'given-up'
  }
  try {
    const { rosters, unreadableRosters } = rekeyDatabases(deps, next.current, next.staged)
    log.write('keys.rotated', { rosters: rosters.length, unreadable: unreadableRosters.length })
    return 'rotated'
  } catch (error) {
    if (next.current === null || !isUntouched(folder, next.current)) throw error
    log.write('keys.rotation-given-up', { error: nameOf(error) })
    return 'given-up'
  }
}

function nextStep(folder: DataFolder, { current, staged }: Kept): Next {
  if (staged === null) return { kind: 'none' }
  if (staged === 'damaged') {
    if (current === 'damaged') throw new KeystoreRefused('both-damaged')
    if (current !== 'missing' && isUntouched(folder, current)) return { kind: 'give-up' }
    throw new KeystoreRefused('staged-damaged')
  }
  if (typeof current !== 'string') {
    if (current.deviceId !== staged.secrets.deviceId) throw new KeystoreRefused('staged-of-another-desk')
    return { kind: 'rotate', current, staged }
  }
  // The former keys are not needed any more where the journal has the next ones.
  if (!opensWith(folder.journal, deriveKey(staged.secrets, 'journal'))) throw new KeystoreRefused(current)
  return { kind: 'rotate', current: null, staged }
}

/** Whether no database has the next keys: the journal is the first to get its. */
export function isUntouched({ journal }: DataFolder, current: Secrets): boolean {
  return !existsSync(journal) || opensWith(journal, deriveKey(current, 'journal'))
}
