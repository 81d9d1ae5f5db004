/** The bytes ended before what was asked for had come. */
export class BytesEnded extends Error {
  constructor() {
    super('bytes ended')
  }
}

export type ByteSource = {
  /** Exactly `count` bytes, in memory of their own. @throws {BytesEnded} */
  take(count: number): Promise<Uint8Array>
  /** True when nothing follows. */
  atEnd(): Promise<boolean>
  /** Lets go of what the bytes come from. */
  close(): Promise<void>
}

/** Takes bytes as they are needed, in the sizes they are needed in. Holds at most one piece of `bytes` beside what it gives out. */
export function byteSource(bytes: AsyncIterable<Uint8Array>): ByteSource {
  const pieces = bytes[Symbol.asyncIterator]()
  let held: Uint8Array = new Uint8Array(0)

  async function more(): Promise<boolean> {
    while (held.length === 0) {
      const next = await pieces.next()
      if (next.done === true) return false
      held = next.value
    }
    return true
  }

  return {
    async take(count) {
      // Grows with what comes, not with what was announced.
      const parts: Uint8Array[] = []
      for (let left = count; left > 0;) {
        if (!(await more())) throw new BytesEnded()
        const part = held.subarray(0, left)
        parts.push(part)
        held = held.subarray(part.length)
        left -= part.length
      }
      return Buffer.concat(parts)
    },
    async atEnd() {
      return !(await more())
    },
    async close() {
      await pieces.return?.()
    },
  }
}
