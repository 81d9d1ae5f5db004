import { implement } from '@orpc/server'
import { contract } from '../../../shared/contract/contract.ts'
import type { Session } from '../accounts/accounts.ts'
import type { CallContext } from '../server/serve-connection.ts'
import type { DeskEvents } from '../server/desk-events.ts'
import type { Core } from '../open-core.ts'

export const os = implement(contract).$context<CallContext>()

/** What the routes of every area get. */
export type RouteDeps = {
  core: Core
  events: DeskEvents
  shell: {
    order: { shell: 'electron' | 'browser'; version: string }
    /** Ends the core so that it starts anew at once. */
    restart(): void
  }
}

/** Who calls. The edge has let through only calls that may be made; an `open` call asks `context.caller` itself. */
export function sessionOf(context: CallContext): Session {
  const session = context.caller.session()
  if (session === null) throw new Error('a call that nobody signed in for passed the edge')
  return session
}

/** As written in the journal and the audit trail. */
export function actorOf(context: CallContext): string {
  return sessionOf(context).name
}

/** After a change every page looks again. */
export function changed<T extends { kind: string }>({ events }: Pick<RouteDeps, 'events'>, result: T): T {
  events.publish({ kind: 'admissions' })
  return result
}
