import type { NumberColumn } from './numbers.ts'

/** What stands often in a block, once: the most frequent first, so that most places in it are numbers of one byte. */
export class Ranked<K> {
  private readonly ids = new Map<K, number>()
  private readonly keys: K[] = []
  private readonly counts: number[] = []

  /** A number for `key` that holds until `settle`. */
  id(key: K): number {
    const known = this.ids.get(key)
    if (known !== undefined) {
      this.counts[known]! += 1
      return known
    }
    this.ids.set(key, this.keys.length)
    this.counts.push(1)
    return this.keys.push(key) - 1
  }

  /** The keys in their order. In `columns`, numbers of `id` become places in it; numbers below `special` were others, and ids stand above. */
  settle(columns: readonly NumberColumn[], special = 0): K[] {
    const { keys, counts } = this
    const order = keys.map((_, id) => id).toSorted((a, b) => counts[b]! - counts[a]! || a - b)
    const places = new Uint32Array(order.length)
    for (let place = 0; place < order.length; place += 1) places[order[place]!] = place
    for (const column of columns)
      column.values = column.values.map((value) => (value < special ? value : special + places[value - special]!))
    return order.map((id) => keys[id]!)
  }
}
