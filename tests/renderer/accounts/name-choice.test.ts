import { describe, expect, it } from 'vitest'
import { namesLike, neighbour, stepOf } from '../../../renderer/accounts/name-choice.ts'
import { countdownText, waitUntil } from '../../../renderer/accounts/use-secret-try.ts'
import type { SignInName } from '../../../shared/contract/session.ts'

const names: SignInName[] = ['Rina Contoh', 'Sari Contoh', 'Dewi Lestari'].map((name) => ({
  name,
  role: 'clerk',
  lockedOutForMs: 0,
}))

describe('the names to sign in with', () => {
  it('are narrowed by parts of words in any order and letter case', () => {
    expect(namesLike(names, 'con RI').map(({ name }) => name)).toEqual(['Rina Contoh', 'Sari Contoh'])
    expect(namesLike(names, '  ')).toHaveLength(3)
    expect(namesLike(names, 'budi')).toEqual([])
  })

  it('are walked around by the arrow keys', () => {
    expect(neighbour(names, 'Rina Contoh', stepOf('ArrowDown'))).toBe('Sari Contoh')
    expect(neighbour(names, 'Rina Contoh', stepOf('ArrowLeft'))).toBe('Dewi Lestari')
    expect(neighbour(names, 'Dewi Lestari', 1)).toBe('Rina Contoh')
    expect(neighbour(names, null, 1)).toBe('Rina Contoh')
    expect(stepOf('Enter')).toBe(0)
  })
})

describe('a wait after too many wrong tries', () => {
  it('is the longer of what the try was told and what the list says', () => {
    const tried = { kind: 'refused', refusal: { kind: 'locked-out', waitMs: 60_000 }, at: 1_000 } as const
    expect(waitUntil(tried, { lockedOutForMs: 0, readAt: 1_000 })).toBe(61_000)
    expect(waitUntil(tried, { lockedOutForMs: 90_000, readAt: 1_000 })).toBe(91_000)
    expect(waitUntil({ kind: 'idle' }, { lockedOutForMs: 0, readAt: 1_000 })).toBe(0)
  })

  it('is counted in minutes and seconds, and is never told as over before it is', () => {
    expect(countdownText(1)).toBe('0:01')
    expect(countdownText(65_000)).toBe('1:05')
    expect(countdownText(3_605_000)).toBe('1:00:05')
  })
})
