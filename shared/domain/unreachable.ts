/** Ends a `switch` over a union: a missing case is a compile error here. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${typeof value}`)
}
