import { Decrypter, Encrypter } from 'age-encryption'

export type AgeFault =
  /** Well formed so far, and not one of the keys it is encrypted to is the given one. */
  'not-for-this-desk' | 'damaged'

/** An encrypted file that cannot be opened, or not to its end. */
export class AgeRefused extends Error {
  readonly code: AgeFault
  constructor(code: AgeFault) {
    super(`encrypted pack refused: ${code}`)
    this.code = code
  }
}

export const AGE_FIRST_LINE = 'age-encryption.org/v1\n'
/** Its last line begins so; what follows is the cipher text. */
const HEADER_END = '\n--- '
/** Room for some 2,000 desks. Longer is not read: the library takes a line without end into memory. */
export const AGE_HEADER_MAX = 256 * 1024

/** Encrypts to every one of `recipients` (`age1...`). @throws on a text that is no recipient: a bug of the caller */
export async function* encryptTo(
  recipients: readonly string[],
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  const source = streamOf(bytes)
  try {
    yield* piecesOf(await encrypter.encrypt(source.stream))
  } finally {
    await source.close()
  }
}

/**
 * Decrypts with `identity` (`AGE-SECRET-KEY-1...`). Each piece is proven by itself, that none is missing only by the end: what was
 * yielded is good when this ends, and not before.
 * @throws {AgeRefused}, and what `bytes` throws as it was thrown
 */
export async function* decryptWith(
  identity: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const source = streamOf(withWholeHeader(bytes))
  try {
    yield* piecesOf(await decrypter.decrypt(source.stream))
  } catch (error) {
    if (source.failed() || error instanceof AgeRefused) throw source.failure() ?? error
    throw new AgeRefused(faultOf(error))
  } finally {
    await source.close()
  }
}

/** The library tells its errors apart by their text alone; a test holds it to this one. */
function faultOf(error: unknown): AgeFault {
  return error instanceof Error && error.message.startsWith('no identity matched') ? 'not-for-this-desk' : 'damaged'
}

/** Holds the first bytes back until the header stands whole in them. @throws {AgeRefused} */
async function* withWholeHeader(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  let head: Buffer | null = Buffer.alloc(0)
  for await (const piece of bytes) {
    if (head === null) {
      yield piece
      continue
    }
    head = Buffer.concat([head, piece])
    const text = head.toString('latin1', 0, AGE_HEADER_MAX)
    if (!AGE_FIRST_LINE.startsWith(text.slice(0, AGE_FIRST_LINE.length))) throw new AgeRefused('damaged')
    if (text.includes(HEADER_END)) {
      yield head
      head = null
    } else if (head.length >= AGE_HEADER_MAX) throw new AgeRefused('damaged')
  }
  if (head !== null) throw new AgeRefused('damaged')
}

type StreamSource = {
  stream: ReadableStream<Uint8Array>
  /** Whether the bytes themselves could not be had, and why. */
  failed(): boolean
  failure(): unknown
  /** Ends the bytes, also when the cipher has not come round to it. */
  close(): Promise<void>
}

/** Taken piece by piece, as the other end has room. */
function streamOf(bytes: AsyncIterable<Uint8Array>): StreamSource {
  const pieces = bytes[Symbol.asyncIterator]()
  let failure: { error: unknown } | null = null
  return {
    failed: () => failure !== null,
    failure: () => failure?.error,
    close: async () => void (await pieces.return?.()),
    stream: new ReadableStream<Uint8Array>({
      async pull(controller) {
        try {
          let next = await pieces.next()
          while (next.done !== true && next.value.length === 0) next = await pieces.next()
          if (next.done === true) controller.close()
          else controller.enqueue(next.value)
        } catch (error) {
          failure ??= { error }
          throw error
        }
      },
    }),
  }
}

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
