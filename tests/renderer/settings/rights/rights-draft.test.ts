import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellOf, changesBetween, tableOf, toggled } from '../../../../renderer/settings/rights/rights-draft.ts'
import {
  DEFAULT_RIGHTS,
  FIXED_RIGHTS,
  GRANTABLE_RIGHTS,
  GrantedRight,
  Role,
} from '../../../../shared/domain/operator.ts'

const defaults = tableOf(Role.options.map((role) => ({ role, rights: DEFAULT_RIGHTS[role] })))
const role = fc.constantFrom(...Role.options)
const right = fc.constantFrom(...GrantedRight.options)

describe('the table of rights', () => {
  it('says of each cell whether it is granted, open, fixed or never to be given', () => {
    expect(cellOf(defaults, 'clerk', 'enter')).toBe('granted')
    expect(cellOf(defaults, 'clerk', 'correct')).toBe('open')
    expect(cellOf(defaults, 'administrator', 'configure')).toBe('fixed')
    expect(cellOf(defaults, 'finance', 'audit')).toBe('never')
  })

  it('gives a role that the answer leaves out no right', () => {
    expect(tableOf([{ role: 'clerk', rights: ['view'] }]).auditor).toEqual([])
  })

  it('is what it was after a right was given and taken again', () => {
    const given = toggled(defaults, 'clerk', 'correct')
    expect(given.clerk).toEqual(['view', 'enter', 'correct'])
    expect(toggled(given, 'clerk', 'correct')).toEqual(defaults)
  })

  it('never comes to a state that the core refuses, whatever is pressed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(role, right), { maxLength: 40 }), (presses) => {
        const table = presses.reduce((last, [one, other]) => toggled(last, one, other), defaults)
        for (const one of Role.options) {
          expect(table[one].every((other) => GRANTABLE_RIGHTS[one].includes(other))).toBe(true)
          expect(FIXED_RIGHTS[one].every((other) => table[one].includes(other))).toBe(true)
        }
      }),
    )
  })

  it('names who gains and who loses what', () => {
    const next = toggled(toggled(defaults, 'clerk', 'correct'), 'finance', 'export')
    expect(changesBetween(defaults, next)).toEqual([
      { role: 'clerk', right: 'correct', kind: 'gains' },
      { role: 'finance', right: 'export', kind: 'loses' },
    ])
    expect(changesBetween(next, next)).toEqual([])
  })
})
