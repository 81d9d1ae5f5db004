import { FIXED_RIGHTS, GRANTABLE_RIGHTS, GrantedRight, Role } from '../../../shared/domain/operator.ts'

export type RightsTable = Readonly<Record<Role, readonly GrantedRight[]>>

/** What the table shows where a role and a right meet. */
export type Cell = 'granted' | 'open' | 'fixed' | 'never'

export type RightsChange = { role: Role; right: GrantedRight; kind: 'gains' | 'loses' }

/** From the core's answer; a role that it does not name may do nothing. */
export function tableOf(rows: readonly { role: Role; rights: readonly GrantedRight[] }[]): RightsTable {
  const of = (role: Role) => rows.find((row) => row.role === role)?.rights ?? []
  return Object.fromEntries(Role.options.map((role) => [role, of(role)])) as Record<Role, readonly GrantedRight[]>
}

export function cellOf(table: RightsTable, role: Role, right: GrantedRight): Cell {
  if (FIXED_RIGHTS[role].includes(right)) return 'fixed'
  if (!GRANTABLE_RIGHTS[role].includes(right)) return 'never'
  return table[role].includes(right) ? 'granted' : 'open'
}

/** The table with one right given or taken; unchanged where that cannot be. */
export function toggled(table: RightsTable, role: Role, right: GrantedRight): RightsTable {
  const cell = cellOf(table, role, right)
  if (cell === 'fixed' || cell === 'never') return table
  const rights = GrantedRight.options.filter((one) => (one === right ? cell === 'open' : table[role].includes(one)))
  return { ...table, [role]: rights }
}

/** What saving `to` over `from` gives and takes, role by role. */
export function changesBetween(from: RightsTable, to: RightsTable): RightsChange[] {
  return Role.options.flatMap((role) =>
    GrantedRight.options.flatMap((right): RightsChange[] => {
      const had = from[role].includes(right)
      const has = to[role].includes(right)
      return had === has ? [] : [{ role, right, kind: has ? 'gains' : 'loses' }]
    }),
  )
}
