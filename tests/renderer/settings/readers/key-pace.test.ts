import { expect, it } from 'vitest'
import { msPerKey } from '../../../../renderer/settings/readers/key-pace.ts'

it('is the time from key to key over the keys of the scan, not of what was typed before', () => {
  expect(msPerKey([0, 900, 1_000, 1_008, 1_016, 1_024], 4)).toBe(8)
})

it('is not known for one key, or none', () => {
  expect(msPerKey([5], 1)).toBeNull()
  expect(msPerKey([], 4)).toBeNull()
})
