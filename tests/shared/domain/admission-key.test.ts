import { expect, it } from 'vitest'
import { admissionKey } from '../../../shared/domain/admission-key.ts'
import { Nik } from '../../../shared/domain/identifiers.ts'
import { date } from './samples.ts'

const nik = Nik.parse('3275025508909902')
const day = date('2026-11-21')
const member = { nik, motherNik: null, birthOrder: null }
const child = (birthOrder: number) => ({ nik: null, motherNik: nik, birthOrder })

it('is the same for the same person, care and date, and for nothing else', () => {
  const keys = [
    admissionKey(member, 'igd', day),
    admissionKey(member, 'rawat-inap', day),
    admissionKey(member, 'igd', date('2026-11-22')),
    admissionKey({ ...member, nik: Nik.parse('3275021508909901') }, 'igd', day),
    admissionKey(child(1), 'igd', day),
    admissionKey(child(2), 'igd', day),
  ]
  expect(new Set(keys).size).toBe(keys.length)
  expect(admissionKey({ ...member }, 'igd', day)).toBe(keys[0])
})

it('goes by the newborn’s own NIK once there is one', () => {
  expect(admissionKey({ ...child(1), nik }, 'igd', day)).toBe(admissionKey(member, 'igd', day))
})

it('is absent for a stranger: two of them are not one', () => {
  expect(admissionKey({ nik: null, motherNik: null, birthOrder: null }, 'igd', day)).toBeNull()
})
