import { Option, type Command } from 'commander'
import type { OperatorChange } from '../../shared/contract/accounts.ts'
import { Role, type Operator } from '../../shared/domain/operator.ts'
import { MIN_PASSPHRASE_LETTERS, MIN_PIN_DIGITS } from '../../shared/domain/secret-strength.ts'
import { unreachable } from '../../shared/domain/unreachable.ts'
import type { Core } from '../core/open-core.ts'
import { askSecret, canAskSecret } from './ask-secret.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { failUnwritten } from './fail-unwritten.ts'
import { actingAs } from './require-operator.ts'

/** `loket operator ...`: who works at this desk, and as what. */
export function register(program: Command, context: CliContext): void {
  const operators = group(program, 'operator', 'who works at this desk')
  operators
    .command('add <name>')
    .description('add an operator; the first PIN or passphrase is asked for twice, or read from LOKET_NEW_PIN')
    .addOption(new Option('--role <role>', 'what they do here').choices(Role.options).makeOptionMandatory())
    .action((name: string, { role }: { role: Role }) =>
      asAdministrator(context, async ({ accounts }, actor) => {
        if (accounts.get(name) !== null) refuse({ kind: 'name-taken' })
        const { operator } = changed(await accounts.add({ name, role, secret: await newSecret(name) }, actor))
        context.out(`Added: ${operator.name}, ${operator.role}.`)
      }),
    )
  operators
    .command('list')
    .description('everybody, also who was disabled')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) =>
      withCore(context, ({ accounts }) => {
        const all = accounts.all()
        if (json === true) context.out(JSON.stringify(all))
        else if (all.length === 0) context.out('There are no operators yet.')
        else for (const line of all.map(operatorLine)) context.out(line)
      }),
    )
  for (const { word, active } of [
    { word: 'disable', active: false },
    { word: 'enable', active: true },
  ]) {
    operators
      .command(`${word} <name>`)
      .description(active ? 'let an operator sign in again' : 'keep an operator from signing in; the name stays theirs')
      .action((name: string) =>
        asAdministrator(context, (core, actor) => {
          const { operator } = changed(core.accounts.change({ ...known(core, name), active }, actor))
          context.out(`${operator.name} ${active ? 'may sign in again' : 'cannot sign in any more'}.`)
        }),
      )
  }
  operators
    .command('reset-pin <name>')
    .description('set another PIN or passphrase, asked for twice or read from LOKET_NEW_PIN; ends a lock-out')
    .action((name: string) =>
      asAdministrator(context, async (core, actor) => {
        const operator = known(core, name)
        changed(await core.accounts.resetSecret({ name: operator.name, secret: await newSecret(operator.name) }, actor))
        context.out(`${operator.name} has another PIN now.`)
      }),
    )
}

function asAdministrator(
  context: CliContext,
  work: (core: Core, actor: string) => Promise<void> | void,
): Promise<void> {
  return withCore(context, async (core) => work(core, await actingAs(context, core, 'configure', { another: true })))
}

function known({ accounts }: Core, name: string): Operator {
  return accounts.get(name) ?? refuse({ kind: 'not-found' })
}

/** Twice at the terminal, for nobody sees what is typed. */
async function newSecret(name: string): Promise<string> {
  const given = process.env['LOKET_NEW_PIN']
  if (given !== undefined && given !== '') return given
  if (!canAskSecret())
    fail('No new PIN was given: type it at a terminal, or set it in the environment variable LOKET_NEW_PIN.', 1)
  const secret = await askSecret(`New PIN or passphrase of ${name}: `, { another: true })
  if ((await askSecret('Once more: ')) !== secret) fail('The two were not the same: nothing was changed.', 1)
  return secret
}

function changed(change: OperatorChange): Extract<OperatorChange, { kind: 'changed' }> {
  return change.kind === 'changed' ? change : refuse(change)
}

function refuse(change: Exclude<OperatorChange, { kind: 'changed' }>): never {
  switch (change.kind) {
    case 'name-taken':
      return fail('Somebody has or had this name: it is never given twice; choose another.', 1)
    case 'name-bad':
      return fail('A name has 2 to 60 letters and is none of the names the program uses for itself.', 2)
    case 'too-short':
      return fail(
        `A PIN has at least ${MIN_PIN_DIGITS} digits, a passphrase at least ${MIN_PASSPHRASE_LETTERS} characters.`,
        2,
      )
    case 'too-simple':
      return fail('This is among the first that anybody would try: choose another.', 2)
    case 'not-found':
      return fail('Nobody has this name: see "loket operator list".', 2)
    case 'last-administrator':
      return fail('Nobody would be left who can change operators: make somebody else an administrator first.', 1)
    case 'disk-full':
    case 'busy':
      return failUnwritten(change.kind, 'nothing was changed')
    default:
      return unreachable(change)
  }
}

function operatorLine({
  name,
  role,
  active,
  method,
  lockedOutForMs,
}: ReturnType<Core['accounts']['all']>[number]): string {
  const notes = [
    active ? null : 'disabled',
    method === null ? 'without a PIN' : null,
    lockedOutForMs > 0 ? `waits ${Math.ceil(lockedOutForMs / 60_000)} min` : null,
  ].filter((note) => note !== null)
  return [name.padEnd(32), role.padEnd(14), notes.join(', ')].join(' ').trimEnd()
}
