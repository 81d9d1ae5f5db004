import type { Admission } from '../../../shared/domain/admission.ts'
import { admissionKey } from '../../../shared/domain/admission-key.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import type { Db } from '../db/open-database.ts'

export const ADMISSIONS_SQL = {
  insert: `INSERT INTO admissions
             (id, request_id, state, stands_for, service_date, due_at, opened_seq, search_text, admission)
           VALUES (@id, @requestId, @state, @standsFor, @serviceDate, @dueAt, @openedSeq, @searchText, @admission)`,
  update: `UPDATE admissions SET state = @state, stands_for = @standsFor, service_date = @serviceDate, due_at = @dueAt,
             search_text = @searchText, admission = @admission
           WHERE id = @id`,
  get: 'SELECT admission FROM admissions WHERE id = ?',
  byRequest: 'SELECT admission FROM admissions WHERE request_id = ?',
  standing: `SELECT admission FROM admissions WHERE stands_for = ? AND state <> 'voided'`,
  provisional: `SELECT admission FROM admissions WHERE state = 'provisional' ORDER BY due_at, opened_seq`,
  each: 'SELECT admission FROM admissions',
  between: `SELECT admission FROM admissions WHERE service_date BETWEEN ? AND ? ORDER BY service_date, opened_seq`,
  list: `SELECT admission FROM admissions
         WHERE service_date BETWEEN @from AND @to AND (@like IS NULL OR search_text LIKE @like ESCAPE '!')
         ORDER BY service_date DESC, opened_seq DESC LIMIT @limit`,
  count: `SELECT count(*) AS total FROM admissions
          WHERE service_date BETWEEN @from AND @to AND (@like IS NULL OR search_text LIKE @like ESCAPE '!')`,
} as const

/** `by`: what `text` is looked for in; `letter-number` finds nobody by name or NIK. */
export type AdmissionList = {
  from: IsoDate
  to: IsoDate
  text: string
  limit: number
  by?: 'anything' | 'letter-number'
}

type Row = { admission: string }

export type AdmissionsTable = ReturnType<typeof admissionsTable>

export function admissionsTable(db: Db) {
  const insert = db.prepare(ADMISSIONS_SQL.insert)
  const update = db.prepare(ADMISSIONS_SQL.update)
  const get = db.prepare<[string], Row>(ADMISSIONS_SQL.get)
  const byRequest = db.prepare<[string], Row>(ADMISSIONS_SQL.byRequest)
  const standing = db.prepare<[string], Row>(ADMISSIONS_SQL.standing)
  const provisional = db.prepare<[], Row>(ADMISSIONS_SQL.provisional)
  const each = db.prepare<[], Row>(ADMISSIONS_SQL.each)
  const between = db.prepare<[string, string], Row>(ADMISSIONS_SQL.between)
  const list = db.prepare<[object], Row>(ADMISSIONS_SQL.list)
  const count = db.prepare<[object], { total: number }>(ADMISSIONS_SQL.count)
  return {
    insert(admission: Admission, requestId: string): void {
      insert.run({ ...columns(admission), requestId, openedSeq: admission.openedSeq })
    },
    update(admission: Admission): void {
      update.run(columns(admission))
    },
    get: (id: AdmissionId): Admission | null => read(get.get(id)),
    byRequest: (requestId: string): Admission | null => read(byRequest.get(requestId)),
    /** The admission under this `admissionKey` that was not voided: at most one. */
    standing: (key: string): Admission | null => read(standing.get(key)),
    /** The nearest deadline first. */
    provisional: (): Admission[] => provisional.all().map(parse),
    /** In no order, one at a time: for a connection that does nothing else meanwhile. */
    *each(): Generator<Admission, void, void> {
      for (const row of each.iterate()) yield parse(row)
    },
    /** Oldest first. */
    between: (from: IsoDate, to: IsoDate): Admission[] => between.all(from, to).map(parse),
    /** Newest first. */
    list({ from, to, text, limit, by = 'anything' }: AdmissionList): { admissions: Admission[]; total: number } {
      const like = likeOf(text, by)
      return {
        admissions: list.all({ from, to, like, limit }).map(parse),
        total: count.get({ from, to, like })?.total ?? 0,
      }
    },
  }
}

function columns(admission: Admission) {
  return {
    id: admission.id,
    state: admission.state,
    standsFor: admissionKey(admission.person, admission.care, admission.serviceDate),
    serviceDate: admission.serviceDate,
    dueAt: admission.dueAt,
    searchText: [admission.person.name, admission.person.nik ?? '', admission.letterNumber].join('\n').toLowerCase(),
    admission: JSON.stringify(admission),
  }
}

function likeOf(text: string, by: 'anything' | 'letter-number'): string | null {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return null
  // The letter number is the third line of the search text.
  const before = by === 'letter-number' ? '%\n%\n%' : '%'
  return `${before}${wanted.replaceAll(/[!%_]/g, '!$&')}%`
}

function read(row: Row | undefined): Admission | null {
  return row === undefined ? null : parse(row)
}

// Written by this program from a parsed entry; `loket journal verify` compares it with the entries.
function parse(row: Row): Admission {
  return JSON.parse(row.admission) as Admission
}
