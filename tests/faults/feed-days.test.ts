import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom } from '../../electron/core/demo/random.ts'
import { writeDemoRoster } from '../../electron/core/demo/write-roster-csv.ts'
import { SEARCH_LIMIT } from '../../electron/core/roster/look-up-limits.ts'
import type { Roster } from '../../electron/core/roster/roster.ts'
import { rosterRow } from '../../electron/roster-files/coded-row.ts'
import { isReject, rowParser } from '../../electron/roster-files/parse-roster-row.ts'
import { readHeader } from '../../electron/roster-files/roster-columns.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import type { PullReport } from '../../shared/domain/feed.ts'
import type { LookupKey } from '../../shared/domain/reading.ts'
import type { RosterRow } from '../../shared/domain/roster-row.ts'
import { writeNextDay } from '../support/next-day.ts'
import { madeFeed, publishOn } from '../support/publisher.ts'
import { addFeed, openPullingDesk, type PullingDesk } from '../support/pulling-desk.ts'

const PEOPLE = process.env['LOKET_LONG'] === '1' ? 60_000 : 4000
const DAYS = 30
const START = '2026-10-20' as IsoDate
const SHARE = 0.005

let place: string
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'loket-feed-days-'))
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

type Pulled = { desk: string; report: PullReport; seconds: number }

it('brings a desk that was away for a day, a week or a month to the very roster of the last day, as one that was never away', async () => {
  const made = await madeFeed(join(place, 'feed'))
  const opened: PullingDesk[] = []
  const desk = (name: string, date: IsoDate): PullingDesk => {
    const one = openPullingDesk(join(place, name), `${date}T05:30:00.000Z`)
    opened.push(one)
    return one
  }
  try {
    const everyDay = desk('every day', START)
    const away = new Map([0, 1, 7, 30].map((days) => [days, desk(`away ${days}`, START)]))
    const daily: Pulled[] = []
    const everybodyEver = new Set<string>()
    const csv = join(place, 'roster.csv')
    writeDemoRoster(csv, { people: PEOPLE, seed: 30 })
    for (let day = 0; day <= DAYS; day += 1) {
      const date = addDays(START, day)
      if (day > 0) {
        copyFileSync(csv, join(place, 'before.csv'))
        writeNextDay({ from: join(place, 'before.csv'), to: csv, date, seed: day, share: SHARE })
      }
      const outcome = await publishOn(join(place, 'feed'), csv, date)
      expect(outcome.kind).toBe('published')
      for (const row of rowsOf(csv, date)) everybodyEver.add(row.nik)
      if (day === 0) for (const one of opened) await addFeed(one, made)
      daily.push(await pull('every day', everyDay, date))
      for (const [days, one] of away) if (day === DAYS - days) await pull(`away ${days}`, one, date)
    }

    const last = addDays(START, DAYS)
    const back: Pulled[] = []
    for (const [days, one] of away) back.push(await pull(`away for ${days} days`, one, last))
    const fresh = desk('new', last)
    await addFeed(fresh, made)
    back.push(await pull('new', fresh, last))
    const [zero, ...others] = back
    expect(zero?.report.route).toBe('none')
    expect(others.map(({ report }) => report.route)).toEqual(['delta', 'delta', 'delta', 'full'])
    // A week and a month come as one merged delta.
    expect(others.map(({ report }) => report.fetched.length)).toEqual([1, 1, 1, 1])
    expect(daily.slice(1).every(({ report }) => report.route === 'delta')).toBe(true)

    const expected = model(rowsOf(csv, last))
    const gone = [...everybodyEver].filter((nik) => !expected.people.has(nik))
    expect(gone.length).toBeGreaterThan(0)
    for (const one of opened) answersLike(one.core.roster, expected, gone)
    print(daily, back)
  } finally {
    for (const one of opened) one.core.close()
  }
}, 1_800_000)

async function pull(desk: string, { clock, pull: ask }: PullingDesk, date: IsoDate): Promise<Pulled> {
  clock.set(`${date}T06:00:00.000Z`)
  const startedAt = performance.now()
  const outcome = await ask()
  if (outcome.kind !== 'done') throw new Error(`${desk}: ${JSON.stringify(outcome.refusal)}`)
  return { desk, report: outcome.report, seconds: (performance.now() - startedAt) / 1000 }
}

/** Who there is by the CSV alone, for each kind of key. */
type Model = {
  people: Map<string, RosterRow[]>
  keys: Record<Exclude<LookupKey['kind'], 'nik'>, Map<string, Set<string>>>
}

function rowsOf(csv: string, date: IsoDate): RosterRow[] {
  const [head = '', ...lines] = readFileSync(csv, 'utf8').trimEnd().split('\n')
  const reading = readHeader(head)
  if (!reading.ok) throw new Error('no header')
  const parser = rowParser(reading.header, date)
  return lines.map((line) => {
    const row = parser.parse(line.split(','))
    if (isReject(row)) throw new Error(`${row.column} ${row.code}`)
    return rosterRow(row)
  })
}

function model(rows: readonly RosterRow[]): Model {
  const people = new Map<string, RosterRow[]>()
  const keys: Model['keys'] = { kk: new Map(), jkn: new Map(), card: new Map(), uid: new Map() }
  for (const row of rows) {
    people.set(row.nik, [...(people.get(row.nik) ?? []), row])
    const { kkNumber: kk, jknNumber: jkn, cardNumber: card, cardUid: uid } = row
    for (const [kind, value] of Object.entries({ kk, jkn, card, uid }) as [keyof Model['keys'], string | null][]) {
      if (value === null) continue
      const niks = keys[kind].get(value) ?? new Set()
      keys[kind].set(value, niks.add(row.nik))
    }
  }
  return { people, keys }
}

function answersLike(roster: Roster, { people, keys }: Model, gone: readonly string[]): void {
  expect(roster.state()).toMatchObject({ kind: 'current', people: people.size, fellBack: false })
  const find = (kind: string, value: string) => roster.find({ kind, value } as LookupKey)
  const wrong: string[] = []
  for (const [nik, rows] of people) {
    const found = find('nik', nik).flatMap((person) => person.rows)
    if (sorted(found) !== sorted(rows)) wrong.push(nik)
  }
  for (const nik of gone) if (find('nik', nik).length > 0) wrong.push(nik)
  for (const [kind, values] of Object.entries(keys)) {
    expect(values.size).toBeGreaterThan(10)
    for (const [value, niks] of values) {
      const found = find(kind, value).map((person) => person.nik)
      if (found.toSorted().join() !== [...niks].toSorted().join()) wrong.push(`${kind} ${value}`)
    }
  }
  expect(wrong, 'who is not answered as the CSV says').toEqual([])
  const random = createRandom(9)
  const everybody = [...people.values()]
  for (let n = 0; n < 300; n += 1) {
    const row = everybody[random.below(everybody.length)]?.[0]
    if (row === undefined) throw new Error('nobody')
    const isAsked = (one: RosterRow) =>
      one.birthDate === row.birthDate && row.name.split(' ').every((word) => one.name.includes(word))
    const asked = everybody.filter((rows) => rows.some(isAsked)).map(([one]) => one?.nik)
    const found = roster.search(row.name, row.birthDate).map(({ nik }) => nik)
    expect(asked).toEqual(expect.arrayContaining(found))
    expect(found, `somebody of seed 9, ${n}`).toHaveLength(Math.min(asked.length, SEARCH_LIMIT))
  }
}

function sorted(rows: readonly RosterRow[]): string {
  return rows
    .map((row) => JSON.stringify(row))
    .toSorted()
    .join('\n')
}

function print(daily: readonly Pulled[], back: readonly Pulled[]): void {
  const deltas = daily.slice(1)
  const sum = (of: (one: Pulled) => number) => deltas.reduce((total, one) => total + of(one), 0)
  const lines = back.map(({ desk, report, seconds }) => {
    const packs = report.fetched.reduce((total, { bytes }) => total + bytes, 0)
    return `| ${desk} | ${report.route} | ${packs} | ${report.bytes} | ${report.changes ?? 'all'} | ${seconds.toFixed(2)} s |`
  })
  console.info(
    [
      `${DAYS} days, ${PEOPLE} people, ${(SHARE * 100).toFixed(1)} % of rows changing each day`,
      '| desk | route | bytes of packs | bytes moved in all | people changed | time to current |',
      '|---|---|---|---|---|---|',
      ...lines,
      `| every day, ${DAYS} pulls together | delta | ${sum((one) => one.report.fetched[0]?.bytes ?? 0)} | ${sum((one) => one.report.bytes)} | ${sum((one) => one.report.changes ?? 0)} | ${(sum((one) => one.seconds) / DAYS).toFixed(2)} s each |`,
    ].join('\n'),
  )
}
