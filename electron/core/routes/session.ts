import type { SecretChange, SignInName, SignInResult } from '../../../shared/contract/session.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import type { CallContext } from '../server/serve-connection.ts'
import { sessionInfo } from '../session-info.ts'
import { approve } from './approve.ts'
import { actorOf, os, sessionOf, type RouteDeps } from './implementer.ts'

export function sessionRoutes({ core, events, shell }: RouteDeps) {
  const { accounts, sessions, handOvers, audit } = core

  async function signIn(context: CallContext, name: string, secret: string): Promise<SignInResult> {
    const outcome = await sessions.signIn(context.caller, name, secret)
    if (outcome.kind !== 'signed-in') return outcome
    const { operator } = outcome
    // Clerks write of patients to each other: a note is for whoever does that work, and sees patients whole.
    return { ...outcome, handOver: operator.rights.includes('enter') ? handOvers.unreadFor(operator.name) : null }
  }

  async function changeSecret(context: CallContext, input: { current: string; next: string }): Promise<SecretChange> {
    const name = actorOf(context)
    const check = await accounts.checkSecret(name, input.current, 'confirmation')
    if (check.kind !== 'right') return check
    const result = await accounts.resetSecret({ name, secret: input.next, keep: context.caller }, name)
    switch (result.kind) {
      case 'changed':
        return { kind: 'changed' }
      case 'too-short':
      case 'too-simple':
      case 'disk-full':
      case 'busy':
        return { kind: result.kind }
      case 'name-taken':
      case 'name-bad':
      case 'not-found':
      case 'last-administrator':
        throw new Error(`an operator's own secret was refused: ${result.kind}`)
      default:
        return unreachable(result)
    }
  }

  return os.session.router({
    info: os.session.info.handler(({ context }) => sessionInfo(core, shell.order, context.caller)),
    events: os.session.events.handler(({ lastEventId, signal }) => events.stream(lastEventId, signal)),
    operators: os.session.operators.handler(() => accounts.signInNames()),
    signIn: os.session.signIn.handler(({ input, context }) => signIn(context, input.name, input.secret)),
    resume: os.session.resume.handler(({ input, context }) => {
      const operator = sessions.resume(context.caller, input.token)
      return operator === null ? { kind: 'ended' as const } : { kind: 'resumed' as const, operator }
    }),
    touch: os.session.touch.handler(({ context }) => {
      sessions.touch(context.caller)
      return { kind: 'touched' as const }
    }),
    lock: os.session.lock.handler(({ context }) => {
      sessions.lock(context.caller)
      return { kind: 'locked' as const }
    }),
    signOut: os.session.signOut.handler(({ context }) => {
      sessions.signOut(context.caller)
      return { kind: 'signed-out' as const }
    }),
    changeSecret: os.session.changeSecret.handler(({ input, context }) => changeSecret(context, input)),
    approve: os.session.approve.handler(({ input, context }) => approve(core, context, input)),
    approvers: os.session.approvers.handler((): SignInName[] =>
      accounts.signInNames().filter(({ role }) => accounts.rightsOf(role).includes('approve')),
    ),
    handOver: os.session.handOver.handler(({ input, context }) => {
      const actor = actorOf(context)
      const result = handOvers.note(input.note, actor)
      if (result.kind === 'noted') audit.record([{ actor, action: 'handed-over', subject: null, facts: {} }])
      return result
    }),
    handOverRead: os.session.handOverRead.handler(({ input, context }) => {
      handOvers.read(input.seq, sessionOf(context).name)
      return { kind: 'noted' as const }
    }),
  })
}
