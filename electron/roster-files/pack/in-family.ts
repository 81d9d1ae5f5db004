/** A home for hundreds has one KK too: looking further back would cost more than writing a value again. */
const LOOK_BACK = 16

/** Where `matches` holds among the last of `family`, the latest first; -1 when nowhere there. */
export function lastIndexIn<T>(family: readonly T[], matches: (one: T) => boolean): number {
  for (let at = family.length - 1; at >= Math.max(0, family.length - LOOK_BACK); at -= 1)
    if (matches(family[at]!)) return at
  return -1
}
