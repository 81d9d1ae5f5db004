import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../shared/domain/verdict.ts'
import { isOverridable, mayAskSupervisor } from '../../../renderer/desk/overridable.ts'
import { isNewbornTooOld } from '../../../renderer/desk/newborn-age.ts'
import { programmes } from '../../../shared/programmes/programmes.ts'

const programme = 'kbs-bekasi'
const refused = (...reasons: string[]) =>
  ({ kind: 'ineligible', programme, version: 'v4', reasons, guaranteedWardClass: '3' }) as unknown as Verdict
const eligible = { kind: 'eligible', programme, version: 'v4', guaranteedWardClass: '3' } as unknown as Verdict
const review = { kind: 'review', programme, version: 'v4', conflict: 'nik-twice' } as unknown as Verdict
const stale = (verdictIfCurrent: Verdict) =>
  ({ kind: 'stale', programme, version: 'v4', rosterDate: '2026-11-01', verdictIfCurrent }) as unknown as Verdict

function answer(verdict: Verdict, over: { existing?: object; newborn?: object } = {}) {
  return {
    candidate: { verdict, existing: over.existing ?? null, programmes: [{ programme, version: 'v4' }] },
    draft: { newborn: over.newborn ?? null, question: { serviceDate: '2026-11-21' } },
  } as unknown as Parameters<typeof mayAskSupervisor>[0]
}

describe('a supervisor can be asked', () => {
  it('about a refusal, and about what data too old says, but not about a death', () => {
    expect(isOverridable(refused('jkn-active'), false)).toBe(true)
    expect(isOverridable(stale(eligible), false)).toBe(true)
    expect(isOverridable(stale(refused('moved-away')), false)).toBe(true)
    expect(isOverridable(refused('jkn-active', 'deceased'), false)).toBe(false)
    expect(isOverridable(stale(refused('deceased')), false)).toBe(false)
  })

  it('about a newborn whose mother died', () => {
    expect(isOverridable(refused('deceased'), true)).toBe(true)
  })

  it('about neither a guarantee nor two records that contradict each other', () => {
    for (const verdict of [eligible, review, stale(review)]) expect(isOverridable(verdict, false)).toBe(false)
  })

  it('never twice for one patient, care and day; a newborn is not its mother', () => {
    expect(mayAskSupervisor(answer(refused('jkn-active')))).toBe(true)
    expect(mayAskSupervisor(answer(refused('jkn-active'), { existing: {} }))).toBe(false)
    expect(mayAskSupervisor(answer(refused('jkn-active'), { existing: {}, newborn: {} }))).toBe(true)
  })
})

it('knows from which day a child needs a number of its own', () => {
  const born = (birthDate: string) => answer(eligible, { newborn: { birthDate } })
  expect(isNewbornTooOld(born('2026-10-24'), programmes)).toBe(false)
  expect(isNewbornTooOld(born('2026-10-23'), programmes)).toBe(true)
  expect(isNewbornTooOld(answer(eligible), programmes)).toBe(false)
})
