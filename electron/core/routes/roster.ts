import { importEvents } from '../import-events.ts'
import { actorOf, os, type RouteDeps } from './implementer.ts'

export function rosterRoutes({ core }: RouteDeps) {
  return os.roster.router({
    state: os.roster.state.handler(() => core.roster.state()),
    import: os.roster.import.handler(({ input, context }) => importEvents(core, input, actorOf(context))),
  })
}
