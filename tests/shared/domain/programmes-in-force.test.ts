import { expect, it } from 'vitest'
import { programmesInForce } from '../../../shared/domain/programmes-in-force.ts'
import { bogorSehat } from '../../../shared/programmes/bogor-sehat.ts'
import { kbsBekasi } from '../../../shared/programmes/kbs-bekasi.ts'
import { limitedProgramme } from './arbitrary-case.ts'

const shipped = [kbsBekasi, bogorSehat]
const newer = { ...bogorSehat, payer: 'Kabupaten Bogor' }

it('puts a feed’s definition in the place of the one that shipped', () => {
  expect(programmesInForce(shipped, [{ programmes: ['bogor-sehat'], definitions: [newer] }])).toEqual([
    kbsBekasi,
    newer,
  ])
})

it('adds the definition of a programme that did not ship', () => {
  const feed = { programmes: ['uji-terbatas'], definitions: [limitedProgramme] }
  expect(programmesInForce(shipped, [feed])).toEqual([...shipped, limitedProgramme])
})

it('does not hear a feed about a programme that is not its own', () => {
  expect(programmesInForce(shipped, [{ programmes: ['kbs-bekasi'], definitions: [newer, limitedProgramme] }])).toEqual(
    shipped,
  )
  expect(programmesInForce(shipped, [])).toEqual(shipped)
})
