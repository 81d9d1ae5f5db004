import { withinTime } from './within-time.ts'

/** A process has four threads for all its files, PINs and host names. Disks that may hang hold this many of them at most. */
const MOST_AT_ONCE = 2

let free = MOST_AT_ONCE
const waiting: (() => void)[] = []

/**
 * Asks a disk that may never answer, such as a share whose server is gone. What hangs there keeps its place until it comes back; who waits
 * for a place waits within `ms` too. @throws {FeedFailure} `too-slow`
 */
export async function askDisk<T>(work: () => Promise<T>, ms: number): Promise<T> {
  let start: () => void = () => undefined
  const answer = new Promise<T>((resolve, reject) => {
    start = () => void work().then(resolve, reject).finally(giveBack)
  })
  if (free > 0) {
    free -= 1
    start()
  } else waiting.push(start)
  try {
    return await withinTime(answer, ms)
  } finally {
    const at = waiting.indexOf(start)
    if (at >= 0) waiting.splice(at, 1)
  }
}

function giveBack(): void {
  const next = waiting.shift()
  if (next === undefined) free += 1
  else next()
}
