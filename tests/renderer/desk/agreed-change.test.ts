import { describe, expect, it } from 'vitest'
import { amendedWords } from '../../../renderer/desk/admissions/amended-words.ts'
import { approvalFor, type ChangeCall } from '../../../renderer/desk/admissions/agreed-change.ts'
import { id } from '../../../renderer/messages/id.ts'

const note: Extract<ChangeCall, { call: 'desk.amend' }> = {
  call: 'desk.amend',
  input: {
    admissionId: '01999999-0000-7000-8000-000000000001' as never,
    amendment: { details: { note: 'lupa dicatat' } },
    reason: 'lupa dicatat',
    approvalId: null,
  },
}
const given = { asked: note, approvalId: 'c0ffee00-0000-4000-8000-000000000001' }

describe('what a supervisor agreed to and could not be written', () => {
  it('is sent again without asking them again', () => {
    expect(approvalFor(given, structuredClone(note))).toBe(given.approvalId)
  })

  it('covers nothing else: not another correction of the same letter, another reason, or another act', () => {
    expect(approvalFor(given, { ...note, input: { ...note.input, amendment: { wardClass: '1' } } })).toBeNull()
    expect(approvalFor(given, { ...note, input: { ...note.input, reason: 'naik kelas' } })).toBeNull()
    const { admissionId, reason } = note.input
    expect(approvalFor(given, { call: 'desk.void', input: { admissionId, reason, approvalId: null } })).toBeNull()
    expect(approvalFor(null, note)).toBeNull()
  })
})

describe('what a correction will write', () => {
  const before = { medicalRecordNumber: '', referralFrom: 'Puskesmas', referralNumber: '', documents: [], note: 'lama' }

  it('is said line by line, what stands and what comes in its place', () => {
    const details = { ...before, medicalRecordNumber: 'RM-77', note: '' }
    expect(amendedWords(before, { details }, id)).toEqual([
      'Nomor rekam medis: kosong → RM-77',
      `${id.desk.admissions.detail.note}: lama → kosong`,
    ])
    expect(amendedWords(before, { details: before }, id)).toEqual([])
    expect(amendedWords(before, { wardClass: '2' }, id)).toEqual([])
  })
})
