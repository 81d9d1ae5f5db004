import { udevReaders, udevRule, UDEV_RULE_PATH } from '../../../shared/texts/udev-rule.ts'
import { printScannerSheet } from '../readers/scanner-sheet.ts'
import { actorOf, os, type RouteDeps } from './implementer.ts'

export function readersRoutes({ core }: RouteDeps) {
  const { readers } = core
  return os.readers.router({
    events: os.readers.events.handler(({ context, signal }) => readers.events(context.caller, signal)),
    info: os.readers.info.handler(() => readers.info()),
    look: os.readers.look.handler(() => {
      readers.look()
      return { kind: 'looking' as const }
    }),
    configure: os.readers.configure.handler(({ input, context }) => ({
      kind: readers.configure(input, actorOf(context)),
    })),
    forget: os.readers.forget.handler(({ input, context }) => ({ kind: readers.forget(input.id, actorOf(context)) })),
    setSound: os.readers.setSound.handler(({ input, context }) => ({
      kind: readers.setSound(input.on, actorOf(context)),
    })),
    test: os.readers.test.handler(({ context, signal }) => readers.test(context.caller, signal)),
    udevRule: os.readers.udevRule.handler(() => ({
      path: UDEV_RULE_PATH,
      text: udevRule(udevReaders(readers.info().readers)),
    })),
    sheet: os.readers.sheet.handler(() => printScannerSheet(core)),
  })
}
