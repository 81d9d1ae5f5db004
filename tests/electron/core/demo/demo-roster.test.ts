import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMPLETE_FROM, demoRows, DEMO_AS_OF, MIN_PEOPLE } from '../../../../electron/core/demo/generate-roster.ts'
import { writePublishedFigures } from '../../../../electron/core/demo/published-figures.ts'
import { sampleCards, sampleRows, UNKNOWN_NIK } from '../../../../electron/core/demo/samples.ts'
import { writeDemoRoster } from '../../../../electron/core/demo/write-roster-csv.ts'
import { SampleCard } from '../../../../shared/contract/demo.ts'
import { readCard } from '../../../../shared/domain/card.ts'
import { parseNik } from '../../../../shared/domain/nik.ts'
import { lookUpDistrict, villageName } from '../../../../shared/domain/region.ts'
import { RosterRow } from '../../../../shared/domain/roster-row.ts'
import { desk, key } from '../roster/roster-fixture.ts'

const PEOPLE = 30_000
let rows: RosterRow[] = []
beforeAll(() => {
  rows = [...demoRows({ people: PEOPLE, seed: 5 })]
})

const dir = mkdtempSync(join(tmpdir(), 'loket-demo-test-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('a demo roster', () => {
  it('has exactly the people asked for, each with rows that the domain accepts', () => {
    expect(new Set(rows.map((row) => row.nik)).size).toBe(PEOPLE)
    expect(rows.filter((row) => !RosterRow.safeParse(row).success)).toEqual([])
  })

  it('can be taken for nobody: every number is of the made-up range, every name says so', () => {
    expect(rows.filter((row) => !/99\d\d$/.test(row.nik) || !/99\d\d$/.test(row.kkNumber))).toEqual([])
    expect(rows.filter((row) => !row.name.endsWith(' Contoh'))).toEqual([])
    expect(rows.filter((row) => row.jknNumber !== null && !row.jknNumber.startsWith('00099'))).toEqual([])
    expect(rows.filter((row) => row.cardNumber !== null && !row.cardNumber.startsWith('KBS99'))).toEqual([])
  })

  it('has NIKs of right structure, some of retired kecamatan, some that differ from the record', () => {
    const readings = rows.map((row) => ({ row, reading: parseNik(row.nik, DEMO_AS_OF) }))
    expect(readings.filter(({ reading }) => !reading.ok)).toEqual([])
    const good = readings.flatMap(({ row, reading }) => (reading.ok ? [{ row, reading }] : []))
    expect(good.some(({ reading }) => reading.region === 'retired')).toBe(true)
    const differing = good.filter(({ row, reading }) => row.birthDate.slice(2) !== reading.birthDate.slice(2))
    expect(differing.length).toBeGreaterThan(10)
    expect(differing.length).toBeLessThan(PEOPLE / 100)
  })

  it('lives in real kelurahan and desa of both regions', () => {
    const here = rows.filter((row) => row.villageCode !== null)
    expect(here.filter((row) => villageName(row.villageCode ?? '') === null)).toEqual([])
    const districts = new Set(here.map((row) => row.districtCode))
    expect([...districts].filter((code) => code.startsWith('3275'))).toHaveLength(12)
    expect([...districts].filter((code) => code.startsWith('3201'))).toHaveLength(40)
    expect([...districts].filter((code) => lookUpDistrict(code).status !== 'current')).toEqual([])
  })

  it('holds every code that a roster can hold', () => {
    const every = (field: keyof RosterRow) =>
      new Set(rows.map((row) => row[field]).filter((value) => value !== null)).size
    expect(every('programme')).toBe(2)
    expect(every('status')).toBe(6)
    expect(every('category')).toBe(5)
    expect(every('jknStatus')).toBe(3)
    expect(every('jknSegment')).toBe(6)
    expect(every('cardStatus')).toBe(5)
    expect(every('sex')).toBe(2)
  })

  it('counts RW 02 of Kranji as the press did: 516 cards, 328 in May and 188 in June, 130 more in printing', () => {
    const families = new Map(
      rows
        .filter((row) => row.villageCode === '3275021002' && row.rw === '002' && row.programme === 'kbs-bekasi')
        .filter((row) => row.cardNumber !== null)
        .map((row) => [row.kkNumber, row]),
    )
    const cards = [...families.values()]
    const distributed = (month: string) =>
      cards.filter((row) => row.cardStatus === 'distributed' && row.cardDistributedOn?.startsWith(month)).length
    expect(distributed('2017-05')).toBe(328)
    expect(distributed('2017-06')).toBe(188)
    expect(cards.filter((row) => row.cardStatus === 'distributed')).toHaveLength(516)
    expect(cards.filter((row) => row.cardStatus === 'printing')).toHaveLength(130)
    expect(cards).toHaveLength(646)
  })

  it('has families of real sizes and ages', () => {
    const families = Map.groupBy(rows, (row) => row.kkNumber)
    const mean = rows.length / families.size
    expect(mean).toBeGreaterThan(3)
    expect(mean).toBeLessThan(4.5)
    const children = rows.filter((row) => row.birthDate > '2008').length / rows.length
    expect(children).toBeGreaterThan(0.2)
    expect(children).toBeLessThan(0.45)
    expect(rows.filter((row) => row.birthDate > DEMO_AS_OF)).toEqual([])
  })

  it('may be small: the samples first, then as many families as fit', () => {
    for (const people of [MIN_PEOPLE, 700]) {
      const small = [...demoRows({ people, seed: 3 })]
      expect(new Set(small.map((row) => row.nik)).size).toBe(people)
      expect(small.slice(0, sampleRows().length)).toEqual(sampleRows())
    }
  })

  it('is the same bytes for the same people and seed, and others for another seed', () => {
    const hash = (seed: number) => {
      const path = join(dir, 'out.csv')
      writeDemoRoster(path, { people: COMPLETE_FROM, seed })
      return createHash('sha256').update(readFileSync(path)).digest('hex')
    }
    expect(hash(1)).toBe(hash(1))
    expect(hash(1)).not.toBe(hash(2))
  })

  it('is imported without a single reject, with its conflicts', async () => {
    const { roster, folder } = desk()
    const path = join(folder.root, 'demo.csv')
    writeDemoRoster(path, { people: COMPLETE_FROM, seed: 1 })
    const outcome = await roster.import(path, { asOf: DEMO_AS_OF }, () => {})
    expect(outcome).toMatchObject({
      kind: 'done',
      report: { people: COMPLETE_FROM, rowsRejected: 0, ignoredColumns: [] },
    })
    for (const sample of sampleRows()) {
      const found = roster.find(key('nik', sample.nik)).flatMap((person) => person.rows)
      expect(found).toContainEqual(sample)
    }
  })
})

describe('the sample cards', () => {
  it('are one of each kind', () => {
    expect(sampleCards().map((card) => card.id)).toEqual(SampleCard.shape.id.options)
  })

  it('are found in the roster by what a scanner sends, except the product and the unknown person', () => {
    const numbers = new Set(sampleRows().flatMap((row) => [row.nik, row.kkNumber, row.jknNumber, row.cardNumber]))
    for (const card of sampleCards()) {
      const reading = readCard(card.text, DEMO_AS_OF)
      expect(reading.kind).toBe('keys')
      const known = reading.kind === 'keys' && reading.keys.some(({ value }) => (numbers as Set<string>).has(value))
      expect({ id: card.id, known }).toEqual({ id: card.id, known: card.id !== 'product' && card.id !== 'unknown' })
      const product = reading.kind === 'keys' && reading.productBarcode
      expect({ id: card.id, product }).toEqual({ id: card.id, product: card.id === 'product' })
    }
  })

  it('name a NIK of right structure that no roster of any size gives to somebody', () => {
    expect(parseNik(UNKNOWN_NIK, DEMO_AS_OF).ok).toBe(true)
    expect(rows.some((row) => row.nik === UNKNOWN_NIK)).toBe(false)
  })
})

describe('the published figures', () => {
  it('are written as the companion statistics, each with its source', () => {
    const path = join(dir, 'statistics.csv')
    writePublishedFigures(path)
    const figures = parse(readFileSync(path), { columns: true }) as Record<string, string>[]
    expect(Object.keys(figures[0] ?? {})).toEqual(['programme', 'year', 'measure', 'value', 'source'])
    const value = (year: string, measure: string) =>
      figures.find((figure) => figure['year'] === year && figure['measure'] === measure)?.['value']
    expect(value('2017', 'families_target')).toBe('300000')
    expect(value('2019', 'beneficiaries')).toBe('572919')
    expect(value('2020', 'beneficiaries')).toBe('510661')
    expect(value('2021', 'beneficiaries')).toBe('542975')
    expect(value('2022', 'uncovered_residents')).toBe('852060')
    expect(figures.every((figure) => (figure['source'] ?? '').length > 10)).toBe(true)
  })
})
