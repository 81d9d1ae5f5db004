import { expect } from 'vitest'
import { decidePerson, type PersonCase, type PersonVerdict } from '../../../shared/domain/decide.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import { Verdict, type RefusalCode } from '../../../shared/domain/verdict.ts'
import { programmes } from '../../../shared/programmes/programmes.ts'
import { date, hospital, question } from './samples.ts'

/** Emergency care on 2026-11-21 at a contracted government hospital with a roster of the same day, unless changed. */
export function decide(rows: RosterRow | RosterRow[], change: Partial<PersonCase> = {}): PersonVerdict {
  return decidePerson({
    rows: [rows].flat(),
    definitions: programmes,
    hospital: hospital(),
    question: question(),
    foundBy: null,
    rosterAsOf: () => date('2026-11-21'),
    today: date('2026-11-21'),
    choice: null,
    ...change,
  })
}

/** The reasons of a refusal; none for an eligible verdict. */
export function reasons(rows: RosterRow | RosterRow[], change: Partial<PersonCase> = {}): RefusalCode[] {
  const { verdict } = decide(rows, change)
  expect(Verdict.safeParse(verdict).success).toBe(true)
  return verdict.kind === 'ineligible' ? verdict.reasons : []
}

export function asked(change: Parameters<typeof question>[0]): Partial<PersonCase> {
  return { question: question(change) }
}

export function on(serviceDate: string): Partial<PersonCase> {
  return asked({ serviceDate })
}
