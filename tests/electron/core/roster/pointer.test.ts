import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readPointer, restsOnOne } from '../../../../electron/core/roster/pointer-file.ts'
import { feedIn, published, type Feed } from './feed-fixture.ts'
import { csv, desk, key, person, type Desk } from './roster-fixture.ts'

const SIZE = 20
/** Every byte, or every seventh. */
const STRIDE = process.env['LOKET_LONG'] === '1' ? 1 : 7
const version = (n: number) =>
  published(
    `2026-11-20-${n}`,
    Array.from({ length: SIZE }, (_, i) => person(i, { name: `Orang ${i} versi ${n}` })),
  )
const BY_HAND = person(90, { programme: 'bogor-sehat', name: 'Dari berkas' })

type Two = Desk & { feed: Feed; pointer: string; copy: string; opened(): Desk['roster'] }

/** The roster's folder of {@link twoSources}, made once. */
let laidOut: string | null = null
afterAll(() => {
  if (laidOut !== null) rmSync(laidOut, { recursive: true })
})

/** A feed at its second version, and an import beside it. */
async function twoSources(deps: Parameters<typeof desk>[0] = {}): Promise<Two> {
  const made = desk(deps)
  const feed = feedIn(made.dir, 'bekasi', ['kbs-bekasi'])
  made.roster.setFeeds([feed])
  if (laidOut === null) {
    await made.give(csv([BY_HAND]))
    for (const job of [await feed.full(version(1)), await feed.deltas([version(1), version(2)])]) {
      const outcome = await made.roster.installPacks(job, () => {})
      if (outcome.kind === 'refused') throw new Error(outcome.refusal.code)
    }
    laidOut = mkdtempSync(join(tmpdir(), 'loket-pointer-'))
    cpSync(made.folder.rosterDir, laidOut, { recursive: true })
  } else cpSync(laidOut, made.folder.rosterDir, { recursive: true })
  return {
    ...made,
    feed,
    pointer: join(made.folder.rosterDir, 'current.json'),
    copy: join(made.folder.rosterDir, 'current.copy.json'),
    opened() {
      const roster = made.reopen()
      roster.setFeeds([feed])
      return roster
    },
  }
}

function answers(roster: Desk['roster']): (string | undefined)[] {
  return [person(3), BY_HAND].map((one) => roster.find(key('nik', one['nik'] ?? ''))[0]?.rows[0].name)
}

const ANSWERS = ['Orang 3 versi 2', 'Dari berkas']
const SERVES = {
  kind: 'current',
  sources: [
    { source: 'bekasi', version: '2026-11-20-2', fellBack: false },
    { source: 'local', version: '2026-11-21-1', fellBack: false },
  ],
}

const WAYS: [string, (path: string) => void][] = [
  ['gone', (path) => rmSync(path)],
  ['empty', (path) => truncateSync(path, 0)],
  ['cut in the middle', (path) => truncateSync(path, Math.floor(readFileSync(path).length / 2))],
  ['without its last brace', (path) => truncateSync(path, readFileSync(path).length - 2)],
  ['full of zeros', (path) => writeFileSync(path, Buffer.alloc(readFileSync(path).length))],
  ['noise', (path) => writeFileSync(path, Buffer.from('\u0000\uFFFD{"format":'.repeat(50)))],
  ['another JSON', (path) => writeFileSync(path, '[null, {"format": 2}]')],
  ['of a later format', (path) => writeFileSync(path, changed(path, '"format": 2', '"format": 3'))],
  ['of another count of people', (path) => writeFileSync(path, changed(path, '"people": 20', '"people": 21'))],
  ['without its sum', (path) => writeFileSync(path, changed(path, '"sha256"', '"sha265"', -1))],
]

/** The first or, with -1, the last one replaced. */
function changed(path: string, from: string, to: string, which = 0): string {
  const text = readFileSync(path, 'utf8')
  const at = which < 0 ? text.lastIndexOf(from) : text.indexOf(from)
  expect(at).toBeGreaterThan(0)
  return text.slice(0, at) + to + text.slice(at + from.length)
}

describe('a pointer that is damaged', () => {
  it.each(WAYS)('(%s) loses no source: its copy says the same, and that it does is told', async (_, damage) => {
    const two = await twoSources()
    expect(restsOnOne(two.folder.rosterDir)).toBe(false)
    damage(two.pointer)
    const roster = two.opened()
    expect(roster.state()).toMatchObject(SERVES)
    expect(answers(roster)).toEqual(ANSWERS)
    expect(two.events).toContainEqual({ event: 'roster-damaged', version: 'unknown', how: 'pointer' })
    expect(restsOnOne(two.folder.rosterDir)).toBe(true)
  })

  it.each(WAYS)('(%s) while the desk runs is noticed, and nothing is answered otherwise', async (_, damage) => {
    const { pointer, roster, events } = await twoSources()
    damage(pointer)
    expect(answers(roster)).toEqual(ANSWERS)
    expect(roster.state()).toMatchObject(SERVES)
    expect(events).toContainEqual({ event: 'roster-damaged', version: 'unknown', how: 'pointer' })
  })

  it.each(WAYS)('(%s) is written anew, with its copy, by the next installation of any source', async (_, damage) => {
    const { pointer, roster, feed, folder, give, opened } = await twoSources()
    damage(pointer)
    expect(await roster.installPacks(await feed.deltas([version(2), version(3)]), () => {})).toMatchObject({
      kind: 'done',
    })
    expect(restsOnOne(folder.rosterDir)).toBe(false)
    damage(pointer)
    expect(await give(csv([{ ...BY_HAND, name: 'Dari berkas lain' }]))).toMatchObject({ kind: 'done' })
    expect(restsOnOne(folder.rosterDir)).toBe(false)
    expect(answers(opened())).toEqual(['Orang 3 versi 3', 'Dari berkas lain'])
  })

  it.each(WAYS)('(%s) in its copy changes nothing but that it is told', async (_, damage) => {
    const two = await twoSources()
    damage(two.copy)
    const roster = two.opened()
    expect(roster.state()).toMatchObject(SERVES)
    expect(answers(roster)).toEqual(ANSWERS)
    expect(restsOnOne(two.folder.rosterDir)).toBe(true)
  })

  it('in any one byte says what it said, or its copy does', async () => {
    const { pointer, folder } = await twoSources()
    const whole = readFileSync(pointer)
    const said = readPointer(folder.rosterDir)
    const read = said.kind === 'read' ? said.pointer : null
    expect(read).not.toBeNull()
    let unnoticed = 0
    for (let at = 0; at < whole.length; at += STRIDE) {
      for (const flip of [1, 0x20, 0x80]) {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ flip
        writeFileSync(pointer, bytes)
        const reading = readPointer(folder.rosterDir)
        if (reading.kind !== 'read') throw new Error(`byte ${at}`)
        expect(reading.pointer).toEqual(read)
        if (!reading.isCopy) unnoticed += 1
      }
    }
    // Spaces between its words.
    expect(unnoticed).toBeLessThan(whole.length / STRIDE / 2)
  })

  it('together with its copy leaves no roster, which is told as damage and is never a no', async () => {
    for (const [, damage] of WAYS.slice(1)) {
      const two = await twoSources()
      damage(two.pointer)
      damage(two.copy)
      const roster = two.opened()
      expect(roster.state()).toEqual({ kind: 'damaged', version: 'unknown' })
      expect(() => answers(roster)).toThrow('no roster serves')
      roster.close()
      two.roster.close()
    }
  })

  it('and gone together with its copy leaves no roster, which is never a no', async () => {
    const { pointer, copy, opened, roster } = await twoSources()
    rmSync(pointer)
    rmSync(copy)
    for (const one of [roster, opened()]) {
      expect(one.state()).toEqual({ kind: 'none' })
      expect(() => answers(one)).toThrow('no roster serves')
    }
  })

  it('serves again once either of the two is put back', async () => {
    const { pointer, copy, roster } = await twoSources()
    const whole = readFileSync(copy)
    for (const path of [pointer, copy]) truncateSync(path, 10)
    expect(roster.state()).toEqual({ kind: 'damaged', version: 'unknown' })
    writeFileSync(copy, whole)
    expect(answers(roster)).toEqual(ANSWERS)
    truncateSync(copy, 10)
    expect(roster.state()).toEqual({ kind: 'damaged', version: 'unknown' })
    writeFileSync(pointer, whole)
    expect(answers(roster)).toEqual(ANSWERS)
  })
})

describe('an older pointer put in the place of the current one', () => {
  it('serves as a fall-back below the highest version of a feed', async () => {
    const made = await twoSources({ highOf: (source) => (source === 'bekasi' ? '2026-11-20-2' : null) })
    const older = readFileSync(made.pointer)
    expect(made.roster.state()).toMatchObject(SERVES)
    const roster = await withHigh(made, '2026-11-20-3')
    writeFileSync(made.pointer, older)
    writeFileSync(made.copy, older)
    expect(roster.state()).toMatchObject({
      kind: 'current',
      sources: [{ source: 'bekasi', version: '2026-11-20-2', fellBack: true }, { fellBack: false }],
    })
  })

  it('serves as a fall-back below the highest import where only the copy is left', async () => {
    const { pointer, opened } = await twoSources({
      highOf: (source) => (source === 'local' ? '2026-11-21-2' : null),
    })
    // An older file can be imported on purpose.
    expect(opened().state()).toMatchObject(SERVES)
    rmSync(pointer)
    expect(opened().state()).toMatchObject({
      kind: 'current',
      sources: [{ fellBack: false }, { source: 'local', version: '2026-11-21-1', fellBack: true }],
    })
  })
})

/** The third version installed, and what is known of it, by a desk of its own in the same folder. */
async function withHigh({ dir, folder, feed }: Two, high: string): Promise<Desk['roster']> {
  const again = desk({ folder, highOf: (source) => (source === 'bekasi' ? high : null) })
  again.roster.setFeeds([feed])
  const job = await feedIn(dir, 'bekasi', ['kbs-bekasi']).deltas([version(2), version(3)])
  expect(await again.roster.installPacks(job, () => {})).toMatchObject({ kind: 'done' })
  return again.roster
}
