import { actorOf, os, type RouteDeps } from './implementer.ts'

export function admissionsRoutes({ core: { admissions } }: RouteDeps) {
  return os.admissions.router({
    list: os.admissions.list.handler(({ input }) => ({ ...admissions.list(input), masked: false })),
    provisional: os.admissions.provisional.handler(() => admissions.provisional()),
    get: os.admissions.get.handler(({ input }) => admissions.get(input.admissionId)),
    export: os.admissions.export.handler(({ input, context }) => admissions.export(input, actorOf(context))),
  })
}
