import { describe, expect, it } from 'vitest'
import { approvalFor } from '../../../renderer/desk/admissions/agreed-change.ts'

const note = { amendment: { details: { note: 'lupa dicatat' } }, reason: 'lupa dicatat' }
const given = { purpose: 'amend', change: note, approvalId: 'c0ffee00-0000-4000-8000-000000000001' } as const

describe('what a supervisor agreed to and could not be written', () => {
  it('is sent again without asking them again', () => {
    expect(approvalFor(given, 'amend', structuredClone(note))).toBe(given.approvalId)
  })

  it('covers nothing else: not another correction of the same letter, another reason, or another act', () => {
    expect(approvalFor(given, 'amend', { ...note, amendment: { wardClass: '1' } })).toBeNull()
    expect(approvalFor(given, 'amend', { ...note, reason: 'naik kelas' })).toBeNull()
    expect(approvalFor(given, 'void', note)).toBeNull()
    expect(approvalFor(null, 'amend', note)).toBeNull()
  })
})
