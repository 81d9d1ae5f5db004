import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readRecoveryKey } from '../../../../electron/core/backup/recovery-key.ts'
import { backupIdentity } from '../../../../electron/core/keys/backup-identity.ts'

const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const identities = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => backupIdentity({ backupKey: Buffer.from(bytes) }))

it('reads every recovery key, also in small letters and with blanks between', () => {
  fc.assert(
    fc.property(identities, fc.integer({ min: 1, max: 12 }), (identity, width) => {
      const groups = identity.match(new RegExp(`.{1,${width}}`, 'g')) ?? []
      expect(readRecoveryKey(` ${groups.join(' ').toLowerCase()}\n`)).toBe(identity)
    }),
  )
})

it('finds one to four mistyped letters', () => {
  const mistakes = fc.array(fc.tuple(fc.integer({ min: 16, max: 73 }), fc.constantFrom(...LETTERS)), {
    minLength: 1,
    maxLength: 4,
  })
  fc.assert(
    fc.property(identities, mistakes, (identity, changes) => {
      const typed = [...identity.toLowerCase()]
      for (const [at, letter] of changes) typed[at] = letter
      const text = typed.join('')
      fc.pre(text !== identity.toLowerCase())
      expect(readRecoveryKey(text)).toBeNull()
    }),
    { numRuns: 1000 },
  )
})

it('is not taken in by an age recipient or other text', () => {
  for (const text of ['', 'age1qqqq', 'AGE-SECRET-KEY-PQ-1QQ', '246810']) expect(readRecoveryKey(text)).toBeNull()
})
