import { describe, expect, it } from 'vitest'
import { randomPin } from '../../../../renderer/settings/operators/random-pin.ts'
import { judgeSecret } from '../../../../shared/domain/secret-strength.ts'

/** Gives these bytes, one at each call. */
function bytes(...given: number[]) {
  return (into: Uint8Array) => {
    into[0] = given.shift() ?? 0
  }
}

describe('a PIN made by the program', () => {
  it('is one that the core takes, each time', () => {
    for (let time = 0; time < 500; time += 1) expect(judgeSecret(randomPin()).kind).toBe('ok')
  })

  it('is never one that is tried first', () => {
    expect(randomPin(bytes(1, 2, 3, 4, 5, 6, 4, 9, 3, 0, 9, 5))).toBe('493095')
  })

  it('leaves out the bytes that would make small digits likelier', () => {
    expect(randomPin(bytes(4, 255, 250, 9, 3, 0, 9, 5))).toBe('493095')
  })
})
