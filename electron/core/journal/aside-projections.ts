import type { Db } from '../db/open-database.ts'
import { projections } from './connection.ts'
import { PROJECTIONS } from './migrations.ts'
import type { Projections } from './project.ts'

/** Empty temporary tables of the shape of the stored projections, which they hide on this connection from now on. Writing to them needs no lock. */
export function asideProjections(db: Db): Projections {
  const shapes = db.prepare<[string], { sql: string }>(
    'SELECT sql FROM main.sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC',
  )
  for (const table of PROJECTIONS) {
    for (const { sql } of shapes.all(table)) db.exec(sql.replace(/^CREATE TABLE/, 'CREATE TEMP TABLE'))
  }
  return projections(db)
}
