import { FeedFailure } from './feed-failure.ts'

/** @throws {FeedFailure} `too-slow` when `work` takes longer: it is not waited for any more */
export async function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new FeedFailure('too-slow', { seconds: Math.ceil(ms / 1000) })), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    // What comes too late is nobody's error.
    work.catch(() => undefined)
  }
}
