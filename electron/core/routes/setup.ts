import { ORPCError } from '@orpc/server'
import type { SetupResult } from '../../../shared/contract/setup.ts'
import { finishSetup, type FinishResult } from '../setup/finish-setup.ts'
import type { Founding } from '../setup/founding.ts'
import { setupStage } from '../setup/setup-stage.ts'
import { turns } from '../setup/turns.ts'
import { os, type RouteDeps } from './implementer.ts'

/** Of a desk that is there: what it lacks can still be completed, nothing can be founded over it. */
export function setupRoutes({ core, events }: RouteDeps) {
  const turn = turns()
  return os.setup.router({
    state: os.setup.state.handler(() => ({ stage: setupStage(core) })),
    demo: os.setup.demo.handler((): SetupResult => ({ kind: 'already' })),
    finish: os.setup.finish.handler(async ({ input }) => {
      // Of two windows the second one finds an administrator.
      const end = await turn()
      try {
        const result = wellFormed(await finishSetup(core, input))
        if (result.kind === 'founded') events.publish({ kind: 'session' })
        return result
      } finally {
        end()
      }
    }),
    restore: os.setup.restore.handler(async function* () {
      yield { kind: 'refused' as const, fault: 'not-empty' as const }
    }),
  })
}

/** All that is answered in a data folder that nobody has used. */
export function foundingRouter(founding: Founding) {
  return {
    setup: os.setup.router({
      state: os.setup.state.handler(async () => ({ stage: await founding.stage() })),
      demo: os.setup.demo.handler(() => founding.demo()),
      finish: os.setup.finish.handler(async ({ input }) => wellFormed(await founding.finish(input))),
      restore: os.setup.restore.handler(({ input }) => founding.restore(input)),
    }),
  }
}

function wellFormed(result: FinishResult): SetupResult {
  if (result.kind === 'input-bad') throw new ORPCError('BAD_REQUEST')
  return result
}
