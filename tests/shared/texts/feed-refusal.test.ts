import { describe, expect, it } from 'vitest'
import { FeedNotAdded } from '../../../shared/contract/feed.ts'
import { FeedRefusalCode } from '../../../shared/domain/feed.ts'
import {
  explainFeedNotAdded,
  explainFeedRefusal,
  feedRefusalOf,
  groupedHex,
} from '../../../shared/texts/feed-refusal.ts'

const LANGUAGES = ['id', 'en'] as const
/** What a person cannot do anything with. */
const UNFIT = /\b(error code|undefined|NaN|null|TUF|metadata|snapshot|timestamp|invalid)\b|!/i

describe('the words for a feed that was refused', () => {
  it.each(FeedRefusalCode.options)(
    'say of %s what happened and what to do, in both languages, with facts and without',
    (code) => {
      for (const language of LANGUAGES) {
        for (const detail of [{}, { status: 503, programme: 'kbs-bekasi', feed: 'kota-bekasi', percent: 12 }]) {
          const { so, next } = explainFeedRefusal({ code, detail }, language)
          expect(so).toMatch(/^[A-Z].*\.$/)
          expect(next).toMatch(/^[A-Z].*\.$/)
          expect(`${so} ${next}`).not.toMatch(UNFIT)
        }
        expect(feedRefusalOf(code, language)).toMatch(/^[a-z]/)
      }
      expect(explainFeedRefusal({ code, detail: {} }, 'id')).not.toEqual(explainFeedRefusal({ code, detail: {} }, 'en'))
    },
  )

  it('send whoever reads of a file that is not there to the address, and not to wait', () => {
    for (const language of LANGUAGES) {
      const next = (status: number) => explainFeedRefusal({ code: 'http-error', detail: { status } }, language).next
      expect(next(404)).toMatch(/address|alamat/i)
      expect(next(503)).not.toBe(next(404))
    }
  })

  it('are none for a code of something else', () => {
    expect(feedRefusalOf('wrong', 'id')).toBeNull()
  })
})

const NOT_ADDED: FeedNotAdded[] = [
  { kind: 'name-taken' },
  ...(['no-address', 'not-encrypted', 'not-absolute', 'inside-data'] as const).map((why) => ({
    kind: 'from-refused' as const,
    why,
  })),
  ...(['file-not-found', 'not-a-root', 'expired'] as const).map((why) => ({ kind: 'root-refused' as const, why })),
  ...(['file-not-found', 'not-an-identity'] as const).map((why) => ({ kind: 'identity-refused' as const, why })),
  { kind: 'proxy-refused' },
  { kind: 'too-many' },
  { kind: 'refused', refusal: { code: 'expired', detail: {} } },
]

describe('the words for a feed that was not added', () => {
  it.each([...NOT_ADDED, { kind: 'changed-meanwhile' as const }])('say of %o what is so and what to do', (refused) => {
    for (const language of LANGUAGES) {
      const { so, next } = explainFeedNotAdded(refused, language)
      expect(so).toMatch(/^[A-Z].*\.$/)
      expect(next).toMatch(/^[A-Z].*\.$/)
    }
  })
})

it('shows a fingerprint in groups of four', () => {
  expect(groupedHex('0123456789abcdef')).toBe('0123 4567 89ab cdef')
})
