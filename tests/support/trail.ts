import { connect } from '../../electron/core/journal/connection.ts'
import type { AuditRow } from '../../electron/core/journal/audit-table.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import { deriveKey, type Secrets } from '../../electron/core/keys/keystore.ts'
import type { Core } from '../../electron/core/open-core.ts'

/** The keys of a core's data folder. */
export function secretsOf({ folder }: Pick<Core, 'folder'>): Secrets {
  const secrets = keyFile(folder.keyFile).load()
  if (secrets === null) throw new Error('no keys')
  return secrets
}

/** Every row of a core's audit trail, oldest first, read beside it. */
export function trailOf(core: Pick<Core, 'folder'>): AuditRow[] {
  const { db, auditTrail } = connect(core.folder.journal, deriveKey(secretsOf(core), 'journal'))
  try {
    return [...auditTrail.rows({ from: null, until: null, actor: null, action: null, subject: null })]
  } finally {
    db.close()
  }
}

/** The rows that `work` leaves. */
export async function rowsLeft(core: Pick<Core, 'folder'>, work: () => unknown): Promise<AuditRow[]> {
  const before = trailOf(core).length
  await work()
  return trailOf(core).slice(before)
}

/** A text to look for numbers in: the digits of a hash may happen to look like one. */
export function withoutHashes(text: string): string {
  return text.replaceAll(/[0-9a-f]{64}/g, '')
}
