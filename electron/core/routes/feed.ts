import type { PullEvent } from '../../../shared/contract/feed.ts'
import type { FeedName } from '../../../shared/domain/feed.ts'
import { eventsOfRun } from '../events-of-run.ts'
import { unwrittenOf } from '../journal/unwritten-error.ts'
import { actorOf, os, type RouteDeps } from './implementer.ts'

export function feedRoutes({ core }: RouteDeps) {
  const { feeds } = core
  const pull = (name: FeedName, actor: string) =>
    eventsOfRun<PullEvent, PullEvent>((report) =>
      feeds.pull(name, actor, (progress) => report({ kind: 'progress', progress })),
    )
  return os.feed.router({
    list: os.feed.list.handler(() => feeds.list()),
    look: os.feed.look.handler(({ input }) => feeds.look(input)),
    add: os.feed.add.handler(async ({ input, context }) => {
      try {
        return await feeds.add(input.feed, input.offer, input.everyMinutes, actorOf(context))
      } catch (error) {
        const why = unwrittenOf(error)
        if (why === null) throw error
        return { kind: why }
      }
    }),
    change: os.feed.change.handler(({ input, context }) => feeds.change(input, actorOf(context))),
    remove: os.feed.remove.handler(({ input, context }) => feeds.remove(input.name, actorOf(context))),
    pull: os.feed.pull.handler(({ input, context }) => pull(input.name, actorOf(context))),
    renew: os.feed.renew.handler(({ input, context }) => pull(input.name, actorOf(context))),
    stop: os.feed.stop.handler(({ input }) => {
      feeds.stop(input.name)
      return { kind: 'stopping' as const }
    }),
  })
}
