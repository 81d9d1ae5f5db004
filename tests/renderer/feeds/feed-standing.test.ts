import { expect, it } from 'vitest'
import { isInTrouble, standingOf } from '../../../renderer/feeds/feed-standing.ts'
import type { FeedState } from '../../../shared/domain/feed.ts'

type Given = Pick<FeedState, 'running' | 'source' | 'refusal'>
const feed = (change: object = {}) =>
  ({ running: null, refusal: null, source: { kind: 'serving', fellBack: false }, ...change }) as unknown as Given

it.each<[string, Given, string, boolean]>([
  ['brings what it should', feed(), 'current', false],
  ['is being pulled, whatever was before', feed({ running: {}, refusal: { code: 'expired' } }), 'running', false],
  ['was refused', feed({ refusal: { code: 'expired' } }), 'refused', true],
  ['was stopped by somebody', feed({ refusal: { code: 'stopped' } }), 'current', false],
  ['waits for another import', feed({ refusal: { code: 'busy' } }), 'current', false],
  ['never brought anything', feed({ source: { kind: 'none' }, refusal: { code: 'unreachable' } }), 'none', true],
  ['is damaged', feed({ source: { kind: 'damaged' } }), 'damaged', true],
  ['serves an earlier version', feed({ source: { kind: 'serving', fellBack: true } }), 'fellBack', true],
])('a source that %s', (_what, given, standing, trouble) => {
  expect(standingOf(given)).toBe(standing)
  expect(isInTrouble(given)).toBe(trouble)
})
