import { foldOperatorName } from '../../../shared/domain/operator.ts'
import type { Db } from '../db/open-database.ts'

export const HAND_OVER_READS_SQL = {
  mark: `INSERT INTO hand_over_reads (folded_name, seq) VALUES (@foldedName, @seq)
         ON CONFLICT (folded_name) DO UPDATE SET seq = max(seq, excluded.seq)`,
  get: 'SELECT seq FROM hand_over_reads WHERE folded_name = ?',
} as const

export type HandOverReadsTable = ReturnType<typeof handOverReadsTable>

/** Up to which hand-over note each operator has read. */
export function handOverReadsTable(db: Db) {
  const mark = db.prepare(HAND_OVER_READS_SQL.mark)
  const get = db.prepare<[string], { seq: number }>(HAND_OVER_READS_SQL.get)
  return {
    mark(name: string, seq: number): void {
      mark.run({ foldedName: foldOperatorName(name), seq })
    },
    /** `seq` of the entry; 0: none yet. */
    get: (name: string): number => get.get(foldOperatorName(name))?.seq ?? 0,
  }
}
