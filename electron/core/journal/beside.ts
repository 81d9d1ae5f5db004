import type { Db } from '../db/open-database.ts'
import { feedIdentitiesTable, type FeedIdentitiesTable } from './feed-identities-table.ts'
import { handOverReadsTable, type HandOverReadsTable } from './hand-over-reads-table.ts'
import { operatorSecretsTable, type OperatorSecretsTable } from './operator-secrets-table.ts'
import { sessionsTable, type SessionsTable } from './sessions-table.ts'

/** Tables in the journal's file that no entry tells of: changed in place, never rebuilt, no part of any chain. */
export type Beside = {
  secrets: OperatorSecretsTable
  sessions: SessionsTable
  handOverReads: HandOverReadsTable
  feedIdentities: FeedIdentitiesTable
}

/** What may be asked outside of a write. */
export type BesideReader = {
  secrets: Pick<OperatorSecretsTable, 'get'>
  sessions: Pick<SessionsTable, 'get' | 'lastOpened'>
  handOverReads: Pick<HandOverReadsTable, 'get'>
  feedIdentities: Pick<FeedIdentitiesTable, 'get'>
}

export function beside(db: Db): Beside {
  return {
    secrets: operatorSecretsTable(db),
    sessions: sessionsTable(db),
    handOverReads: handOverReadsTable(db),
    feedIdentities: feedIdentitiesTable(db),
  }
}
