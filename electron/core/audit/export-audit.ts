import type { AuditFilter } from '../../../shared/contract/audit.ts'
import { csvText, type Cell } from '../csv-dialect.ts'
import type { AuditQuery, AuditRow } from '../journal/audit-table.ts'
import { connect } from '../journal/connection.ts'
import { canonicalJson } from '../journal/entry-hash.ts'
import type { JournalFiles } from '../journal/open-journal.ts'
import { deriveKey, type Secrets } from '../keys/keystore.ts'
import { localTime } from './local-day.ts'

/** What an export says about itself. */
export type ExportHead = { hospital: string | null; desk: string; timeZone: string; filter: AuditFilter }

export type ExportJob = {
  folder: Pick<JournalFiles, 'journal'>
  secrets: Secrets
  query: AuditQuery
  format: 'csv' | 'json'
  head: ExportHead
  /** More rows than these are not written. */
  most: number
}

export type Exported = { kind: 'written'; content: Uint8Array; rows: number } | { kind: 'too-many'; rows: number }

/** Rows that become text at once: a file of any length takes little more memory than its bytes. */
const CHUNK = 2000

/** The chosen rows, oldest first, each with its hash, all of one moment. */
export function exportAudit({ folder, secrets, query, format, head, most }: ExportJob): Exported {
  const { db, auditTrail } = connect(folder.journal, deriveKey(secrets, 'journal'))
  try {
    return db.transaction((): Exported => {
      const rows = auditTrail.count(query)
      if (rows > most) return { kind: 'too-many', rows }
      const write = format === 'csv' ? csvParts : jsonParts
      const parts: Buffer[] = []
      for (const text of write(chunksOf(auditTrail.rows(query)), head)) parts.push(Buffer.from(text))
      return { kind: 'written', content: Buffer.concat(parts), rows }
    })()
  } finally {
    db.close()
  }
}

type Column = readonly [name: string, value: (row: AuditRow, head: ExportHead) => Cell]

/** The columns in their order, which spreadsheets and scripts rely on: a new one goes to the end. */
const COLUMNS: readonly Column[] = [
  ['seq', (row) => row.seq],
  ['at', (row) => row.at],
  ['local_time', (row, head) => localTime(row.at, head.timeZone)],
  ['actor', (row) => row.actor],
  ['action', (row) => row.action],
  ['subject', (row) => row.subject],
  ['facts', (row) => canonicalJson(row.facts)],
  ['hash', (row) => row.hash],
]

function* csvParts(chunks: Iterable<AuditRow[]>, head: ExportHead): Generator<string, void, void> {
  yield csvText([COLUMNS.map(([name]) => name)], { bom: true })
  for (const rows of chunks) {
    const cells = rows.map((row) => COLUMNS.map(([, value]) => value(row, head)))
    yield csvText(cells, { bom: false })
  }
}

/** One row on each line. Every field that its hash covers is there. */
function* jsonParts(chunks: Iterable<AuditRow[]>, head: ExportHead): Generator<string, void, void> {
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`
  let isFirst = true
  for (const rows of chunks) {
    yield rows.map((row, index) => `${isFirst && index === 0 ? '' : ','}\n${JSON.stringify(row)}`).join('')
    isFirst = false
  }
  yield '\n]}\n'
}

function* chunksOf(rows: Iterable<AuditRow>): Generator<AuditRow[], void, void> {
  let chunk: AuditRow[] = []
  for (const row of rows) {
    chunk.push(row)
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
