import { describe, expect, it } from 'vitest'
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
