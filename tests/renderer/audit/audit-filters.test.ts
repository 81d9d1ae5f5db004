import { describe, expect, it } from 'vitest'
import { actorWords } from '../../../renderer/audit/actor-words.ts'
import { ACTION_GROUPS, codeOf, filterOf, NOTHING_CHOSEN } from '../../../renderer/audit/audit-filters.ts'
import { id } from '../../../renderer/messages/id.ts'
import { AuditAction } from '../../../shared/domain/audit-action.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'

const today = '2026-11-22' as IsoDate
const day = (date: string) => date as IsoDate

describe('the period of the trail', () => {
  it.each([
    ['today', '2026-11-22'],
    ['week', '2026-11-16'],
    ['month', '2026-10-24'],
  ] as const)('%s begins on %s and ends today', (period, from) => {
    expect(filterOf({ ...NOTHING_CHOSEN, period }, today)).toMatchObject({ from, to: today })
  })

  it('has no bounds when all of it is asked for', () => {
    expect(filterOf({ ...NOTHING_CHOSEN, period: 'all' }, today)).toMatchObject({ from: null, to: null })
  })

  it('is as typed, open where nothing was typed, and none when it ends before it begins', () => {
    const own = { ...NOTHING_CHOSEN, period: 'own' } as const
    expect(filterOf({ ...own, from: day('2026-11-01') }, today)).toMatchObject({ from: '2026-11-01', to: null })
    expect(filterOf({ ...own, from: day('2026-11-02'), to: day('2026-11-01') }, today)).toBeNull()
  })

  it('keeps who, what and about whom', () => {
    const chosen = { ...NOTHING_CHOSEN, actor: 'Rina Contoh', action: 'look-up', subject: 'a'.repeat(64) } as const
    expect(filterOf(chosen, today)).toMatchObject({ actor: 'Rina Contoh', action: 'look-up', subject: 'a'.repeat(64) })
  })
})

describe('words of the trail', () => {
  it('offer every action in exactly one group', () => {
    const offered = ACTION_GROUPS.flatMap(({ actions }) => actions)
    expect(offered.toSorted()).toEqual(AuditAction.options.toSorted())
  })

  it('shorten a hash to eight letters', () => {
    expect(codeOf('3e0a1274'.padEnd(64, '0'))).toBe('3e0a1274')
  })

  it('tell the program and the machine from operators', () => {
    expect(actorWords('Rina Contoh', id.audit)).toBe('Rina Contoh')
    expect(actorWords('system', id.audit)).toBe('Program')
    expect(actorWords('machine administrator (root)', id.audit)).toBe('Mesin (root)')
  })
})
