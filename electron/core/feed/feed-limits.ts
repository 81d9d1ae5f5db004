/** How long and how much. Tests pass their own. */
export type FeedLimits = {
  /** Without a single byte, from the first to the last. */
  stallMs: number
  /** For a file as a whole: so long, and one more second for each `slowestBytesPerSecond` of it. */
  fileMs: number
  slowestBytesPerSecond: number
  /** Between tries to go on with a file that broke off; longer with each. */
  retryMs: number
  /** Tries in a row that bring not one byte. */
  tries: number
  redirects: number
  /** Of a file that is no pack, whatever is signed for it. */
  smallFileBytes: number
  packBytes: number
  /** Left free on the disk beyond what is fetched. */
  spareBytes: number
}

export const FEED_LIMITS: FeedLimits = {
  stallMs: 20_000,
  fileMs: 60_000,
  slowestBytesPerSecond: 16_384,
  retryMs: 1000,
  tries: 4,
  redirects: 3,
  smallFileBytes: 4_000_000,
  packBytes: 4_000_000_000,
  spareBytes: 64_000_000,
}

/** How long a file of so many bytes may take, breaks included. */
export function boundMs(
  { fileMs, slowestBytesPerSecond }: Pick<FeedLimits, 'fileMs' | 'slowestBytesPerSecond'>,
  bytes: number,
): number {
  return fileMs + Math.ceil(bytes / slowestBytesPerSecond) * 1000
}
