import { openDatabase, type Db } from '../db/open-database.ts'
import { projections } from './connection.ts'
import { PROJECTIONS } from './migrations.ts'
import type { Projections } from './project.ts'

export type ProjectedTable = (typeof PROJECTIONS)[number]

/** By a unique column each: both files are walked once, side by side, and neither is held in memory. */
const IN_ORDER: Record<ProjectedTable, string> = {
  letter_numbers: 'SELECT * FROM letter_numbers ORDER BY number',
  admissions: 'SELECT * FROM admissions ORDER BY opened_seq',
  letter_sequences: 'SELECT * FROM letter_sequences ORDER BY desk_code, year',
  roster_highs: 'SELECT * FROM roster_highs ORDER BY source',
  operators: 'SELECT * FROM operators ORDER BY folded_name',
  settings: 'SELECT * FROM settings ORDER BY name',
}

const CACHE_KIB = 65_536

/** An encrypted file with empty tables like the projections of `model`. Its maker removes it. */
export function projectionsAside(model: Db, path: string, key: Buffer): { db: Db; to: Projections } {
  const db = openDatabase(path, key, 'build')
  db.pragma(`cache_size = -${CACHE_KIB}`)
  const shapes = model.prepare<[string], { sql: string }>(
    'SELECT sql FROM main.sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC',
  )
  for (const table of PROJECTIONS) for (const { sql } of shapes.all(table)) db.exec(sql)
  return { db, to: projections(db) }
}

/** The first table in which the two differ in any row; null: none. */
export function differingTable(stored: Db, anew: Db): ProjectedTable | null {
  return PROJECTIONS.find((table) => !haveSameRows(rowsOf(stored, table), rowsOf(anew, table))) ?? null
}

function rowsOf(db: Db, table: ProjectedTable): IterableIterator<unknown[]> {
  return db.prepare<[], unknown[]>(IN_ORDER[table]).raw().iterate()
}

function haveSameRows(left: IterableIterator<unknown[]>, right: IterableIterator<unknown[]>): boolean {
  try {
    for (;;) {
      const [one, other] = [left.next(), right.next()]
      if (one.done === true || other.done === true) return one.done === other.done
      if (!one.value.every((value, column) => value === other.value[column])) return false
    }
  } finally {
    left.return?.()
    right.return?.()
  }
}
