import { changed, os, type RouteDeps } from './implementer.ts'

export function lettersRoutes(deps: RouteDeps) {
  const { letters } = deps.core
  return os.letters.router({
    print: os.letters.print.handler(async ({ input }) => changed(deps, await letters.print(input.admissionId))),
    printAdvice: os.letters.printAdvice.handler(({ input }) => letters.printAdvice(input)),
    verify: os.letters.verify.handler(({ input }) => letters.verify(input.text)),
  })
}
