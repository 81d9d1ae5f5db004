import { describe, expect, it } from 'vitest'
import { hear, hearWedge, NOTHING_HEARD } from '../../../../renderer/settings/readers/heard.ts'
import type { Hearing } from '../../../../renderer/settings/readers/heard.ts'
import type { TestEvent } from '../../../../shared/contract/readers.ts'
import { readCard } from '../../../../shared/domain/card.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { ReaderId } from '../../../../shared/domain/reader.ts'

const one = 'reader-one' as ReaderId
const other = 'reader-other' as ReaderId

const report = (reader: ReaderId, bytes: string): TestEvent => ({
  kind: 'event',
  readerName: `name of ${reader}`,
  event: { kind: 'report', reader, bytes },
})
const rejected = (reader: ReaderId): TestEvent => ({
  kind: 'event',
  readerName: `name of ${reader}`,
  event: { kind: 'rejected', reader, role: 'desk', why: 'truncated' },
})
const closed = (reader: ReaderId): TestEvent => ({
  kind: 'event',
  readerName: `name of ${reader}`,
  event: { kind: 'closed', reader, why: 'unplugged' },
})
const meaning = (reader: ReaderId | null, reports = 1): TestEvent => ({
  kind: 'meaning',
  reader,
  readerName: reader === null ? '' : `name of ${reader}`,
  text: '3275**********12',
  aim: ']Q1',
  uid: null,
  reading: {
    kind: 'keys',
    keys: [{ kind: 'nik', value: '3275**********12' }],
    nik: { ok: true },
    productBarcode: false,
  },
  reports,
  msSinceReport: 0.4,
})

/** One event each ten milliseconds. */
const all = (events: readonly TestEvent[]): Hearing =>
  events.reduce((hearing, event, index) => hear(hearing, event, index * 10), NOTHING_HEARD)

describe('what was scanned in the settings', () => {
  it('calls a reader without a name nothing, and not by its id', () => {
    const { heard } = all([{ ...meaning(one), readerName: one } as TestEvent])
    expect(heard[0]?.readerName).toBe('')
    expect(all([meaning(null)]).heard[0]?.readerName).toBeNull()
  })

  it('gives a scan the reports that came before it, with their time', () => {
    const { heard, pending } = all([report(one, '0201'), report(one, '0202'), meaning(one, 2)])
    expect(heard).toMatchObject([{ reportCount: 2, reports: { hex: ['0201', '0202'], times: [0, 10] } }])
    expect(pending.size).toBe(0)
  })

  it('does not count a report that came to nothing before it', () => {
    const { heard } = all([report(one, '0201'), report(one, '0202'), meaning(one, 1)])
    expect(heard[0]?.reports).toEqual({ hex: ['0202'], times: [10] })
  })

  it('keeps the reports of two readers apart', () => {
    const { heard, pending } = all([report(one, '01'), report(other, '02'), meaning(other)])
    expect(heard[0]?.reports?.hex).toEqual(['02'])
    expect(pending.get(one)?.reports.hex).toEqual(['01'])
  })

  it('shows what was rejected, with its reports and without a text', () => {
    const { heard } = all([report(one, '01'), rejected(one)])
    expect(heard).toMatchObject([{ what: { kind: 'rejected', why: 'truncated' }, reports: { hex: ['01'] } }])
    expect(JSON.stringify(heard)).not.toContain('text')
  })

  it('forgets the reports of a reader that was pulled out', () => {
    expect(all([report(one, '01'), closed(one)]).pending.size).toBe(0)
  })

  it('has the latest first and keeps only the last few', () => {
    const { heard } = all(Array.from({ length: 20 }, () => meaning(one)))
    expect(heard.length).toBeLessThan(10)
    expect(heard[0]?.key).toBe(20)
    expect(new Set(heard.map(({ key }) => key)).size).toBe(heard.length)
  })

  it('does not grow without end while a device sends what nobody understands', () => {
    const { pending } = all(Array.from({ length: 500 }, (_, at) => report(one, at.toString(16).padStart(4, '0'))))
    expect(pending.get(one)?.reports.hex).toHaveLength(64)
    expect(pending.get(one)?.reports.hex.at(-1)).toBe('01f3')
    expect(pending.get(one)?.reports.times).toHaveLength(64)
  })

  it('takes a keyboard scanner as one without a name, whether the page or the shell has seen its keys', () => {
    const reading = readCard('3275025403929912', '2026-11-21' as IsoDate)
    const seen = hearWedge(NOTHING_HEARD, { text: '3275025403929912', reading, typed: { keys: 16, msPerKey: 8 } }, 0)
    expect(seen.heard[0]).toMatchObject({ readerName: null, reports: null, typed: { keys: 16, msPerKey: 8 } })
    expect(all([meaning(null, 0)]).heard[0]).toMatchObject({ readerName: null, typed: null, msSinceReport: null })
  })
})
