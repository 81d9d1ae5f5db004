import { deriveKey, type Secrets } from '../keys/keystore.ts'
import { asideProjections } from './aside-projections.ts'
import { connect, type Connection } from './connection.ts'
import { PROJECTIONS } from './migrations.ts'
import type { JournalFiles } from './open-journal.ts'
import { replay } from './replay.ts'
import { verifyChain, type JournalFault } from './verify-journal.ts'

export type Rebuilt = { kind: 'rebuilt'; entries: number } | { kind: 'damaged'; fault: JournalFault }

export type Prepared = { kind: 'prepared'; finish(): Rebuilt } | { kind: 'damaged'; fault: JournalFault }

/** Makes the projections anew from the entries, all or nothing, also while a desk writes. Entries that do not verify are not built upon. */
export function rebuildJournal(folder: JournalFiles, secrets: Secrets): Rebuilt {
  const connection = connect(folder.journal, deriveKey(secrets, 'journal'))
  try {
    const prepared = prepareRebuild(connection, secrets)
    return prepared.kind === 'prepared' ? prepared.finish() : prepared
  } finally {
    connection.db.close()
  }
}

/** The long part, without the lock that a desk needs to admit; `finish` adds what was written meanwhile and puts it in place. */
export function prepareRebuild(connection: Connection, secrets: Secrets): Prepared {
  const { db } = connection
  const aside = asideProjections(db)
  const { fault, end } = db.transaction(() => {
    const chain = verifyChain(connection, secrets)
    if (chain.fault === null) replay(connection, aside)
    return chain
  })()
  if (fault !== null) return { kind: 'damaged', fault }
  return {
    kind: 'prepared',
    finish: () =>
      db
        .transaction((): Rebuilt => {
          const rest = verifyChain(connection, secrets, end)
          if (rest.fault !== null) return { kind: 'damaged', fault: rest.fault }
          const entries = replay(connection, aside, end.seq)
          for (const table of PROJECTIONS)
            db.exec(`DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM temp.${table}`)
          return { kind: 'rebuilt', entries }
        })
        .immediate(),
  }
}
