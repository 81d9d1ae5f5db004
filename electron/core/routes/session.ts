import { sessionInfo } from '../session-info.ts'
import { os, type RouteDeps } from './implementer.ts'

export function sessionRoutes({ core, events, shell }: RouteDeps) {
  return os.session.router({
    info: os.session.info.handler(() => sessionInfo(core, shell.order)),
    events: os.session.events.handler(({ lastEventId, signal }) => events.stream(lastEventId, signal)),
  })
}
