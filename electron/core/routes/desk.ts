import { actorOf, changed, os, sessionOf, type RouteDeps } from './implementer.ts'

export function deskRoutes(deps: RouteDeps) {
  const { desk } = deps.core
  return os.desk.router({
    check: os.desk.check.handler(({ input, context }) => desk.check(input, actorOf(context))),
    search: os.desk.search.handler(({ input, context }) => desk.search(input, actorOf(context))),
    admit: os.desk.admit.handler(({ input, context }) => changed(deps, desk.admit(input, actorOf(context)))),
    confirmProvisional: os.desk.confirmProvisional.handler(({ input, context }) =>
      changed(deps, desk.confirmProvisional(input, actorOf(context))),
    ),
    turnToUmum: os.desk.turnToUmum.handler(({ input, context }) =>
      changed(deps, desk.turnToUmum(input, actorOf(context))),
    ),
    amend: os.desk.amend.handler(({ input, context }) => changed(deps, desk.amend(input, sessionOf(context)))),
    void: os.desk.void.handler(({ input, context }) => changed(deps, desk.void(input, sessionOf(context)))),
    acceptAsUmum: os.desk.acceptAsUmum.handler(({ input, context }) => desk.acceptAsUmum(input, actorOf(context))),
  })
}
