import type { GrantedRight, Operator } from '../../shared/domain/operator.ts'
import { unreachable } from '../../shared/domain/unreachable.ts'
import type { SecretCheck } from '../core/accounts/accounts.ts'
import type { Core } from '../core/open-core.ts'
import { askSecret, canAskSecret } from './ask-secret.ts'
import { fail, type CliContext } from './cli-context.ts'

type Desk = Pick<Core, 'accounts' | 'audit' | 'journal' | 'actor'>

/**
 * Who acts in a command that hands out data of persons, as written in journal and audit trail. On a real desk with operators that is the
 * one named, once the PIN was right and the role has `right`; in a demo, and before there are operators, the machine's administrator.
 */
export async function requireOperator(context: CliContext, core: Desk, right: GrantedRight): Promise<string> {
  const isOpen = core.journal.demo || core.accounts.all().length === 0
  if (context.operator() === null && isOpen) return core.actor()
  return signedIn(context, core, right)
}

/** Who acts in a maintenance command: the machine's administrator, or the operator named, who then needs `right`. */
export async function actingAs(
  context: CliContext,
  core: Desk,
  right: GrantedRight,
  then = ASKS_NO_MORE,
): Promise<string> {
  return context.operator() === null ? core.actor() : signedIn(context, core, right, then)
}

/** Whether the command asks for another secret once it knows who acts. */
const ASKS_NO_MORE = { another: false }

async function signedIn(
  context: CliContext,
  { accounts, audit }: Desk,
  right: GrantedRight,
  then = ASKS_NO_MORE,
): Promise<string> {
  const given = context.operator()
  if (given === null)
    return fail('This command shows data of persons: say who you are with --operator NAME and your PIN.', 1)
  const operator = operatorOf(await accounts.checkSecret(given, await secretOf(given, then), 'command'))
  if (!accounts.rightsOf(operator.role).includes(right)) {
    audit.record([{ actor: operator.name, action: 'call-refused', subject: null, facts: { call: 'command', right } }])
    fail(`The role of ${operator.name} does not have the right "${right}" that this command needs.`, 1)
  }
  audit.record([{ actor: operator.name, action: 'signed-in', subject: null, facts: { for: 'command' } }])
  return operator.name
}

/** Never an argument: those stand in the list of processes and in the shell's history. */
function secretOf(name: string, then: { another: boolean }): Promise<string> {
  const given = process.env['LOKET_PIN']
  if (given !== undefined && given !== '') return Promise.resolve(given)
  if (canAskSecret()) return askSecret(`PIN or passphrase of ${name}: `, then)
  return fail('No PIN was given: type it at a terminal, or set it in the environment variable LOKET_PIN.', 1)
}

function operatorOf(check: SecretCheck): Operator {
  switch (check.kind) {
    case 'right':
      return check.operator
    case 'wrong':
      return fail(
        check.triesLeft > 0
          ? `Name and PIN do not belong together; ${tries(check.triesLeft)} left before this name has to wait.`
          : 'Name and PIN do not belong together; after so many tries this name has to wait.',
        1,
      )
    case 'locked-out':
      return fail(`After too many wrong tries this name has to wait ${minutes(check.waitMs)} more.`, 1)
    case 'disabled':
      return fail('This operator is disabled: ask an administrator.', 1)
    case 'busy':
      return fail('Another program is writing to this data folder: wait a moment and try again.', 1)
    default:
      return unreachable(check)
  }
}

function tries(count: number): string {
  return count === 1 ? '1 try' : `${count} tries`
}

function minutes(ms: number): string {
  const count = Math.ceil(ms / 60_000)
  return count === 1 ? '1 minute' : `${count} minutes`
}
