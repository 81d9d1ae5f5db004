/** Ms from one key to the next over the last `keys` of these times; null for fewer than two. */
export function msPerKey(times: readonly number[], keys: number): number | null {
  const last = times.slice(-keys)
  const [first, end] = [last[0], last.at(-1)]
  if (first === undefined || end === undefined || last.length < 2) return null
  return (end - first) / (last.length - 1)
}
