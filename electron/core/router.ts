import { implement } from '@orpc/server'
import { contract } from '../../shared/contract/contract.ts'
import { createDemoCards } from './demo/demo-cards.ts'
import { importEvents } from './import-events.ts'
import type { Core } from './open-core.ts'
import type { CallContext } from './server/serve-connection.ts'
import type { DeskEvents } from './server/desk-events.ts'
import { sessionInfo } from './session-info.ts'

export type RouterDeps = {
  core: Core
  events: DeskEvents
  shell: { order: { shell: 'electron' | 'browser'; version: string } }
}

/** Maps each call of the contract to the service that answers it. No rule lives here. */
export function createRouter({ core, events, shell }: RouterDeps) {
  const os = implement(contract).$context<CallContext>()
  const { desk, letters, admissions, roster } = core
  const clerk = () => core.actor()
  const demoCards = createDemoCards(core)
  /** After a change every page looks again. */
  const changed = <T extends { kind: string }>(result: T): T => {
    events.publish({ kind: 'admissions' })
    return result
  }
  return os.router({
    session: {
      info: os.session.info.handler(() => sessionInfo(core, shell.order)),
      events: os.session.events.handler(({ lastEventId, signal }) => events.stream(lastEventId, signal)),
      setClerk: os.session.setClerk.handler(({ input }) => {
        const result = core.setClerk(input.clerkName)
        events.publish({ kind: 'session' })
        return result
      }),
    },
    desk: {
      check: os.desk.check.handler(({ input }) => desk.check(input, clerk())),
      search: os.desk.search.handler(({ input }) => desk.search(input, clerk())),
      admit: os.desk.admit.handler(({ input }) => changed(desk.admit(input, clerk()))),
      confirmProvisional: os.desk.confirmProvisional.handler(({ input }) =>
        changed(desk.confirmProvisional(input, clerk())),
      ),
      turnToUmum: os.desk.turnToUmum.handler(({ input }) => changed(desk.turnToUmum(input, clerk()))),
      amend: os.desk.amend.handler(({ input }) => changed(desk.amend(input, clerk()))),
      void: os.desk.void.handler(({ input }) => changed(desk.void(input, clerk()))),
      acceptAsUmum: os.desk.acceptAsUmum.handler(({ input }) => desk.acceptAsUmum(input, clerk())),
    },
    admissions: {
      list: os.admissions.list.handler(({ input }) => admissions.list(input)),
      provisional: os.admissions.provisional.handler(() => admissions.provisional()),
      get: os.admissions.get.handler(({ input }) => admissions.get(input.admissionId)),
      export: os.admissions.export.handler(({ input }) => admissions.export(input, clerk())),
    },
    letters: {
      print: os.letters.print.handler(async ({ input }) => changed(await letters.print(input.admissionId))),
      printAdvice: os.letters.printAdvice.handler(({ input }) => letters.printAdvice(input)),
      verify: os.letters.verify.handler(({ input }) => letters.verify(input.text)),
    },
    roster: {
      state: os.roster.state.handler(() => roster.state()),
      import: os.roster.import.handler(({ input }) => importEvents(core, input)),
    },
    demo: {
      samples: os.demo.samples.handler(() => demoCards.samples()),
      sheet: os.demo.sheet.handler(() => demoCards.sheet()),
    },
  })
}
