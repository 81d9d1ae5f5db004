import { createReadStream } from 'node:fs'
import { AGE_FIRST_LINE, AgeRefused, decryptWith } from './age-stream.ts'
import type { PackReading } from './pack.ts'
import { readPack } from './read-pack.ts'

const PIECE_BYTES = 256 * 1024

/**
 * Opens the pack at `path`; whether it is encrypted, its first bytes say. The file is closed when `parts` has ended or was let go, or
 * when this throws. `onPiece` gets every byte of the file as it lies there, by the time that `parts` has ended.
 * @throws {PackRefused} {@link AgeRefused} from the call or from `parts`, and system errors of the file
 */
export async function openPackFile(
  path: string,
  identity: string | null,
  onPiece: (piece: Uint8Array) => void = () => {},
): Promise<PackReading> {
  const file = createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Uint8Array>
  return readPack(plain(seen(file, onPiece), identity))
}

async function* seen(
  file: AsyncIterable<Uint8Array>,
  onPiece: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array, void, void> {
  for await (const piece of file) {
    onPiece(piece)
    yield piece
  }
}

async function* plain(
  file: AsyncIterable<Uint8Array>,
  identity: string | null,
): AsyncGenerator<Uint8Array, void, void> {
  const pieces = file[Symbol.asyncIterator]()
  const first = await pieces.next()
  const whole = first.done === true ? file : rejoined(first.value, pieces)
  if (first.done === true || !startsAsAge(first.value)) return yield* whole
  if (identity === null) {
    await pieces.return?.()
    throw new AgeRefused('not-for-this-desk')
  }
  yield* decryptWith(identity, whole)
}

function startsAsAge(piece: Uint8Array): boolean {
  return Buffer.from(piece.subarray(0, AGE_FIRST_LINE.length)).toString('latin1') === AGE_FIRST_LINE
}

async function* rejoined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield first
    for (;;) {
      const next = await rest.next()
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await rest.return?.()
  }
}
