import { describe, expect, it } from 'vitest'
import {
  programmesWithoutData,
  RosterState,
  servingSourceOf,
  servingSources,
  sourceSpeakingFor,
  versionName,
} from '../../../shared/domain/roster-state.ts'

const facts = {
  version: '2026-11-21-1',
  importedAt: '2026-11-21T01:00:00.000Z',
  ageDays: 0,
  people: 1,
  rows: 1,
  fellBack: false,
}
const serving = (source: string, programmes: string[], asOf = '2026-11-21') => ({
  kind: 'serving',
  source,
  programmes,
  asOf,
  ...facts,
})
const current = (...sources: object[]) => {
  const state = RosterState.parse({ kind: 'current', sources, asOf: '2026-11-21', ...facts })
  if (state.kind !== 'current') throw new Error('not current')
  return state
}

const BOTH = current(serving('local', ['kbs-bekasi']), serving('kab-bogor', ['bogor-sehat'], '2026-11-10'))

describe('the source that speaks for a programme', () => {
  it('is the one that names it, while it serves', () => {
    expect(servingSourceOf(BOTH, 'bogor-sehat')?.source).toBe('kab-bogor')
    const damaged = { kind: 'damaged', source: 'kab-bogor', programmes: ['bogor-sehat'], version: '2026-11-10-1' }
    expect(servingSourceOf(current(serving('local', ['kbs-bekasi']), damaged), 'bogor-sehat')).toBeNull()
  })

  it('is a roster of an older program for everything that no other source names', () => {
    const older = current(serving('local', []), { kind: 'none', source: 'kab-bogor', programmes: ['bogor-sehat'] })
    expect(servingSourceOf(older, 'kbs-bekasi')?.source).toBe('local')
    expect(servingSourceOf(older, 'bogor-sehat')).toBeNull()
  })

  it('is the oldest for a programme that nobody names: no data is taken to be younger than it is', () => {
    expect(servingSources(BOTH).map(({ source }) => source)).toEqual(['kab-bogor', 'local'])
    expect(sourceSpeakingFor(BOTH, 'program-lain').source).toBe('kab-bogor')
  })

  it('is named in evidence, so that two versions numbered alike are two', () => {
    expect(versionName(sourceSpeakingFor(BOTH, 'bogor-sehat'))).toBe('kab-bogor/2026-11-21-1')
    expect(versionName(sourceSpeakingFor(BOTH, 'kbs-bekasi'))).toBe('2026-11-21-1')
  })
})

describe('programmes that nobody can be looked up in', () => {
  it('are those without a source that serves, each once; none are told of while no roster serves at all', () => {
    const state = current(serving('local', ['kbs-bekasi']), {
      kind: 'none',
      source: 'kab-bogor',
      programmes: ['bogor-sehat'],
    })
    expect(programmesWithoutData(state, ['bogor-sehat', 'kbs-bekasi', 'bogor-sehat'])).toEqual(['bogor-sehat'])
    expect(programmesWithoutData(BOTH, ['bogor-sehat', 'kbs-bekasi'])).toEqual([])
    expect(programmesWithoutData({ kind: 'none' }, ['kbs-bekasi'])).toEqual([])
  })
})
