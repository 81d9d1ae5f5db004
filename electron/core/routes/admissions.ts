import { actorOf, os, sessionOf, type RouteDeps } from './implementer.ts'

/** Whatever is shown of a patient stands in the audit trail before it is answered. */
export function admissionsRoutes({ core: { admissions, personViews } }: RouteDeps) {
  return os.admissions.router({
    list: os.admissions.list.handler(({ input, context }) => {
      const shown = admissions.list(input, sessionOf(context).rights)
      personViews.list(input, shown, actorOf(context))
      return shown
    }),
    provisional: os.admissions.provisional.handler(({ context }) => {
      const shown = admissions.provisional(sessionOf(context).rights)
      personViews.provisional(shown, actorOf(context))
      return shown
    }),
    get: os.admissions.get.handler(({ input, context }) => {
      personViews.admission(input.admissionId, actorOf(context))
      return admissions.get(input.admissionId, sessionOf(context).rights)
    }),
    export: os.admissions.export.handler(({ input, context }) => admissions.export(input, actorOf(context))),
  })
}
