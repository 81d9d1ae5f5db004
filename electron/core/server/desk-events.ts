import { randomUUID } from 'node:crypto'
import { withEventMeta } from '@orpc/server'
import type { DeskEvent } from '../../../shared/contract/session.ts'

/** Tells every page what it may have to show anew. A page that was away gets what it missed, or a hint to look at everything. */
export type DeskEvents = {
  publish(event: DeskEvent): void
  /** Never ends by itself; `signal` ends it. */
  stream(lastEventId: string | undefined, signal: AbortSignal | undefined): AsyncGenerator<DeskEvent, void, void>
}

const KEPT = 200

export function createDeskEvents(): DeskEvents {
  // Ids of an earlier process mean nothing to this one, so they carry the boot.
  const boot = randomUUID().slice(0, 8)
  const kept: { id: number; event: DeskEvent }[] = []
  const wakers = new Set<() => void>()
  let lastId = 0

  return {
    publish(event) {
      kept.push({ id: ++lastId, event })
      if (kept.length > KEPT) kept.shift()
      for (const wake of wakers) wake()
    },
    async *stream(lastEventId, signal) {
      const [ofBoot, seen] = (lastEventId ?? '').split('-')
      const canResume = ofBoot === boot && Number(seen) >= lastId - KEPT && Number(seen) <= lastId
      let next = canResume ? Number(seen) + 1 : lastId + 1
      if (lastEventId !== undefined && !canResume) yield* hints(`${boot}-${lastId}`)
      while (!signal?.aborted) {
        for (const { id, event } of kept.filter((entry) => entry.id >= next)) {
          next = id + 1
          yield withEventMeta({ ...event }, { id: `${boot}-${id}` })
        }
        if (lastId >= next) continue
        await new Promise<void>((resolve) => {
          const wake = () => {
            wakers.delete(wake)
            signal?.removeEventListener('abort', wake)
            resolve()
          }
          wakers.add(wake)
          signal?.addEventListener('abort', wake)
        })
      }
    },
  }
}

function* hints(id: string): Generator<DeskEvent, void, void> {
  yield withEventMeta({ kind: 'session' }, { id })
  yield withEventMeta({ kind: 'admissions' }, { id })
  yield withEventMeta({ kind: 'feeds' }, { id })
}
