import type { PublishSeconds, PublishStage } from './publication.ts'

/** Seconds by stage. `restart`: the time a person took to answer belongs to no stage. */
export function stopwatch(): { lap(stage: PublishStage): void; restart(): void; seconds(): PublishSeconds } {
  const seconds: PublishSeconds = { reading: 0, comparing: 0, packing: 0, signing: 0, total: 0 }
  let since = performance.now()
  return {
    lap(stage) {
      const at = performance.now()
      seconds[stage] += (at - since) / 1000
      seconds.total += (at - since) / 1000
      since = at
    },
    restart() {
      since = performance.now()
    },
    seconds: () => ({ ...seconds }),
  }
}
