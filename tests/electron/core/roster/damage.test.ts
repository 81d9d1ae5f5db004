import {
  closeSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Desk } from './roster-fixture.ts'
import { csv, desk, filesOf, key, person, pointed } from './roster-fixture.ts'

const PAGE = 4096
const SIZE = 99

const generation = (n: number) =>
  csv(Array.from({ length: SIZE }, (_, i) => person(i, { name: `Angkatan ${n} orang ${i}` })))

async function twoVersions(deps = {}): Promise<Desk & { old: string; current: string }> {
  const made = desk(deps)
  await made.give(generation(1))
  await made.give(generation(2))
  const { current, previous } = pointed(made.folder)
  const [[old = ''], [now = '']] = [filesOf(made.folder, previous), filesOf(made.folder, current)]
  return { ...made, old, current: now }
}

function flip(path: string, at: number): void {
  const byte = Buffer.alloc(1)
  const file = openSync(path, 'r+')
  readSync(file, byte, 0, 1, at)
  byte[0] = byte[0]! ^ 0x10
  writeSync(file, byte, 0, 1, at)
  closeSync(file)
}

/** Asks for everybody; how many answers are not right for the version that the state then names. */
function wrongAnswers(roster: Desk['roster']): number {
  let wrong = 0
  for (let i = 0; i < SIZE; i += 1) {
    const [found] = roster.find(key('nik', person(i)['nik']!))
    const state = roster.state()
    if (state.kind !== 'current') throw new Error('nothing serves')
    if (found?.rows[0].name !== `Angkatan ${state.version.at(-1)} orang ${i}`) wrong += 1
  }
  return wrong
}

const FELL_BACK = { kind: 'current', version: '2026-11-21-1', fellBack: true }

describe('a damaged current version', () => {
  const ways: [string, (path: string) => void][] = [
    ['is missing', (path) => rmSync(path)],
    ['is cut off', (path) => truncateSync(path, statSync(path).size - PAGE)],
    ['is empty', (path) => truncateSync(path, 0)],
    ['has a flipped bit in its first page', (path) => flip(path, 200)],
    [
      'has a flipped bit in every page',
      (path) => {
        for (let at = 300; at < statSync(path).size; at += PAGE) flip(path, at)
      },
    ],
    ['is another file of the same size', (path) => writeFileSync(path, Buffer.alloc(statSync(path).size, 1))],
  ]

  it.each(ways)('that %s is never answered from: the version before serves, and says so', async (_, damage) => {
    const { current, reopen } = await twoVersions()
    damage(current)
    const roster = reopen()
    expect(wrongAnswers(roster)).toBe(0)
    expect(roster.state()).toMatchObject(FELL_BACK)
  })

  it.each(ways.slice(0, 3))('that %s while the desk runs is noticed before the next answer', async (_, damage) => {
    const { current, roster, events } = await twoVersions()
    expect(wrongAnswers(roster)).toBe(0)
    expect(roster.state()).toMatchObject({ version: '2026-11-21-2', fellBack: false })
    damage(current)
    expect(wrongAnswers(roster)).toBe(0)
    expect(roster.state()).toMatchObject(FELL_BACK)
    expect(events).toContainEqual(expect.objectContaining({ event: 'roster-damaged', version: '2026-11-21-2' }))
  })

  it('gives only right answers with one bit flipped in any one page', async () => {
    const { current, reopen } = await twoVersions()
    const whole = readFileSync(current)
    for (let at = 0; at < whole.length; at += PAGE) {
      writeFileSync(current, whole)
      flip(current, at + (((at / PAGE) * 97) % PAGE))
      const roster = reopen()
      expect(wrongAnswers(roster)).toBe(0)
      roster.close()
    }
  })

  it('of which no page was read yet is found by the check of the whole file', async () => {
    const { current, reopen, roster: closed, events } = await twoVersions({ checkAfterMs: 1 })
    closed.close()
    flip(current, statSync(current).size - 10)
    const roster = reopen()
    await waitFor(() => fellBack(roster))
    expect(events).toContainEqual({ event: 'roster-damaged', version: '2026-11-21-2', how: 'hash' })
    expect(wrongAnswers(roster)).toBe(0)
  })

  it('that somebody writes to while the desk runs is checked as a whole again', async () => {
    const { current, roster, events } = await twoVersions({ checkAfterMs: 1 })
    await waitFor(() => events.some((event) => event.event === 'roster-check-ok' && event.version.endsWith('2')))
    expect(wrongAnswers(roster)).toBe(0)
    flip(current, statSync(current).size - 10)
    await waitFor(() => fellBack(roster))
    expect(roster.state()).toMatchObject(FELL_BACK)
  })

  it('with the version before damaged too leaves the desk without a roster, not with a wrong one', async () => {
    const { current, old, reopen } = await twoVersions()
    flip(current, 100)
    flip(old, 100)
    const roster = reopen()
    expect(roster.state()).toEqual({ kind: 'damaged', version: '2026-11-21-2' })
    expect(() => roster.find(key('nik', person(1)['nik']!))).toThrow('no roster serves')
  })

  it('is replaced by the next import, which keeps the version that served', async () => {
    const { current, roster, give } = await twoVersions()
    truncateSync(current, 10)
    expect(roster.state()).toMatchObject(FELL_BACK)
    expect(await give(generation(3))).toMatchObject({ kind: 'done', report: { version: '2026-11-21-3' } })
    expect(roster.state()).toMatchObject({ version: '2026-11-21-3', fellBack: false })
    expect(wrongAnswers(roster)).toBe(0)
  })
})

describe('a damaged pointer whose copy is damaged too', () => {
  it('is told as damage, and mended by the next import without reusing a version', async () => {
    const { folder, reopen, give } = await twoVersions()
    for (const name of ['current.json', 'current.copy.json'])
      writeFileSync(join(folder.rosterDir, name), '{"format":1,')
    const roster = reopen()
    expect(roster.state()).toEqual({ kind: 'damaged', version: 'unknown' })
    expect(await give(generation(3))).toMatchObject({ kind: 'done', report: { version: '2026-11-21-3' } })
    expect(wrongAnswers(roster)).toBe(0)
  })
})

function fellBack(roster: Desk['roster']): boolean {
  const state = roster.state()
  return state.kind === 'current' && state.fellBack
}

async function waitFor(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !condition(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(condition()).toBe(true)
}
