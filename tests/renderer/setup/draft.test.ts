import { describe, expect, it } from 'vitest'
import {
  emptyDraft,
  inputOf,
  problemsOf,
  stepsFor,
  timeZoneOf,
  type SetupDraft,
} from '../../../renderer/setup/draft.ts'
import { SetupInput } from '../../../shared/contract/setup.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { RegencyCode } from '../../../shared/domain/identifiers.ts'
import { regencies } from '../../../shared/domain/region.ts'
import { programmes } from '../../../shared/programmes/programmes.ts'

const empty = emptyDraft(programmes, 2026)
const complete: SetupDraft = {
  ...empty,
  name: ' RSUD Contoh ',
  code: '3275999',
  owner: 'government',
  isRsud: true,
  regencyCode: RegencyCode.parse('3275'),
  agreements: empty.agreements.map((one) => ({ ...one, agreed: one.programme === 'kbs-bekasi' })),
  authority: 'Pemerintah Kota Bekasi',
  address: 'Jalan Contoh Nomor 1',
  city: 'Bekasi',
  deskCode: 'A1',
  person: 'Budi Contoh',
  secret: '739164',
  again: '739164',
}

describe('what was typed in the set-up', () => {
  it('is what the contract takes, once no step has a problem left', () => {
    for (const step of stepsFor('hospital')) expect(problemsOf(step, complete, false)).toEqual({})
    const input = SetupInput.parse(inputOf(complete, false))
    expect(input.hospital).toMatchObject({
      name: 'RSUD Contoh',
      contracts: [{ programme: 'kbs-bekasi', from: '2026-01-01', until: '2026-12-31' }],
      timeZone: 'Asia/Jakarta',
    })
    expect(input.administrator).toEqual({ name: 'Budi Contoh', secret: '739164' })
  })

  it('sends no hospital where the desk has one', () => {
    expect(stepsFor('administrator')).toEqual(['letter', 'administrator', 'review'])
    expect(problemsOf('letter', { ...empty, deskCode: 'B2' }, true)).toEqual({})
    expect(inputOf({ ...empty, person: 'Budi Contoh', secret: '739164' }, true)?.hospital).toBeNull()
  })

  it('says every missing field of the hospital at its field', () => {
    expect(problemsOf('hospital', empty, false)).toEqual({
      name: 'name-missing',
      code: 'code-wrong',
      owner: 'owner-missing',
      regencyCode: 'regency-missing',
    })
  })

  it.each(['327599', '32759999', '327599A', ' '])('takes no hospital code that is not seven digits: %s', (code) => {
    expect(problemsOf('hospital', { ...complete, code }, false)).toEqual({ code: 'code-wrong' })
  })

  it('asks only agreed programmes for dates, in their order', () => {
    const dates = (from: string | null, until: string | null, agreed = true): SetupDraft => ({
      ...complete,
      agreements: [
        { programme: complete.agreements[0]!.programme, agreed, from: from as IsoDate, until: until as IsoDate },
      ],
    })
    const code = complete.agreements[0]!.programme
    expect(problemsOf('agreements', dates(null, null, false), false)).toEqual({})
    expect(problemsOf('agreements', dates(null, '2026-12-31'), false)).toEqual({ [`from:${code}`]: 'date-missing' })
    expect(problemsOf('agreements', dates('2026-12-31', '2026-01-01'), false)).toEqual({
      [`until:${code}`]: 'until-before-from',
    })
  })

  it.each(['', 'a1', 'LOKET01', 'A-1'])('takes no desk code but one to six capitals or digits: "%s"', (deskCode) => {
    expect(problemsOf('letter', { ...complete, deskCode }, false)).toEqual({ deskCode: 'desk-code-wrong' })
  })

  it.each(['B', 'sistem', '  '])('takes no name that is not a person’s: "%s"', (person) => {
    expect(problemsOf('administrator', { ...complete, person }, false)).toEqual({ person: 'person-name-wrong' })
  })

  it('keeps no RSUD for a private owner', () => {
    expect(inputOf({ ...complete, owner: 'private' }, false)?.hospital).toMatchObject({ isRsud: false })
  })

  it('is not sent while the hospital is incomplete', () => {
    expect(inputOf({ ...complete, regencyCode: null }, false)).toBeNull()
    expect(inputOf({ ...complete, wardClasses: [] }, false)).toBeNull()
  })
})

describe('the time of a hospital', () => {
  it('follows its province', () => {
    expect(timeZoneOf('3275')).toBe('Asia/Jakarta')
    expect(timeZoneOf('6171')).toBe('Asia/Jakarta')
    expect(timeZoneOf('5171')).toBe('Asia/Makassar')
    expect(timeZoneOf('7371')).toBe('Asia/Makassar')
    expect(timeZoneOf('8171')).toBe('Asia/Jayapura')
    expect(timeZoneOf('9171')).toBe('Asia/Jayapura')
  })

  it('is asked of 514 kabupaten and kota, each named once', () => {
    const all = regencies()
    expect(all).toHaveLength(514)
    expect(new Set(all.map(({ name }) => name)).size).toBe(514)
  })
})
