import { generateIdentity } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { recoveryKeyOf, wrongKey } from '../../../renderer/setup/recovery-key.ts'

const key = await generateIdentity()
const asPrinted = `${key.slice(0, 16)}\n${key.slice(16).replaceAll(/(.{4})/g, '$1 ')}`

describe('a recovery key typed from the sheet', () => {
  it('is taken in the groups it is printed in, and in small letters', () => {
    expect(recoveryKeyOf(asPrinted.toLowerCase())).toBe(key)
    expect(wrongKey(asPrinted.toLowerCase())).toBeNull()
  })

  it('is known as mistyped before a file is opened, whichever letter it is', () => {
    for (let at = 16; at < key.length; at += 1) {
      const other = key[at] === 'Q' ? 'P' : 'Q'
      expect(wrongKey(key.slice(0, at) + other + key.slice(at + 1)), `letter ${at}`).toBe('keyMistyped')
    }
    expect(wrongKey(key.slice(0, -1))).toBe('keyMistyped')
    expect(wrongKey(`${key}Q`)).toBe('keyMistyped')
  })

  it('is told from something else, and from nothing', () => {
    expect(wrongKey('  ')).toBe('keyMissing')
    expect(wrongKey('739164')).toBe('keyWrong')
  })
})
