import { describe, expect, it } from 'vitest'
import { newSecretWrong } from '../../../renderer/accounts/new-secret.ts'
import { refusalText } from '../../../renderer/accounts/refusal-text.ts'
import { id } from '../../../renderer/messages/id.ts'

describe('a new PIN or passphrase', () => {
  const { strength, change } = id.accounts

  it.each([
    ['1234', '1234', strength.shortPin(4)],
    ['', '', strength.shortPin(0)],
    ['melati', 'melati', strength.shortPassphrase(6)],
    ['123456', '123456', strength.simple],
    ['111111', '111111', strength.simple],
  ])('is told what it lacks at its own field: %s', (secret, again, text) => {
    expect(newSecretWrong({ secret, again }, id)).toEqual({ field: 'secret', text })
  })

  it('is told at the second field when the two differ', () => {
    expect(newSecretWrong({ secret: '739164', again: '739165' }, id)).toEqual({ field: 'again', text: change.differs })
  })

  it('is taken when it is strong enough and the same twice', () => {
    expect(newSecretWrong({ secret: '739164', again: '739164' }, id)).toBeNull()
    expect(newSecretWrong({ secret: 'melati di pagi hari', again: 'melati di pagi hari' }, id)).toBeNull()
  })
})

describe('a refused PIN', () => {
  it('says how many tries are left, and how long to wait', () => {
    expect(refusalText({ kind: 'wrong', triesLeft: 3 }, 0, id)).toContain('3 kali')
    expect(refusalText({ kind: 'wrong', triesLeft: 0 }, 0, id)).toBe(id.accounts.refused.wrongLast)
    expect(refusalText({ kind: 'locked-out', waitMs: 60_000 }, 42_000, id)).toContain('0:42')
    expect(refusalText({ kind: 'locked-out', waitMs: 60_000 }, 0, id)).toBe(id.accounts.refused.lockedOutOver)
  })
})
