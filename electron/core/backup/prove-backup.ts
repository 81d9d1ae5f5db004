import type { BackupFault, BackupManifest } from '../../../shared/contract/backup.ts'
import { canonicalJson } from '../journal/entry-hash.ts'
import type { Secrets } from '../keys/keystore.ts'
import type { Work } from './own-work.ts'
import { proveJournal, type ProveDeps } from './prove-journal.ts'

/** Whether the journal that came out of a backup is sound and holds what the backup says of it. Null: it is, and it does. */
export async function proveBackup(
  { manifest, secrets }: { manifest: BackupManifest; secrets: Secrets },
  database: string,
  work: Work,
  signatures: ProveDeps['signatures'],
): Promise<BackupFault | null> {
  const proof = await proveJournal({ path: database, secrets, aside: work.file('aside.db'), signatures })
  if (proof.kind === 'newer-than-program') return proof.kind
  if (proof.kind === 'not-proved') return 'does-not-prove'
  const { head, totals } = proof
  const said = { entries: manifest.entries, audit: manifest.audit, totals: manifest.totals }
  const found = {
    entries: { seq: head.seq, hash: head.hash },
    audit: { seq: head.auditSeq, hash: head.auditHash },
    totals,
  }
  return canonicalJson(said) === canonicalJson(found) ? null : 'does-not-prove'
}
