import { Role } from '../../../shared/domain/operator.ts'
import { DEFAULT_POLICIES } from '../../../shared/domain/policy.ts'
import { setDesk, setRetentionPolicy, setSessionPolicy, type SettingChange } from '../journal/change-settings.ts'
import { actorOf, os, type RouteDeps } from './implementer.ts'

export function accountsRoutes({ core, events }: RouteDeps) {
  const { accounts, journal } = core

  /** Every page looks again: names, rights and policies stand on many screens. */
  function told<T extends { kind: string }>(result: T): T {
    if (result.kind === 'changed') events.publish({ kind: 'session' })
    return result
  }

  /** What was set is a line of the audit trail by itself: the journal leaves it with the entry. */
  function set(change: SettingChange) {
    return change === 'changed' || change === 'unchanged' ? told({ kind: 'changed' as const }) : { kind: change }
  }

  return os.accounts.router({
    list: os.accounts.list.handler(() => accounts.all()),
    add: os.accounts.add.handler(async ({ input, context }) => told(await accounts.add(input, actorOf(context)))),
    change: os.accounts.change.handler(({ input, context }) => told(accounts.change(input, actorOf(context)))),
    resetSecret: os.accounts.resetSecret.handler(async ({ input, context }) =>
      // Of oneself: whoever does it stays signed in.
      told(await accounts.resetSecret({ ...input, keep: context.caller }, actorOf(context))),
    ),
    rights: os.accounts.rights.handler(() => Role.options.map((role) => ({ role, rights: accounts.rightsOf(role) }))),
    setRights: os.accounts.setRights.handler(({ input, context }) => told(accounts.setRights(input, actorOf(context)))),
    policies: os.accounts.policies.handler(() => ({
      session: journal.setting('session-policy') ?? DEFAULT_POLICIES.session,
      retention: journal.setting('retention-policy') ?? DEFAULT_POLICIES.retention,
    })),
    setSessionPolicy: os.accounts.setSessionPolicy.handler(({ input, context }) =>
      set(setSessionPolicy(journal, input, actorOf(context))),
    ),
    setRetentionPolicy: os.accounts.setRetentionPolicy.handler(({ input, context }) =>
      set(setRetentionPolicy(journal, input, actorOf(context))),
    ),
    setDeskCode: os.accounts.setDeskCode.handler(({ input, context }) =>
      set(setDesk(journal, { code: input.code }, actorOf(context))),
    ),
  })
}
