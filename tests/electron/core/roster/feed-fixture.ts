import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { PackInstall } from '../../../../electron/core/roster/roster.ts'
import { compareRows, rowText, type CodedRow } from '../../../../electron/roster-files/coded-row.ts'
import type { PackHeader } from '../../../../electron/roster-files/pack/pack.ts'
import { writePack } from '../../../../electron/roster-files/pack/write-pack.ts'
import { isReject, rowParser } from '../../../../electron/roster-files/parse-roster-row.ts'
import { readHeader } from '../../../../electron/roster-files/roster-columns.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { FeedName, FeedVersion } from '../../../../shared/domain/feed.ts'
import type { ProgrammeCode } from '../../../../shared/domain/identifiers.ts'
import { csv, type CsvRow } from './roster-fixture.ts'

/** Everybody as an issuer publishes them at one version. */
export type Published = { version: FeedVersion; rows: CodedRow[] }

export function published(version: string, people: readonly CsvRow[]): Published {
  const [head = '', ...lines] = csv([...people])
    .trimEnd()
    .split('\n')
  const header = readHeader(head)
  if (!header.ok) throw new Error('no header')
  const parser = rowParser(header.header, version.slice(0, 10) as IsoDate)
  const rows = lines.map((line) => {
    const row = parser.parse(line.split(','))
    if (isReject(row)) throw new Error(`${row.column} ${row.code}`)
    return row
  })
  return { version: version as FeedVersion, rows: rows.toSorted(compareRows) }
}

export type Feed = {
  name: FeedName
  programmes: ProgrammeCode[]
  /** SHA-256 of the root of trust that was handed over with it. */
  handedRoot: string
  full(to: Published, change?: Partial<PackInstall>): Promise<PackInstall>
  /** One delta for each step. */
  deltas(steps: readonly Published[], change?: Partial<PackInstall>): Promise<PackInstall>
}

/** A feed whose packs lie in `dir`, as a client hands them over once they are believed. */
export function feedIn(dir: string, name: string, programmes: readonly string[], handedRoot = 'a'.repeat(64)): Feed {
  const feed = { name: name as FeedName, programmes: programmes as ProgrammeCode[], handedRoot }
  let packs = 0

  async function pack(from: Published | null, to: Published): Promise<PackInstall['packs'][number]> {
    const { rows, gone } = from === null ? { rows: to.rows, gone: [] } : changesOf(from, to)
    const header: PackHeader = {
      format: 1,
      kind: from === null ? 'full' : 'delta',
      from: from?.version ?? null,
      to: to.version,
      asOf: asOfOf(to),
      programmes: feed.programmes as PackHeader['programmes'],
      rows: rows.length,
      gone: gone.length,
      ...countsOf(to),
    }
    const path = join(dir, `${name}-${(packs += 1)}.lsp`)
    const bytes = await buffer(Readable.from(writePack({ header, rows, gone })))
    writeFileSync(path, bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { path, sha256, kind: header.kind, from: header.from, to: to.version }
  }

  function install(to: Published, made: PackInstall['packs'], change: Partial<PackInstall>): PackInstall {
    const { people, allRows, conflicts } = countsOf(to)
    return {
      source: feed.name,
      programmes: feed.programmes,
      version: to.version,
      asOf: asOfOf(to),
      people,
      rows: allRows,
      conflicts,
      packs: made,
      identity: null,
      companion: null,
      publication: { feed: 'f'.repeat(32), handedRoot, rootVersion: 1, fullSha256: '0'.repeat(64) },
      ...change,
    }
  }

  return {
    ...feed,
    full: async (to, change = {}) => install(to, [await pack(null, to)], change),
    async deltas(steps, change = {}) {
      const made: PackInstall['packs'][number][] = []
      for (const [index, to] of steps.slice(1).entries()) made.push(await pack(steps[index] ?? to, to))
      const last = steps.at(-1)
      if (last === undefined) throw new Error('no step')
      return install(last, made, change)
    },
  }
}

function asOfOf({ version }: Published): IsoDate {
  return version.slice(0, 10) as IsoDate
}

function countsOf({ rows }: Published): Pick<PackHeader, 'people' | 'allRows' | 'conflicts'> {
  const terms = rows.map(({ nik, programme }) => `${nik}/${programme}`)
  const repeated = new Set(terms.filter((one, index) => terms.indexOf(one) !== index))
  return { people: new Set(rows.map(({ nik }) => nik)).size, allRows: rows.length, conflicts: repeated.size }
}

/** All rows of everybody who is not as before, and who is gone. */
function changesOf(from: Published, to: Published): { rows: CodedRow[]; gone: string[] } {
  const textsOf = ({ rows }: Published, nik: string) =>
    rows
      .filter((row) => row.nik === nik)
      .map(rowText)
      .join('\n')
  const niks = [...new Set([...from.rows, ...to.rows].map(({ nik }) => nik))]
  const changed = new Set(niks.filter((nik) => textsOf(from, nik) !== textsOf(to, nik)))
  const still = new Set(to.rows.map(({ nik }) => nik))
  return {
    rows: to.rows.filter(({ nik }) => changed.has(nik)),
    gone: [...changed].filter((nik) => !still.has(nik)).toSorted(),
  }
}
