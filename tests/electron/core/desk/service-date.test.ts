import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { admittingDesk, provisional } from '../../../support/admitting-desk.ts'
import { people, question, rina, TODAY } from '../../../support/desk-core.ts'

const at = admittingDesk()
const { admit, admitted, entries } = at

describe('a service date that no letter can name', () => {
  it.each(['1999-12-31', '2027-11-23', '2199-01-01'])('is not admitted, not even provisionally: %s', (day) => {
    const before = entries()
    const asked = { question: question({ serviceDate: day as IsoDate }) }
    expect(admit(people.suspended, { ...provisional, ...asked })).toEqual({ kind: 'provisional-not-offered' })
    expect(admit(people.ahmad, asked)).toEqual({ kind: 'not-eligible', verdict: null })
    expect(entries()).toBe(before)
  })

  it('is not confirmed into an admission', () => {
    const { id, details } = admitted(people.suspended, provisional)
    const late = question({ serviceDate: '1999-12-31' as IsoDate })
    expect(
      at.core().desk.confirmProvisional(
        {
          admissionId: id,
          nik: people.ahmad,
          choice: null,
          text: '',
          shown: null,
          question: late,
          details,
          basis: 'guaranteed',
          approvalId: null,
        },
        rina.name,
      ),
    ).toEqual({ kind: 'not-eligible', verdict: null })
  })

  it('is one from the year 2000 to a year from now: such an admission is printed', async () => {
    for (const day of ['2000-01-01', '2027-11-22'] as IsoDate[]) {
      const { id } = admitted(people.suspended, { ...provisional, question: question({ serviceDate: day }) })
      expect(await at.core().letters.print(id, rina.name)).toMatchObject({ kind: 'made', copy: 1 })
    }
  })
})

describe('a clock that falls back', () => {
  it('brings no lapsed cover to life and gives no number twice', () => {
    const first = admitted(people.ahmad)
    at.place().clock.set('2019-06-01T00:00:00.000Z')
    expect(at.core().desk.check({ text: people.siti, source: 'wedge', question: {} }, rina.name)).toMatchObject({
      question: { serviceDate: TODAY },
    })
    const second = admitted(people.siti)
    expect(second.openedAt >= first.openedAt).toBe(true)
    expect(second.letterNumber).toBe('000002/KBS/3275999/A1/XI/2026')
  })
})
