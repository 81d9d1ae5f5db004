import type { OperatorChange } from '../../../shared/contract/accounts.ts'
import type { Messages } from '../../messages/id.ts'

/** The sentence for a change that was not made; null for one that was. */
export function operatorTrouble({ kind }: OperatorChange, { settings }: Messages): string | null {
  switch (kind) {
    case 'changed':
      return null
    case 'disk-full':
    case 'busy':
      return settings.unwritten[kind]
    default:
      return settings.operators.outcome[kind]
  }
}
