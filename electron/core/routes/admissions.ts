import { actorOf, os, sessionOf, type RouteDeps } from './implementer.ts'

export function admissionsRoutes({ core: { admissions } }: RouteDeps) {
  return os.admissions.router({
    list: os.admissions.list.handler(({ input, context }) => admissions.list(input, sessionOf(context).rights)),
    provisional: os.admissions.provisional.handler(({ context }) => admissions.provisional(sessionOf(context).rights)),
    get: os.admissions.get.handler(({ input, context }) =>
      admissions.get(input.admissionId, sessionOf(context).rights),
    ),
    export: os.admissions.export.handler(({ input, context }) => admissions.export(input, actorOf(context))),
  })
}
