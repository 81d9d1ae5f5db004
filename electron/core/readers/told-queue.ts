/** What waits for one page, oldest first. A page that does not read makes it no longer than `most`: the oldest is let go. */
export type ToldQueue<T> = {
  push(item: T): void
  /** Lets whoever waits look again. */
  wake(): void
  take(): T | undefined
  /** Until something was pushed, `wake` or `end` was called, or `signal` is aborted. */
  waits(signal: AbortSignal | undefined): Promise<void>
  end(): void
  ended(): boolean
}

export function toldQueue<T>(most: number): ToldQueue<T> {
  const items: T[] = []
  let hasEnded = false
  let news = false
  let waker: (() => void) | null = null
  const wake = () => {
    news = true
    waker?.()
  }
  return {
    push(item) {
      if (hasEnded) return
      items.push(item)
      if (items.length > most) items.shift()
      wake()
    },
    wake,
    take: () => (hasEnded ? undefined : items.shift()),
    waits: (signal) =>
      new Promise((resolve) => {
        const done = () => {
          news = false
          waker = null
          signal?.removeEventListener('abort', done)
          resolve()
        }
        if (news || hasEnded || signal?.aborted === true) return done()
        waker = done
        signal?.addEventListener('abort', done)
      }),
    end() {
      hasEnded = true
      items.length = 0
      wake()
    },
    ended: () => hasEnded,
  }
}
