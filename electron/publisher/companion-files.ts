import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Statistic } from '../../shared/domain/feed.ts'
import { ProgrammeDefinition } from '../../shared/domain/programme.ts'
import { contradictionsAmong } from '../../shared/domain/programme-contradictions.ts'
import { programmes as ofThisProgram } from '../../shared/programmes/programmes.ts'
import { readStatisticsCsv } from '../roster-files/read-statistics-csv.ts'
import { RosterCsvRefused } from '../roster-files/roster-csv-refused.ts'
import type { PublishRefusal } from './publish-refusal.ts'

type Reading<T> = { ok: true; value: T } | { ok: false; refusal: PublishRefusal }

/** The published figures of `statistics.csv`: a small file, so one wrong line refuses it, by line and column. */
export function readStatistics(path: string, programmes: readonly string[]): Reading<Statistic[]> {
  try {
    const { statistics, rejects } = readStatisticsCsv(path)
    const [wrong] = rejects
    if (wrong !== undefined) {
      return refused('statistics-malformed', { line: wrong.line, column: wrong.column, why: wrong.code })
    }
    const foreign = new Set(statistics.map(({ programme }) => programme).filter((code) => !programmes.includes(code)))
    if (foreign.size > 0) return refused('statistics-foreign', { programmes: [...foreign].join(', ') })
    return { ok: true, value: statistics }
  } catch (error) {
    if (!(error instanceof RosterCsvRefused)) throw error
    const { line = 1, columns = '' } = error.refusal.detail
    const isThere = error.refusal.code !== 'file-not-found' && error.refusal.code !== 'file-unreadable'
    return isThere
      ? refused('statistics-malformed', { line, column: columns, why: error.refusal.code })
      : refused('statistics-unreadable', {})
  }
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
