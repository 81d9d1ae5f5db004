import { describe, expect, it } from 'vitest'
import { admittingDesk, newborn } from '../../../support/admitting-desk.ts'
import { people } from '../../../support/desk-core.ts'

const at = admittingDesk()
const { admit, admitted } = at

describe('a newborn without NIK', () => {
  it('goes under its mother for 28 days, twins each once', () => {
    const patient = newborn('2026-11-20')
    expect(admitted(people.siti, { patient })).toMatchObject({
      person: { nik: null, motherNik: people.siti, birthOrder: 1, kkNumber: '3275021203159921' },
    })
    expect(admit(people.siti, { patient }).kind).toBe('already')
    expect(admit(people.siti, { patient: newborn('2026-11-20', 2) }).kind).toBe('admitted')
    expect(admit(people.siti).kind).toBe('admitted')
  })

  it('is covered on the 28th day and not on the 29th', () => {
    expect(admit(people.siti, { patient: newborn('2026-10-23') })).toEqual({ kind: 'not-eligible', verdict: null })
    expect(admit(people.siti, { patient: newborn('2026-10-24') }).kind).toBe('admitted')
  })
})
