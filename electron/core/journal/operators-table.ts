import { foldOperatorName, type Operator } from '../../../shared/domain/operator.ts'
import type { Db } from '../db/open-database.ts'

export const OPERATORS_SQL = {
  insert: `INSERT INTO operators (folded_name, name, role, active, added_seq)
           VALUES (@foldedName, @name, @role, @active, @addedSeq)`,
  update: 'UPDATE operators SET role = @role, active = @active WHERE folded_name = @foldedName',
  get: 'SELECT name, role, active FROM operators WHERE folded_name = ?',
  all: 'SELECT name, role, active FROM operators ORDER BY added_seq',
} as const

type Row = { name: string; role: Operator['role']; active: 0 | 1 }

export type OperatorsTable = ReturnType<typeof operatorsTable>

/** Everybody who ever worked here, also those who left. */
export function operatorsTable(db: Db) {
  const insert = db.prepare(OPERATORS_SQL.insert)
  const update = db.prepare(OPERATORS_SQL.update)
  const get = db.prepare<[string], Row>(OPERATORS_SQL.get)
  const all = db.prepare<[], Row>(OPERATORS_SQL.all)
  return {
    /** @throws when the name was ever given to anybody. */
    insert(operator: Operator, addedSeq: number): void {
      insert.run({ ...columns(operator), addedSeq })
    },
    /** @throws when nobody has this name. */
    update(operator: Operator): void {
      if (update.run(columns(operator)).changes !== 1)
        throw new Error('an entry changes an operator who was never added')
    },
    get(name: string): Operator | null {
      const row = get.get(foldOperatorName(name))
      return row === undefined ? null : operatorOf(row)
    },
    /** In the order in which they were added. */
    all: (): Operator[] => all.all().map(operatorOf),
  }
}

function columns({ name, role, active }: Operator) {
  return { foldedName: foldOperatorName(name), name, role, active: active ? 1 : 0 }
}

function operatorOf({ active, ...row }: Row): Operator {
  return { ...row, active: active === 1 }
}
