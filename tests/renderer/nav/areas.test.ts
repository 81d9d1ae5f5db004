import { describe, expect, it } from 'vitest'
import { AREA_KEYS, areasOf } from '../../../renderer/nav/areas.ts'
import { DEFAULT_RIGHTS, GRANTABLE_RIGHTS, Role } from '../../../shared/domain/operator.ts'

describe('the parts of the program', () => {
  it.each([
    ['clerk', ['desk']],
    ['supervisor', ['desk']],
    ['finance', ['admissions']],
    ['administrator', ['settings']],
    ['auditor', ['admissions', 'audit']],
  ] as const)('that a %s may open are those of the role’s rights', (role, areas) => {
    expect(areasOf(DEFAULT_RIGHTS[role])).toEqual(areas)
  })

  it('never offer a list apart from the desk to whoever has the desk', () => {
    for (const role of Role.options) {
      const areas = areasOf(GRANTABLE_RIGHTS[role])
      expect(areas.includes('desk') && areas.includes('admissions')).toBe(false)
    }
  })

  it('are none without any right', () => {
    expect(areasOf([])).toEqual([])
  })

  it('have keys of their own that the desk does not use', () => {
    const codes = Object.values(AREA_KEYS).map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const taken of ['Digit1', 'Digit2', 'Digit3', 'Digit4']) expect(codes).not.toContain(taken)
  })
})
