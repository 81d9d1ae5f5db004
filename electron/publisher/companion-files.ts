import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { Statistic } from '../../shared/domain/feed.ts'
import { ProgrammeDefinition } from '../../shared/domain/programme.ts'
import { contradictionsAmong } from '../../shared/domain/programme-contradictions.ts'
import { programmes as ofThisProgram } from '../../shared/programmes/programmes.ts'
import type { PublishRefusal } from './publish-refusal.ts'

const MAX_STATISTICS = 10_000
const COLUMNS = ['programme', 'year', 'measure', 'value', 'source'] as const

type Reading<T> = { ok: true; value: T } | { ok: false; refusal: PublishRefusal }

/** The published figures of `statistics.csv`: a small file, so one wrong line refuses it, by line and column. */
export function readStatistics(path: string, programmes: readonly string[]): Reading<Statistic[]> {
  const text = textOf(path)
  if (text === null) return refused('statistics-unreadable', {})
  let records: Record<string, string>[]
  try {
    const delimiter = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ','
    records = parse(text, { columns: lowerCased, bom: true, trim: true, skip_empty_lines: true, delimiter })
  } catch {
    return refused('statistics-malformed', { line: 1, column: '' })
  }
  if (records.length > MAX_STATISTICS) return refused('statistics-malformed', { line: MAX_STATISTICS + 1, column: '' })
  const found: Statistic[] = []
  for (const [index, record] of records.entries()) {
    const missing = COLUMNS.find((column) => record[column] === undefined)
    if (missing !== undefined) return refused('statistics-malformed', { line: 1, column: missing })
    const { year, value, source, measure, programme } = record
    const statistic = Statistic.safeParse({
      programme,
      measure,
      source,
      year: Number(year),
      value: value === '' ? Number.NaN : Number(value),
    })
    const column = statistic.success
      ? programmes.includes(statistic.data.programme)
        ? null
        : 'programme'
      : String(statistic.error.issues[0]?.path[0] ?? '')
    if (column !== null) return refused('statistics-malformed', { line: index + 2, column })
    if (statistic.success) found.push(statistic.data)
  }
  return { ok: true, value: found }
}

/** Definitions of just these programmes, none against itself or another. */
export function readDefinitions(path: string, programmes: readonly string[]): Reading<ProgrammeDefinition[]> {
  const text = textOf(path)
  if (text === null) return refused('programmes-unreadable', {})
  const parsed = z.array(ProgrammeDefinition).safeParse(json(text))
  if (!parsed.success) return refused('programmes-malformed', { field: parsed.error.issues[0]?.path.join('.') ?? '' })
  return sound(parsed.data, programmes)
}

/** The definitions that this program ships for `programmes`. Refused when it knows one of them not: then they come from a file. */
export function shippedDefinitions(programmes: readonly string[]): Reading<ProgrammeDefinition[]> {
  return sound(
    ofThisProgram.filter(({ code }) => programmes.includes(code)),
    programmes,
  )
}

function sound(definitions: ProgrammeDefinition[], programmes: readonly string[]): Reading<ProgrammeDefinition[]> {
  const missing = programmes.filter((code) => !definitions.some((one) => one.code === code))
  if (missing.length > 0) return refused('programmes-missing', { programmes: missing.join(', ') })
  const foreign = definitions.filter(({ code }) => !programmes.includes(code))
  if (foreign.length > 0)
    return refused('programmes-foreign', { programmes: foreign.map(({ code }) => code).join(', ') })
  const [wrong] = contradictionsAmong(definitions)
  if (wrong === undefined) return { ok: true, value: definitions }
  return refused('programmes-contradict', {
    why: wrong.code,
    programme: wrong.programme,
    version: wrong.version ?? '',
    field: wrong.field,
  })
}

function refused(
  code: PublishRefusal['code'],
  detail: PublishRefusal['detail'],
): { ok: false; refusal: PublishRefusal } {
  return { ok: false, refusal: { code, detail } }
}

function textOf(path: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch {
    return null
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function lowerCased(header: string[]): string[] {
  return header.map((name) => name.trim().toLowerCase())
}
