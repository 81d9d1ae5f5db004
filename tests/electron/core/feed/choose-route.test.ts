import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseRoute } from '../../../../electron/core/feed/choose-route.ts'
import type { Catalogue } from '../../../../electron/roster-files/catalogue.ts'
import type { FeedVersion } from '../../../../shared/domain/feed.ts'

const version = (day: number) => `2026-11-${String(day).padStart(2, '0')}-1` as FeedVersion

function catalogueOf(
  to: number,
  fullBytes: number,
  deltas: { from: number; to: number; bytes: number; changes?: number }[],
): Catalogue {
  return {
    version: version(to),
    people: 1000,
    full: { target: 'full', bytes: fullBytes },
    deltas: deltas.map((one) => ({
      target: `${one.from}..${one.to}`,
      from: version(one.from),
      to: version(one.to),
      bytes: one.bytes,
      changes: one.changes ?? 1,
    })),
  } as Partial<Catalogue> as Catalogue
}

const nothingHere = () => false
const baseAt = (day: number, layeredShare = 0) => ({ version: version(day), layeredShare })
const targets = (
  catalogue: Catalogue,
  base: ReturnType<typeof baseAt> | null,
  isHere: (target: string) => boolean = nothingHere,
) => chooseRoute(catalogue, base, isHere).packs.map(({ target }) => target)

describe('the way to the newest version', () => {
  it('is the whole where nothing serves, and where no chain leads from what serves', () => {
    const catalogue = catalogueOf(3, 1000, [{ from: 1, to: 2, bytes: 1 }])
    expect(targets(catalogue, null)).toEqual(['full'])
    expect(targets(catalogue, baseAt(1))).toEqual(['full'])
    expect(targets(catalogue, baseAt(9))).toEqual(['full'])
  })

  it('is the chain of fewest bytes, over one delta or several', () => {
    const days = [
      { from: 1, to: 2, bytes: 10 },
      { from: 2, to: 3, bytes: 10 },
    ]
    expect(targets(catalogueOf(3, 1000, [...days, { from: 1, to: 3, bytes: 19 }]), baseAt(1))).toEqual(['1..3'])
    expect(targets(catalogueOf(3, 1000, [...days, { from: 1, to: 3, bytes: 21 }]), baseAt(1))).toEqual(['1..2', '2..3'])
    expect(targets(catalogueOf(3, 19, days), baseAt(1))).toEqual(['full'])
  })

  it('counts nothing for what was fetched already', () => {
    const catalogue = catalogueOf(2, 1000, [{ from: 1, to: 2, bytes: 10 }])
    expect(targets(catalogue, baseAt(1), (target) => target === 'full')).toEqual(['full'])
    expect(chooseRoute(catalogue, null, (target) => target === 'full').bytes).toBe(0)
    expect(targets(catalogue, baseAt(1), () => true)).toEqual(['1..2'])
  })

  it('is the whole when more than a quarter of the people would lie in layers', () => {
    const catalogue = catalogueOf(2, 1000, [{ from: 1, to: 2, bytes: 10, changes: 100 }])
    expect(targets(catalogue, baseAt(1, 0.15))).toEqual(['1..2'])
    expect(targets(catalogue, baseAt(1, 0.16))).toEqual(['full'])
  })

  it('is never more bytes than any other', () => {
    const delta = fc
      .record({
        from: fc.integer({ min: 1, max: 6 }),
        span: fc.integer({ min: 1, max: 6 }),
        bytes: fc.integer({ min: 1, max: 50 }),
      })
      .map(({ from, span, bytes }) => ({ from, to: Math.min(from + span, 7), bytes, changes: 0 }))
      .filter(({ from, to }) => from < to)
    fc.assert(
      fc.property(fc.array(delta, { maxLength: 14 }), fc.integer({ min: 1, max: 120 }), (deltas, full) => {
        const cheapest = (day: number): number =>
          day === 7
            ? 0
            : Math.min(
                Infinity,
                ...deltas.filter(({ from }) => from === day).map((one) => one.bytes + cheapest(one.to)),
              )
        const { bytes, packs } = chooseRoute(catalogueOf(7, full, deltas), baseAt(1), nothingHere)
        expect(bytes).toBe(Math.min(full, cheapest(1)))
        const chain = packs.map(({ from, to }) => [from, to])
        const joined = packs.map((_pack, index) => [packs[index - 1]?.to ?? version(1), packs[index]?.to])
        expect(packs[0]?.kind === 'full' ? joined : chain).toEqual(joined)
        expect(packs.at(-1)?.to).toBe(version(7))
      }),
    )
  })
})
