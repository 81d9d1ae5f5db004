import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Admission } from '../../../shared/domain/admission.ts'
import { HIDDEN, maskedAdmission } from '../../../shared/domain/masked-admission.ts'
import { aNewborn, anAdmission } from '../../electron/core/letters/letter-fixtures.ts'

it('keeps what was decided, and of the patient a first name and an initial', () => {
  const whole = anAdmission({ evidence: { chosen: { row: 1, reason: 'KK asli Siti diperlihatkan' } } })
  const masked = maskedAdmission({
    ...whole,
    approval: { purpose: 'review', by: 'Sari Contoh' as never, reason: 'Sudah saya lihat sendiri' },
  })
  expect(masked).toMatchObject({
    letterNumber: whole.letterNumber,
    state: 'guaranteed',
    person: { name: 'Siti C.', sex: 'P', districtCode: '327502', nik: null, kkNumber: null, birthDate: null, rw: null },
    evidence: { verdict: 'eligible', chosen: { row: 1, reason: HIDDEN } },
    approval: { purpose: 'review', by: 'Sari Contoh', reason: HIDDEN },
    details: { documents: ['ktp', 'rujukan'], medicalRecordNumber: '', note: '' },
  })
  expect(Admission.parse(masked)).toEqual(masked)
  expect(maskedAdmission(masked)).toEqual(masked)
})

it('hides the mother of a newborn and why a letter was voided', () => {
  const { person, voidReason } = maskedAdmission({ ...aNewborn(), voidReason: 'Bayi Ny. Siti pindah' })
  expect(person.motherNik).toBeNull()
  expect(voidReason).toBe(HIDDEN)
})

it('lets no text through that a person wrote', () => {
  const written = fc.string({ minLength: 6, maxLength: 12 }).map((text) => `<<${text}>>`)
  fc.assert(
    fc.property(written, (text) => {
      const details = { medicalRecordNumber: text, referralFrom: text, referralNumber: text, documents: [], note: text }
      const whole = { ...anAdmission({ details }), voidReason: text }
      expect(JSON.stringify(maskedAdmission(whole))).not.toContain(JSON.stringify(text).slice(1, -1))
    }),
  )
})
