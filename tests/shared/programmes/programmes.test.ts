import { describe, expect, it } from 'vitest'
import { addDays } from '../../../shared/domain/dates.ts'
import { bogorSehat } from '../../../shared/programmes/bogor-sehat.ts'
import { kbsBekasi } from '../../../shared/programmes/kbs-bekasi.ts'
import { programmes } from '../../../shared/programmes/programmes.ts'

describe('the definitions that ship', () => {
  it.each(programmes.map((definition) => [definition.code, definition] as const))(
    '%s: versions follow each other without gap or overlap',
    (_code, { versions }) => {
      for (const [index, version] of versions.entries()) {
        const next = versions[index + 1]
        const dayAfter = version.until === null ? undefined : addDays(version.until, 1)
        expect(next?.from).toBe(dayAfter)
      }
      expect(versions.at(-1)?.until).toBeNull()
    },
  )

  it('have different codes and letters', () => {
    expect(new Set(programmes.map(({ code }) => code)).size).toBe(programmes.length)
    expect(programmes.map(({ letters }) => letters)).toEqual(['KBS', 'BGS'])
    expect([kbsBekasi.payer, bogorSehat.payer]).toEqual(['Pemerintah Kota Bekasi', 'Pemerintah Kabupaten Bogor'])
  })
})
