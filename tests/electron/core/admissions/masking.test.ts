import { afterEach, beforeEach, expect, it } from 'vitest'
import { DEFAULT_RIGHTS, type Role } from '../../../../shared/domain/operator.ts'
import { admitInput, deskPlace, people, rina, TODAY, type DeskPlace } from '../../../support/desk-core.ts'

let place: DeskPlace
beforeEach(async () => {
  place = await deskPlace()
  const details = { ...admitInput(people.ahmad).details, medicalRecordNumber: '00-41-27', note: 'Alergi penisilin' }
  for (const [nik, basis] of [
    [people.ahmad, 'guaranteed'],
    [people.suspended, 'provisional'],
  ] as const)
    place.core.desk.admit(admitInput(nik, { details, basis }), rina.name)
})
afterEach(() => place.remove())

function listed(role: Role, text = '') {
  return place.core.admissions.list({ from: TODAY, to: TODAY, text, limit: 10 }, DEFAULT_RIGHTS[role])
}

it('shows patients whole to whoever enters, corrects or exports, and masked to whoever only views', () => {
  for (const role of ['clerk', 'supervisor', 'finance'] as const) {
    expect(listed(role)).toMatchObject({ masked: false, admissions: [{}, { person: { nik: people.ahmad } }] })
    expect(place.core.admissions.provisional(DEFAULT_RIGHTS[role])[0]?.person.nik).toBe(people.suspended)
  }
  const { masked, admissions, total } = listed('auditor')
  const rights = DEFAULT_RIGHTS.auditor
  expect({ masked, total }).toEqual({ masked: true, total: 2 })
  const [, first] = admissions
  if (first === undefined) throw new Error('nothing listed')
  expect(first).toMatchObject({ person: { name: 'Ahmad C.', nik: null, birthDate: null }, details: { note: '' } })
  expect(place.core.admissions.get(first.id, rights)).toEqual(first)
  expect(place.core.admissions.provisional(rights)[0]?.person.nik).toBeNull()
  expect(JSON.stringify([admissions, place.core.admissions.provisional(rights)])).not.toMatch(
    /\d{16}|Ahmad Contoh|1990|41-27|penisilin/,
  )
})

it('does not tell by a hit what the mask hides', () => {
  const total = (text: string) => listed('auditor', text).total
  expect([total(people.ahmad), total(people.ahmad.slice(0, 6)), total('ahmad'), total('contoh')]).toEqual([0, 0, 0, 0])
  expect([total('000001/KBS'), total('/xi/2026'), total('%'), total('\n')]).toEqual([1, 2, 0, 2])
  expect(listed('clerk', people.ahmad).total).toBe(1)
})
