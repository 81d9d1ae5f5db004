import { actorOf, changed, os, type RouteDeps } from './implementer.ts'

export function lettersRoutes(deps: RouteDeps) {
  const { letters, personViews } = deps.core
  return os.letters.router({
    print: os.letters.print.handler(async ({ input, context }) =>
      changed(deps, await letters.print(input.admissionId, actorOf(context))),
    ),
    printAdvice: os.letters.printAdvice.handler(({ input, context }) => letters.printAdvice(input, actorOf(context))),
    verify: os.letters.verify.handler(({ input, context }) => {
      const check = letters.verify(input.text)
      personViews.letter(check, actorOf(context))
      return check
    }),
  })
}
