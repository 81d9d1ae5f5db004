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
  { signatures, programVersion }: { signatures: ProveDeps['signatures']; programVersion: string },
): Promise<BackupFault | null> {
  const proof = await proveJournal({
    path: database,
    secrets,
    aside: work.file('aside.db'),
    sameProgram: isOfProgram(manifest, programVersion),
    signatures,
  })
  if (proof.kind === 'newer-than-program') return proof.kind
  if (proof.kind === 'not-proved') return 'does-not-prove'
  const { head, totals, hospitalCode, demo } = proof
  const said = {
    entries: manifest.entries,
    audit: manifest.audit,
    totals: manifest.totals,
    hospitalCode: manifest.hospitalCode,
    demo: manifest.demo,
  }
  const found = {
    entries: { seq: head.seq, hash: head.hash },
    audit: { seq: head.auditSeq, hash: head.auditHash },
    totals,
    hospitalCode,
    demo,
  }
  return canonicalJson(said) === canonicalJson(found) ? null : 'does-not-prove'
}

/** What another version made of the entries is not this one's to judge: the entries are signed, and a restore makes the rest anew. */
export function isOfProgram(manifest: BackupManifest, programVersion: string): boolean {
  return manifest.programVersion === programVersion
}
