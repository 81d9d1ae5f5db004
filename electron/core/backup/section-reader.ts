import { codeOf } from '../db/open-database.ts'

/** The plain text ended too early, or the cipher noticed a change. */
export class ContentDamaged extends Error {
  constructor() {
    super('backup content damaged')
  }
}

export type SectionReader = {
  /** Up to the next newline, without it. */
  line(): Promise<string>
  /** A short section, whole. */
  short(): Promise<Buffer>
  /** A long section, block by block. */
  long(): AsyncGenerator<Buffer, void, void>
  /** Nothing may follow. */
  end(): Promise<void>
}

const SHORT_MAX = 64 * 1024
const LENGTH_BYTES = 8

/** Reads the parts of a backup's plain text as they are decrypted. Each throws `ContentDamaged`, or the system error of reading the file. */
export function sectionReader(stream: ReadableStream<Uint8Array>): SectionReader {
  const reader = stream.getReader()
  let held: Buffer = Buffer.alloc(0)

  /** False at a clean end. */
  async function more(): Promise<boolean> {
    try {
      const { done, value } = await reader.read()
      if (done) return false
      held =
        held.length === 0 ? Buffer.from(value.buffer, value.byteOffset, value.length) : Buffer.concat([held, value])
      return true
    } catch (error) {
      // What the cipher throws has no code; a disk that went away has.
      if (codeOf(error) !== '') throw error
      throw new ContentDamaged()
    }
  }

  async function take(count: number): Promise<Buffer> {
    while (held.length < count) if (!(await more())) throw new ContentDamaged()
    const taken = held.subarray(0, count)
    held = held.subarray(count)
    return taken
  }

  async function length(): Promise<number> {
    const bytes = (await take(LENGTH_BYTES)).readBigUInt64BE()
    if (bytes > BigInt(Number.MAX_SAFE_INTEGER)) throw new ContentDamaged()
    return Number(bytes)
  }

  return {
    async line() {
      for (;;) {
        const end = held.indexOf(0x0a)
        if (end >= 0) return (await take(end + 1)).toString('utf8', 0, end)
        if (held.length > SHORT_MAX || !(await more())) throw new ContentDamaged()
      }
    },
    async short() {
      const bytes = await length()
      if (bytes > SHORT_MAX) throw new ContentDamaged()
      return take(bytes)
    },
    async *long() {
      for (let left = await length(); left > 0;) {
        if (held.length === 0 && !(await more())) throw new ContentDamaged()
        const block = await take(Math.min(left, held.length))
        left -= block.length
        yield block
      }
    },
    async end() {
      if (held.length > 0) throw new ContentDamaged()
      while (await more()) if (held.length > 0) throw new ContentDamaged()
    },
  }
}
