import { expect, it } from 'vitest'
import { feedsItem } from '../../../../electron/core/health/feeds-item.ts'
import { HEALTH_CODES } from '../../../../shared/contract/health-codes.ts'
import { IsoInstant } from '../../../../shared/domain/dates.ts'
import { FeedState } from '../../../../shared/domain/feed.ts'

const NOW = IsoInstant.parse('2026-11-21T03:00:00.000Z')
const serving = {
  kind: 'serving',
  source: 'kab-bogor',
  programmes: ['bogor-sehat'],
  version: '2026-11-20-1',
  asOf: '2026-11-20',
  importedAt: '2026-11-20T20:00:00.000Z',
  ageDays: 1,
  people: 5,
  rows: 5,
  fellBack: false,
}
const feed = (change: object = {}) =>
  FeedState.parse({
    name: 'kab-bogor',
    issuer: 'Dinas Kesehatan Contoh',
    from: 'https://data.example.id/',
    programmes: ['bogor-sehat'],
    everyMinutes: 60,
    proxy: null,
    hasIdentity: false,
    rootVersion: 1,
    source: serving,
    lastAttemptAt: '2026-11-21T02:00:00.000Z',
    lastGoodAt: '2026-11-21T02:00:00.000Z',
    refusal: null,
    nextAttemptAt: '2026-11-21T03:10:00.000Z',
    expiresAt: '2026-12-01T00:00:00.000Z',
    running: null,
    ...change,
  })
const none = { kind: 'none', source: 'kab-bogor', programmes: ['bogor-sehat'] }
const refusal = (code: string) => ({ refusal: { code, detail: {} } })

it.each<[string, FeedState[], string, string]>([
  ['no feed', [], 'well', 'none'],
  ['a feed that brought what it should', [feed()], 'well', 'current'],
  ['a network that is away for once', [feed(refusal('unreachable'))], 'notice', 'refused'],
  ['a signature that is not believed', [feed(refusal('bad-signature'))], 'trouble', 'refused'],
  ['a feed that never brought anything', [feed({ source: none, lastGoodAt: null })], 'trouble', 'never'],
  ['a feed whose signature ends in two days', [feed({ expiresAt: '2026-11-23T00:00:00.000Z' })], 'notice', 'expiring'],
  ['a feed that missed more than a day', [feed({ lastGoodAt: '2026-11-19T02:00:00.000Z' })], 'notice', 'due'],
  [
    'one asked by hand alone, whenever that was',
    [feed({ lastGoodAt: '2026-11-01T02:00:00.000Z', everyMinutes: null })],
    'well',
    'current',
  ],
  [
    'a weekly feed, five days after',
    [feed({ lastGoodAt: '2026-11-16T02:00:00.000Z', everyMinutes: 10_080 })],
    'well',
    'current',
  ],
  [
    'a command that knows of no attempt, of a feed that serves',
    [feed({ lastGoodAt: null, lastAttemptAt: null })],
    'well',
    'current',
  ],
  ['two feeds, by the one that stands worse', [feed(), feed(refusal('rolled-back'))], 'trouble', 'refused'],
])('of %s', (_what, feeds, level, code) => {
  expect(feedsItem(feeds, NOW)).toMatchObject({ topic: 'feeds', level, code })
  expect(HEALTH_CODES.feeds).toContain(code)
})
