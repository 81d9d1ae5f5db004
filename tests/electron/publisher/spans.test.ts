import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { targetFile, readRepository } from '../../../electron/publisher/repository.ts'
import { publisherFolder } from '../../../electron/publisher/publisher-folder.ts'
import type { Catalogue } from '../../../electron/roster-files/catalogue.ts'
import { rowText } from '../../../electron/roster-files/coded-row.ts'
import { openPackFile } from '../../../electron/roster-files/pack/open-pack-file.ts'
import { addDays, type IsoDate } from '../../../shared/domain/dates.ts'
import { csvOf, madeFeed, publishOn } from '../../support/publisher.ts'
import { people, rosterLines, type Line } from './roster-lines.ts'

let place: string
let dir: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'publisher-'))
  dir = join(place, 'feed')
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

/** Rows by NIK, as a desk holds them. */
type Held = Map<string, string[]>

it('offers deltas over a week and a month that lead to the very roster of the full pack, as the chain of days does', async () => {
  await madeFeed(dir)
  const start = '2026-09-01' as IsoDate
  const rosters = new Map<string, Held>()
  let lines = people(1200, named)
  for (let day = 0; day <= 36; day += 1) {
    lines = changed(lines, day)
    const date = addDays(start, day)
    const outcome = await publishOn(dir, csvOf(join(place, 'roster.csv'), rosterLines(lines)), date)
    expect(outcome.kind).toBe('published')
    rosters.set(`${date}-1`, await full(catalogue()))
  }
  const { version, deltas } = catalogue()
  const now = rosters.get(version)!
  const spans = deltas.filter(({ to }) => to === version).map(({ from }) => from)
  expect(spans).toEqual(['2026-10-06-1', '2026-09-30-1', '2026-09-07-1'])
  for (const { from, to, target, changes } of deltas) {
    const held = structuredClone(rosters.get(from)!)
    const before = new Set(held.keys())
    const { rows, gone } = await pack(target)
    // Nobody who was not there is said to be gone.
    expect(gone.filter((nik) => !before.has(nik))).toEqual([])
    const replaced = new Set(rows.map(nikOf))
    expect(replaced.size + gone.length).toBe(changes)
    for (const nik of [...gone, ...replaced]) held.delete(nik)
    for (const row of rows) held.set(nikOf(row), [...(held.get(nikOf(row)) ?? []), row])
    expect(held).toEqual(rosters.get(to))
  }
  expect(deltas.filter(({ to }) => rosters.get(to) !== now)).toHaveLength(35)
}, 120_000)

it('offers no delta that spans a step of which it is not known any more who changed', async () => {
  await madeFeed(dir)
  for (let day = 10; day < 20; day += 1) {
    if (day === 15) for (const name of readdirSync(join(dir, 'changes'))) rmSync(join(dir, 'changes', name))
    await publishOn(dir, csvOf(join(place, 'roster.csv'), rosterLines(people(100 + day, named))), `2026-11-${day}`)
  }
  const { version, deltas } = catalogue()
  expect(deltas.filter(({ to }) => to === version)).toHaveLength(1)
  expect(deltas).toHaveLength(9)
}, 180_000)

/** Of many different names: a roster of one name is smaller than any delta. */
function named(serial: number): { name: string } {
  return { name: createHash('sha256').update(String(serial)).digest('base64url') }
}

/** Some come, some go, some come back after they had gone, some change. */
function changed(lines: readonly Line[], day: number): Line[] {
  const kept = lines.filter(({ serial }) => serial % 37 !== day % 37 || serial % 3 !== 0 || serial >= 400)
  const back = people(400, named).filter(({ serial }) => serial % 3 === 0 && serial % 37 === (day + 30) % 37)
  const known = new Set(kept.map(({ serial }) => serial))
  return [
    ...kept.map((line) =>
      line.serial < 400 && line.serial % 50 === day ? { ...line, status: 'moved', since: '2026-09-01' } : line,
    ),
    ...back.filter(({ serial }) => !known.has(serial)),
    { serial: 3000 + day },
    // Here for two days only.
    { serial: 4000 + day },
  ].filter(({ serial }) => serial < 4000 || serial >= 3999 + day)
}

function catalogue(): Catalogue {
  return readRepository(publisherFolder(dir)).published!.catalogue
}

async function pack(name: string): Promise<{ rows: string[]; gone: string[] }> {
  const folder = publisherFolder(dir)
  const { targets } = readRepository(folder).published!
  const hash = targets.signed.targets[name]?.hashes['sha256'] ?? ''
  const identity = readFileSync(folder.deskIdentity, 'utf8').trim()
  const { parts } = await openPackFile(join(folder.targets, targetFile(name, hash)), identity)
  const found = { rows: [] as string[], gone: [] as string[] }
  for await (const part of parts) {
    if (part.kind === 'rows') found.rows.push(...part.rows.map(rowText))
    else found.gone.push(...part.niks)
  }
  return found
}

async function full({ full: { target } }: Catalogue): Promise<Held> {
  const held: Held = new Map()
  for (const row of (await pack(target)).rows) held.set(nikOf(row), [...(held.get(nikOf(row)) ?? []), row])
  return held
}

function nikOf(row: string): string {
  return row.split('\t')[1] ?? ''
}
