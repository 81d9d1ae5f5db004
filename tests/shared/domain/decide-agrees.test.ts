import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { decidePerson, type PersonVerdict } from '../../../shared/domain/decide.ts'
import {
  ConflictCode,
  RefusalCode,
  TraceStep,
  WarningCode,
  type ProgrammeVerdict,
} from '../../../shared/domain/verdict.ts'
import { personCase } from './arbitrary-case.ts'
import { judgeNaively } from './naive-evaluator.ts'

const isLong = process.env['LOKET_LONG'] === '1'
const RUNS = isLong ? 1_000_000 : 20_000

it(`agrees with the naive evaluator on ${RUNS.toLocaleString('en')} random cases, in which every answer occurs`, () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(personCase, (c) => {
      const answer = decidePerson(c)
      const programmes = answer.programmes.map(({ programme, version, settled, warnings }) => ({
        programme,
        version,
        settled,
        warnings,
      }))
      // Text against text is several times faster than a deep matcher.
      expect(canonical({ ...answer, programmes })).toBe(canonical(judgeNaively(c)))
      expect(answer.programmes.map(tracedRefusals)).toEqual(answer.programmes.map(statedRefusals))
      count(seen, answer)
    }),
    { seed: 20170116, numRuns: RUNS },
  )
  const rare = EVERY_ANSWER.filter((what) => (seen.get(what) ?? 0) <= RUNS / 5000)
  expect(rare).toEqual([])
}, 1_200_000)

const EVERY_ANSWER = [
  ...['eligible', 'ineligible', 'stale', 'review'].map((kind) => `verdict ${kind}`),
  ...['eligible', 'ineligible', 'review'].map((kind) => `if current ${kind}`),
  ...RefusalCode.options.map((code) => `alone ${code}`),
  ...RefusalCode.options.map((code) => `refusal ${code}`),
  ...WarningCode.options.map((code) => `warning ${code}`),
  ...ConflictCode.options.map((code) => `conflict ${code}`),
  ...TraceStep.shape.outcome.options.map((outcome) => `trace ${outcome}`),
  ...['eligible', 'ineligible', 'stale', 'review'].map((kind) => `several programmes ${kind}`),
  'provisional',
]

/** Every rule in order, and which of them failed; nothing at all under review. */
function tracedRefusals({ trace }: ProgrammeVerdict): string {
  const failed = trace.filter((step) => step.outcome === 'failed').map((step) => step.rule)
  return [trace.map((step) => step.rule), failed].join(' / ')
}

function statedRefusals({ settled }: ProgrammeVerdict): string {
  if (settled.kind === 'review') return ' / '
  return [RefusalCode.options, settled.kind === 'ineligible' ? settled.reasons : []].join(' / ')
}

function count(seen: Map<string, number>, { verdict, programmes, warnings, provisionalOffered }: PersonVerdict): void {
  const add = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
  add(`verdict ${verdict.kind}`)
  if (programmes.length > 1) add(`several programmes ${verdict.kind}`)
  if (verdict.kind === 'stale') add(`if current ${verdict.verdictIfCurrent.kind}`)
  if (provisionalOffered) add('provisional')
  for (const code of warnings) add(`warning ${code}`)
  for (const { settled, trace } of programmes) {
    if (settled.kind === 'review') add(`conflict ${settled.conflict}`)
    if (settled.kind === 'ineligible') {
      if (settled.reasons.length === 1) add(`alone ${settled.reasons[0]}`)
      for (const code of settled.reasons) add(`refusal ${code}`)
    }
    for (const step of trace) add(`trace ${step.outcome}`)
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
