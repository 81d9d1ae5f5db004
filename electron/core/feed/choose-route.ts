import type { FeedVersion } from '../../../shared/domain/feed.ts'
import type { Catalogue, CatalogueDelta } from '../../roster-files/catalogue.ts'
import type { DeltaBase } from '../roster/roster.ts'

/** Above this share of people in layers a whole version is due. */
export const MAX_LAYERED_SHARE = 0.25

export type RoutePack = {
  target: string
  kind: 'full' | 'delta'
  from: FeedVersion | null
  to: FeedVersion
  bytes: number
}
export type Route = { kind: 'full' | 'delta'; packs: RoutePack[]; bytes: number }

/**
 * What is fewest bytes to fetch: the full pack, or a chain of deltas from what serves. `isHere`: fetched already, and costs nothing. Pure.
 */
export function chooseRoute(catalogue: Catalogue, base: DeltaBase | null, isHere: (target: string) => boolean): Route {
  const { full: pack, version } = catalogue
  const costOf = ({ target, bytes }: { target: string; bytes: number }) => (isHere(target) ? 0 : bytes)
  const full: Route = {
    kind: 'full',
    packs: [{ target: pack.target, kind: 'full', from: null, to: version, bytes: pack.bytes }],
    bytes: costOf(pack),
  }
  const chain = base === null ? null : cheapestChain(catalogue, base.version, costOf)
  if (base === null || chain === null || chain.length === 0) return full
  const changes = chain.reduce((sum, delta) => sum + delta.changes, 0)
  if (base.layeredShare + changes / Math.max(catalogue.people, 1) > MAX_LAYERED_SHARE) return full
  const bytes = chain.reduce((sum, delta) => sum + costOf(delta), 0)
  if (bytes > full.bytes) return full
  const packs = chain.map(({ target, from, to, bytes: size }) => ({
    target,
    kind: 'delta' as const,
    from,
    to,
    bytes: size,
  }))
  return { kind: 'delta', packs, bytes }
}

type Reached = { cost: number; chain: CatalogueDelta[] }

/** Deltas only lead to later versions, so the versions in order are looked at once each. Fewer packs where the bytes are the same. */
function cheapestChain(
  { deltas, version }: Catalogue,
  from: FeedVersion,
  costOf: (delta: CatalogueDelta) => number,
): CatalogueDelta[] | null {
  const reached = new Map<string, Reached>([[from, { cost: 0, chain: [] }]])
  const waiting = new Set<string>([from])
  while (waiting.size > 0) {
    const at = nearest(waiting, reached)
    waiting.delete(at)
    const here = reached.get(at)
    if (here === undefined || at === version) return here?.chain ?? null
    for (const delta of deltas.filter((one) => one.from === at)) {
      const cost = here.cost + costOf(delta)
      const before = reached.get(delta.to)
      const isBetter =
        before === undefined ||
        cost < before.cost ||
        (cost === before.cost && here.chain.length + 1 < before.chain.length)
      if (!isBetter) continue
      reached.set(delta.to, { cost, chain: [...here.chain, delta] })
      waiting.add(delta.to)
    }
  }
  return null
}

function nearest(waiting: ReadonlySet<string>, reached: ReadonlyMap<string, Reached>): string {
  const costs = [...waiting].map((version) => ({ version, cost: reached.get(version)?.cost ?? Infinity }))
  return costs.reduce((best, one) => (one.cost < best.cost ? one : best)).version
}
