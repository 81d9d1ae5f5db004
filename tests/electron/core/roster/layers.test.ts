import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { LayerFile } from '../../../../electron/core/roster/build-jobs.ts'
import { countsAfter } from '../../../../electron/core/roster/counts-after.ts'
import { openFiles, openLayers } from '../../../../electron/core/roster/layered-reader.ts'
import { layersToMerge, mergeLayers } from '../../../../electron/core/roster/merge-layers.ts'
import type { SnapshotReader } from '../../../../electron/core/roster/snapshot-reader.ts'
import { openSnapshotWriter, type RowCounts } from '../../../../electron/core/roster/snapshot-writer.ts'
import { codedRow, compareRows, type CodedRow } from '../../../../electron/roster-files/coded-row.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { RosterRow } from '../../../../shared/domain/roster-row.ts'
import { key } from './roster-fixture.ts'

const dir = mkdtempSync(join(tmpdir(), 'loket-layers-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

// Few values of each kind: so that people meet, leave and come back under every number.
const NIKS = Array.from({ length: 14 }, (_, n) => `32750202019099${String(n).padStart(2, '0')}`)
const KKS = ['3275020101179901', '3275020101179902', '3275020101179903']
const CARDS = ['KBS9901', 'KBS9902', null]
const UIDS = ['04A1B2C3', '04A1B2C3D4E5F6', null]
const JKNS = ['0009900000017', '0009900000018', null]
const BORN = ['1990-01-02', '1950-03-04'] as IsoDate[]
const NAMES = ['Siti Contoh', "Nur'aini", 'Budi Siti']

const row = fc
  .record({
    kkNumber: fc.constantFrom(...KKS),
    name: fc.constantFrom(...NAMES),
    birthDate: fc.constantFrom(...BORN),
    programme: fc.constantFrom('kbs-bekasi', 'bogor-sehat'),
    rw: fc.constantFrom('001', null),
    jknNumber: fc.constantFrom(...JKNS),
    cardNumber: fc.constantFrom(...CARDS),
    cardUid: fc.constantFrom(...UIDS),
  })
  .map((some) => ({
    sex: 'P',
    category: 'tidak-mampu',
    wardClass: '3',
    validFrom: '2017-03-12',
    validUntil: null,
    status: 'active',
    statusSince: null,
    districtCode: '327502',
    villageCode: null,
    rt: null,
    residentSince: null,
    jknStatus: 'none',
    jknSegment: null,
    cardStatus: null,
    cardSubmittedOn: null,
    cardDistributedOn: null,
    ...some,
  }))

/** All rows of one person; none: gone. */
type Change = { nik: string; rows: CodedRow[] }

const change = fc
  .record({ nik: fc.constantFrom(...NIKS), rows: fc.array(row, { maxLength: 3 }) })
  .map(({ nik, rows }): Change => {
    const coded = rows.map((one) => codedRow(RosterRow.parse({ ...one, nik }))).toSorted(compareRows)
    return { nik, rows: coded.filter((one, index) => index === 0 || compareRows(coded[index - 1]!, one) !== 0) }
  })
const changes = (maxLength: number) => fc.uniqueArray(change, { maxLength, selector: ({ nik }) => nik })

let files = 0

function write(
  overrides: readonly string[] | null,
  rows: readonly CodedRow[],
  whole?: RowCounts,
): LayerFile & { counts: RowCounts } {
  files += 1
  const file = { path: join(dir, `${files}.db`), key: Buffer.alloc(32, files % 250) }
  const writer = openSnapshotWriter(file.path, file.key, rows.length)
  for (const one of rows.toSorted(compareRows)) writer.add(one)
  for (const nik of overrides ?? []) writer.override(nik)
  const { people, rows: count, conflicts } = writer.index(() => {})
  const counts = { people, rows: count, conflicts }
  writer.finish('2026-11-21-1', '2026-11-21', whole ?? counts)
  writer.close()
  return { ...file, counts }
}

function answers(reader: SnapshotReader) {
  const found = (kind: Parameters<typeof key>[0], values: readonly (string | null)[]) =>
    values.flatMap((value) => (value === null ? [] : [reader.find(key(kind, value))]))
  return {
    nik: found('nik', NIKS),
    kk: found('kk', KKS),
    card: found('card', CARDS),
    uid: found('uid', UIDS),
    jkn: found('jkn', JKNS),
    search: BORN.flatMap((day) => ['siti', 'nuraini', 'contoh siti', 'x'].map((name) => reader.search(name, day))),
    families: KKS.map((kk) => reader.familySize(kk)),
  }
}

function asked(layers: readonly LayerFile[]) {
  const reader = openLayers(layers)
  try {
    return answers(reader)
  } finally {
    reader.close()
  }
}

describe('layers over a base', () => {
  it('answer every question like one file of the final rows, before and after they are merged', () => {
    fc.assert(
      fc.property(changes(14), fc.array(changes(6), { maxLength: 4 }), fc.nat(), (first, deltas, pick) => {
        const people = new Map(first.map(({ nik, rows }) => [nik, rows]))
        const base = write(
          null,
          first.flatMap(({ rows }) => rows),
        )
        let counts = base.counts
        const layers: LayerFile[] = [base]
        for (const delta of deltas) {
          for (const { nik, rows } of delta) people.set(nik, rows)
          const niks = delta.map(({ nik }) => nik).toSorted()
          const layer = write(
            niks,
            delta.flatMap(({ rows }) => rows),
          )
          const below = openFiles(layers)
          counts = countsAfter(counts, below, niks, layer.counts)
          for (const file of below) file.close()
          layers.push(layer)
        }
        const single = write(null, [...people.values()].flat())
        const expected = asked([single])
        expect(counts).toEqual(single.counts)
        expect(asked(layers)).toEqual(expected)

        // Any number of the newest layers.
        const merging = Math.min(layers.length - 1, (pick % 4) + 1)
        if (merging < 1) return
        const merged = { path: join(dir, `${(files += 1)}.db`), key: Buffer.alloc(32, 7) }
        const sources = openFiles(layers.slice(-merging))
        const writer = openSnapshotWriter(merged.path, merged.key, 0)
        mergeLayers(sources, writer)
        writer.finish('2026-11-21-1', '2026-11-21', counts)
        writer.close()
        for (const file of sources) file.close()
        const fewer = [...layers.slice(0, -merging), merged]
        expect(asked(fewer)).toEqual(expected)
        const [newest] = openFiles([merged])
        expect(newest?.isWhole()).toBe(true)
        newest?.close()
      }),
      { numRuns: 300 },
    )
  }, 120_000)

  it('list the same first people of a number that is on many', () => {
    const [template] = fc.sample(row, 1)
    const someone = (n: number, name: string) => {
      const nik = `3275020201${String(10_000 + n * 7).slice(1)}99`.padEnd(16, '0').slice(0, 16)
      const crowd = { kkNumber: KKS[0], cardNumber: 'KBS0', cardUid: '04A1B2C3', jknNumber: '0000000000017' }
      return codedRow(RosterRow.parse({ ...template, ...crowd, birthDate: BORN[0], name, nik }))
    }
    const all = Array.from({ length: 400 }, (_, n) => someone(n, 'Siti Lama'))
    const moved = all.filter((_, n) => n % 3 === 0).map((one) => ({ ...one, name: 'Siti Baru' }))
    const gone = all.filter((_, n) => n % 7 === 1).map(({ nik }) => nik)
    const base = write(null, all)
    const layers = [
      base,
      write(
        moved.map(({ nik }) => nik),
        moved,
      ),
      write(gone, []),
    ]
    const rows = all
      .map((one) => moved.find(({ nik }) => nik === one.nik) ?? one)
      .filter(({ nik }) => !gone.includes(nik))
    const single = write(null, rows)
    const many = (from: readonly LayerFile[]) => {
      const reader = openLayers(from)
      const numbers = { kk: KKS[0], card: 'KBS0', uid: '04A1B2C3', jkn: '0000000000017' } as const
      const found = Object.entries(numbers).map(([kind, value]) => reader.find(key(kind as 'kk', value ?? '')))
      const answer = [...found, reader.search('siti', BORN[0]!), reader.search('baru', BORN[0]!)]
      reader.close()
      return answer
    }
    expect(many(layers)).toEqual(many([single]))
    expect(many(layers).map((people) => people.length)).toEqual([50, 50, 50, 50, 20, 20])
  })
})

describe('which layers are merged', () => {
  it.each([
    [[], 0],
    [[5, 5, 5], 0],
    [[5, 5, 5, 5], 4],
    [[100, 5, 5, 5], 3],
    [[1000, 100, 5, 5], 2],
    [[100, 1000, 5, 5], 2],
    [[1000, 100, 60, 5], 3],
    [[1000, 900, 60, 5], 2],
    [[9, 9, 9, 9, 9], 5],
    [[900, 90, 9, 1, 1], 3],
  ])('of %j the newest %i', (sizes, count) => {
    expect(layersToMerge(sizes)).toBe(count)
  })

  it('never leaves more than three, and writes each person anew only a few times in a year of days', () => {
    let sizes: number[] = []
    let written = 0
    for (let day = 0; day < 365; day += 1) {
      sizes.push(1)
      const count = layersToMerge(sizes)
      if (count > 0) {
        const sum = sizes.splice(-count).reduce((a, b) => a + b, 0)
        written += sum
        sizes = [...sizes, sum]
      }
      expect(sizes.length).toBeLessThanOrEqual(3)
    }
    expect(written / 365).toBeLessThan(12)
  })
})
