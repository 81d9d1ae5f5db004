import { describe, expect, it } from 'vitest'
import { KeystoreRefused, type KeystoreRefusal } from '../../../electron/core/keys/keystore.ts'
import { sentenceFor } from '../../../electron/core/refusal-sentence.ts'

const withCode = (code: string) => Object.assign(new Error('33 3275 0215 0890 9901'), { code })

describe('the sentence for anything thrown', () => {
  it.each(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_WRITE', 'ENOSPC', 'EDQUOT'])(
    'calls a full disk a full disk, whoever noticed it: %s',
    (code) => {
      expect(sentenceFor(withCode(code))).toContain('The disk is full')
    },
  )

  it('gives what nobody foresaw by its code, never by its message', () => {
    const sentence = sentenceFor(withCode('SQLITE_IOERR_READ'))
    expect(sentence).toContain('SQLITE_IOERR_READ')
    expect(sentence).not.toContain('3275')
  })
})

describe('the sentence for keys that cannot be used', () => {
  it.each([
    ['missing', 'is gone'],
    ['readable-by-others', 'can be read by other users'],
    ['damaged', 'is damaged'],
    ['staged-damaged', 'keys/keys.next is damaged'],
    ['both-damaged', 'are both damaged'],
    ['staged-of-another-desk', 'belongs to another desk'],
    ['not-writable', 'cannot be written'],
    ['unsealing-failed', 'could not unseal'],
    ['sealed', 'only that program can open it'],
  ] satisfies [KeystoreRefusal, string][])('is one, and says what is wrong: %s', (code, words) => {
    const sentence = sentenceFor(new KeystoreRefused(code))
    expect(sentence).toContain(words)
    expect(sentence.match(/\.(?:\s|$)/g)).toHaveLength(1)
  })
})
