import { describe, expect, it } from 'vitest'
import { admittingDesk, newborn } from '../../../support/admitting-desk.ts'
import { people, rina } from '../../../support/desk-core.ts'

const at = admittingDesk()
const { admit, admitted } = at

/** Of the family's programme card. */
const UID = '049900000001A1'
const REFUSED = { kind: 'identity-not-confirmed' }

describe('a patient found by the UID of a chip', () => {
  it.each(['hid', 'wedge', 'typed'] as const)('is compared with the record before an admission: %s', (source) => {
    const before = at.entries()
    expect(admit(people.ahmad, { text: UID, source })).toEqual(REFUSED)
    expect(at.entries()).toBe(before)
    expect(admit(people.ahmad, { text: UID, source, identityConfirmed: true })).toMatchObject({
      kind: 'admitted',
      admission: { evidence: { foundBy: 'uid', reader: source, identityConfirmed: true } },
    })
  })

  it('is asked for under every spelling of the UID', () => {
    const reversed = 'A1010000009904'
    for (const text of [UID.toLowerCase(), '04:99:00:00:00:01:A1', '04 99 00 00 00 01 A1'])
      expect(admit(people.siti, { text, source: 'hid' })).toEqual(REFUSED)
    // Nobody has this one: then it is the text alone that says it may be a chip's.
    expect(admit(people.siti, { text: reversed, source: 'hid' })).toEqual(REFUSED)
  })

  it('is also a newborn’s mother', () => {
    const patient = newborn('2026-11-20')
    expect(admit(people.siti, { patient, text: UID, source: 'hid' })).toEqual(REFUSED)
    expect(admit(people.siti, { patient, text: UID, source: 'hid', identityConfirmed: true }).kind).toBe('admitted')
  })

  it('may stay a stranger in an emergency, whom nobody can compare with anything', () => {
    const patient = { kind: 'unidentified', name: 'Tuan X', nik: null, sex: 'L' } as const
    expect(admit(people.siti, { patient, text: UID, source: 'hid', basis: 'provisional' }).kind).toBe('admitted')
  })
})

describe('a card read by a reader that is no keyboard', () => {
  it('needs no comparing when its number is read, and the admission keeps how it was read', () => {
    const { evidence } = admitted(people.ahmad, { source: 'hid' })
    expect(evidence).toMatchObject({ foundBy: 'nik', reader: 'hid', identityConfirmed: false })
  })

  it('is looked up with the symbology that the reader named', () => {
    const { desk } = at.core()
    const asked = { text: '0001234567894', source: 'hid', question: {} } as const
    const product = (aim: string | null) => {
      const { reading } = desk.check({ ...asked, aim }, rina.name) as { reading: { productBarcode: boolean } }
      return reading.productBarcode
    }
    expect([product(']E0'), product(']C1'), product(null)]).toEqual([true, false, false])
  })
})
