import { actorOf, os, type RouteDeps } from './implementer.ts'

/** So that the answer is out before the core ends. */
const ANSWER_LEAVES_MS = 100

export function keysRoutes({ core, shell, events }: RouteDeps) {
  const { keys } = core
  return os.keys.router({
    state: os.keys.state.handler(() => keys.state()),
    rotate: os.keys.rotate.handler(async ({ input, context }) => {
      const staged = await keys.stageRotation(actorOf(context), input.secret)
      if (staged.kind !== 'staged') return staged
      setTimeout(() => shell.restart(), ANSWER_LEAVES_MS)
      return { kind: 'restarting' as const }
    }),
    kit: os.keys.kit.handler(async ({ input, context }) => {
      const made = await keys.printKit(actorOf(context), input.secret)
      if (made.kind === 'made') events.publish({ kind: 'session' })
      return made
    }),
  })
}
