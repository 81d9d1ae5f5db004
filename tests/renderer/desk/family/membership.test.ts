import { describe, expect, it } from 'vitest'
import { matchesName } from '../../../../renderer/desk/family/matches-name.ts'
import { membershipOf } from '../../../../renderer/desk/family/membership.ts'
import { asked, decide } from '../../../shared/domain/deciding.ts'
import { date, kbsRow } from '../../../shared/domain/samples.ts'

const planned = asked({ care: 'rawat-jalan' })

describe('what the list says of a person', () => {
  it('is "member" when only a referral is missing: the care was not asked about yet', () => {
    expect(membershipOf(decide(kbsRow(), planned))).toEqual({ kind: 'eligible', ground: null, isMember: true })
  })

  it('is the ground that nobody at the desk can mend, though another comes with it', () => {
    const person = decide(kbsRow({ jknStatus: 'active', jknSegment: 'ppu' }), planned)
    expect(membershipOf(person)).toEqual({ kind: 'ineligible', ground: 'jkn-active', isMember: false })
  })

  it('names the card that is out of use, and still says "member"', () => {
    const byCard = { ...planned, foundBy: { kind: 'card', value: 'KBS2017000001' } } as const
    const person = decide(kbsRow({ cardStatus: 'lost' }), byCard)
    expect(membershipOf(person)).toEqual({ kind: 'eligible', ground: 'card-blocked', isMember: true })
  })

  it('never says "member" from data that is too old', () => {
    const person = decide(kbsRow(), { ...planned, rosterAsOf: () => date('2026-11-01') })
    expect(membershipOf(person)).toEqual({ kind: 'stale', ground: null, isMember: false })
  })

  it('is a review when the NIK stands twice', () => {
    const person = decide([kbsRow(), kbsRow({ name: 'CONTOH DUA' })], planned)
    expect(membershipOf(person).kind).toBe('review')
  })
})

describe('the filter by name', () => {
  it.each([
    ['Siti Contoh', 'si', true],
    ['Siti Contoh', 'con si', true],
    ['SITI CONTOH', 'siti', true],
    ['Siti Contoh', 'ti', false],
    ['Siti Contoh', '', true],
    ['José Contoh', 'jose', true],
    ["Nur'aini Contoh", "nur'a", true],
  ])('of %s by "%s": %s', (name, filter, matches) => {
    expect(matchesName(name, filter)).toBe(matches)
  })
})
