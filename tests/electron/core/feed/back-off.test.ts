import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstWaitMs, LONGEST_MS, waitMs } from '../../../../electron/core/feed/back-off.ts'

const MINUTE = 60_000

describe('the wait before a feed is asked again', () => {
  it('is at most as long as was said while all is well, and no two desks keep step', () => {
    expect(waitMs(60, 0, 0)).toBe(60 * MINUTE)
    expect(waitMs(60, 0, 0.5)).toBe(45 * MINUTE)
    expect(waitMs(60, 0, 0.999)).toBeGreaterThan(30 * MINUTE)
  })

  it('doubles with each failure, from five minutes to six hours, and is drawn from all of that', () => {
    expect([1, 2, 3, 4, 7, 8, 50].map((failures) => waitMs(5, failures, 0.9999) / MINUTE).map(Math.round)).toEqual([
      5, 10, 20, 40, 320, 360, 360,
    ])
    expect(waitMs(5, 8, 0.5)).toBe(LONGEST_MS / 2)
  })

  it('is never shorter than a minute and never longer than six hours after failures', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 10_080 }),
        fc.integer({ min: 1, max: 1e9 }),
        fc.float({ min: 0, max: Math.fround(0.999), noNaN: true }),
        (every, failures, random) => {
          const wait = waitMs(every, failures, random)
          expect(wait).toBeGreaterThanOrEqual(MINUTE)
          expect(wait).toBeLessThanOrEqual(LONGEST_MS)
        },
      ),
    )
  })
})

describe('the wait after the start', () => {
  it('is spread over a quarter of an hour where the feed is due, and not all desks come at once', () => {
    expect(firstWaitMs(60, null, 0)).toBe(0)
    expect(firstWaitMs(60, 2 * 60 * MINUTE, 0.5)).toBe(7.5 * MINUTE)
    expect(firstWaitMs(5, null, 0.999)).toBeLessThan(5 * MINUTE)
  })

  it('goes on where it was when the program was started again', () => {
    expect(firstWaitMs(60, 20 * MINUTE, 0)).toBe(40 * MINUTE)
  })

  it('never grows by a clock that was turned', () => {
    expect(firstWaitMs(60, -400 * 24 * 60 * MINUTE, 0)).toBe(0)
    expect(firstWaitMs(60, 400 * 24 * 60 * MINUTE, 0)).toBe(0)
  })
})
