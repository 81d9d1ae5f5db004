import { createReadStream } from 'node:fs'
import { parse, CsvError } from 'csv-parse'
import { codeOf } from '../core/db/open-database.ts'
import { answer, type Moment } from '../core/desk/answer.ts'
import { currentMoment } from '../core/desk/create-desk.ts'
import { lookUpEvents } from '../core/desk/look-up-audit.ts'
import type { AuditEvent } from '../core/journal/journal.ts'
import type { Core } from '../core/open-core.ts'
import { answerJson } from './answer-json.ts'
import { fail } from './cli-context.ts'
import { failUnwritten } from './fail-unwritten.ts'
import { QUESTION_COLUMNS, readQuestion, type QuestionFault } from './question-options.ts'

/** `actor` is who asks, as written in the audit trail. */
type Asking = { core: Core; actor: string }

/** A row as read: its line in the file (from 1), and its cells under the names of the header. */
type BatchRow = { line: number; cells: Record<string, string> }

/** Why a row has no answer. */
type RowFault = QuestionFault | 'key-missing' | 'key-unreadable' | 'key-is-a-letter'

const CHUNK = 250

/**
 * Answers every row of a CSV file with one JSON line, in order, as the file is read. A row that cannot be asked gives `{ line, code }`.
 * Each chunk is in the audit trail before it is printed. Throws `CliFailure` when the file itself cannot be read.
 */
export async function checkBatch(asking: Asking, file: string, out: (line: string) => void): Promise<void> {
  currentOf(asking.core)
  let chunk: BatchRow[] = []
  try {
    for await (const row of rowsOf(file)) {
      if (chunk.push(row) < CHUNK) continue
      answerChunk(asking, chunk, out)
      chunk = []
    }
  } catch (error) {
    if (isUnreadable(error)) fail('The file cannot be read: check its name, its folder and its permissions.', 2)
    if (!(error instanceof CsvError)) throw error
    if (chunk.length > 0) answerChunk(asking, chunk, out)
    fail('The file cannot be read as CSV: it needs a header with the column "key", and quotes that are closed.', 2)
  }
  if (chunk.length > 0) answerChunk(asking, chunk, out)
}

async function* rowsOf(file: string): AsyncGenerator<BatchRow> {
  const input = createReadStream(file)
  const parser = parse({
    bom: true,
    columns: (header: string[]) => header.map(columnName),
    delimiter: [',', ';'],
    info: true,
    // A record longer than this is a quote that was never closed: the rest of the file would be kept in memory.
    max_record_size: 65_536,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  })
  // `pipe` does not pass errors on.
  input.on('error', (error) => parser.destroy(error))
  let known = false
  for await (const { record, info } of input.pipe(parser)) {
    known ||= 'key' in record
    if (!known) throw new CsvError('CSV_INVALID_COLUMN_MAPPING', 'no column key')
    yield { line: info.lines, cells: record }
  }
}

function columnName(name: string): string | false {
  const wanted = name.trim().toLowerCase()
  return wanted === 'key' || QUESTION_COLUMNS.some((column) => column === wanted) ? wanted : false
}

function answerChunk({ core, actor }: Asking, rows: readonly BatchRow[], out: (line: string) => void): void {
  const moment = currentOf(core)
  const events: AuditEvent[] = []
  const lines = rows.map((row) => JSON.stringify(answerRow(core, moment, row, actor, events)))
  const { kind } = core.journal.audit(events)
  if (kind !== 'written') failUnwritten(kind, 'the rows from here on were not answered')
  out(lines.join('\n'))
}

function answerRow(core: Core, moment: Moment, { line, cells }: BatchRow, actor: string, events: AuditEvent[]): object {
  const refused = (code: RowFault) => ({ line, code })
  const key = cells['key'] ?? ''
  if (key === '') return refused('key-missing')
  const given = readQuestion(cells)
  if (!given.ok) return refused(given.fault)
  const answered = answer(core.roster, moment, key, given.question)
  if (answered.kind === 'letter') return refused('key-is-a-letter')
  if (answered.kind === 'unreadable') return refused('key-unreadable')
  const { reading, question, answers } = answered
  events.push(...lookUpEvents(reading, answers, question, { actor, source: 'cli-batch' }))
  return answerJson(reading, moment, question, answers)
}

function currentOf(core: Core): Moment {
  return (
    currentMoment(core) ??
    fail('There is no roster that can answer: import one with "loket roster import FILE.csv".', 1)
  )
}

function isUnreadable(error: unknown): boolean {
  return ['ENOENT', 'EACCES', 'EISDIR', 'EPERM', 'ENOTDIR'].includes(codeOf(error))
}
