import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { admittingDesk, provisional } from '../../../support/admitting-desk.ts'
import { people, question, sari } from '../../../support/desk-core.ts'

const at = admittingDesk()
const { admit, admitted } = at

describe('the ward class of a letter', () => {
  const persalinan = (wardClass: '1' | '3') => question({ care: 'persalinan', wardClass })

  it('is never better than what is guaranteed, not even until the papers come', () => {
    expect(admit(people.siti, { question: persalinan('1') })).toMatchObject({ kind: 'not-eligible' })
    const early = admitted(people.siti, { ...provisional, question: persalinan('1') })
    expect(early).toMatchObject({ state: 'provisional', wardClass: '3' })
  })

  it('is left open for care without a bed, whatever was asked', () => {
    const { id, wardClass } = admitted(people.ahmad, { question: question({ wardClass: '1' }) })
    expect(wardClass).toBeNull()
    const amendment = { wardClass: '1' as const }
    expect(
      at.core().desk.amend({ admissionId: id, amendment, reason: 'naik kelas', approvalId: null }, sari),
    ).toMatchObject({
      kind: 'not-eligible',
    })
  })

  it('is not amended to a better one while no roster can say that it is guaranteed', () => {
    const { id } = admitted(people.siti, { question: persalinan('3') })
    for (const name of ['current.json', 'current.copy.json']) writeFileSync(join(at.core().folder.rosterDir, name), '')
    const amendment = { wardClass: '1' as const }
    expect(
      at.core().desk.amend({ admissionId: id, amendment, reason: 'naik kelas', approvalId: null }, sari),
    ).toMatchObject({
      kind: 'not-eligible',
    })
  })
})
