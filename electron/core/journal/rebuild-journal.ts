import { deriveKey, type Secrets } from '../keys/keystore.ts'
import { connect } from './connection.ts'
import { PROJECTIONS } from './migrations.ts'
import type { JournalFiles } from './open-journal.ts'
import { replay } from './replay.ts'
import { verifyChain, type JournalFault } from './verify-journal.ts'

export type Rebuilt = { kind: 'rebuilt'; entries: number } | { kind: 'damaged'; fault: JournalFault }

/** Makes the projections anew from the entries, all or nothing. Entries that do not verify are not built upon. */
export function rebuildJournal(folder: JournalFiles, secrets: Secrets): Rebuilt {
  const connection = connect(folder.journal, deriveKey(secrets, 'journal'))
  try {
    return connection.db
      .transaction((): Rebuilt => {
        const fault = verifyChain(connection, secrets)
        if (fault !== null) return { kind: 'damaged', fault }
        for (const table of PROJECTIONS) connection.db.exec(`DELETE FROM ${table}`)
        return { kind: 'rebuilt', entries: replay(connection, connection) }
      })
      .immediate()
  } finally {
    connection.db.close()
  }
}
