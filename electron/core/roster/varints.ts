/** Ascending numbers from 1 as their differences, seven bits to a byte, the last byte of each below 128. */
export function writeAscending(numbers: Iterable<number>): Buffer {
  const bytes: number[] = []
  let before = 0
  for (const number of numbers) {
    let rest = number - before
    before = number
    for (; rest >= 128; rest >>>= 7) bytes.push((rest & 127) | 128)
    bytes.push(rest)
  }
  return Buffer.from(bytes)
}

export function* readAscending(bytes: Uint8Array): Generator<number, void, void> {
  let number = 0
  let rest = 0
  let shift = 0
  for (const byte of bytes) {
    rest += (byte & 127) * 2 ** shift
    shift += 7
    if (byte >= 128) continue
    number += rest
    yield number
    rest = 0
    shift = 0
  }
}
