/** Lets a few run at once and a few wait; who comes when it is full is sent away. */
export type Turnstile = <T>(work: () => Promise<T>) => Promise<{ kind: 'done'; value: T } | { kind: 'full' }>

/** Each piece of work that runs here takes memory or time that must not grow with the number of those who ask. */
export function turnstile({ running, waiting }: { running: number; waiting: number }): Turnstile {
  let inside = 0
  const queue: (() => void)[] = []
  return async (work) => {
    if (inside >= running && queue.length >= waiting) return { kind: 'full' }
    if (inside >= running) await new Promise<void>((enter) => queue.push(enter))
    else inside += 1
    try {
      return { kind: 'done', value: await work() }
    } finally {
      // The place goes straight to the next one: nobody can slip in between.
      const next = queue.shift()
      if (next === undefined) inside -= 1
      else next()
    }
  }
}
