import { randomBytes } from 'node:crypto'
import { ORPCError, type AnyProcedure } from '@orpc/server'
import { framesOf, nameOf, type Log } from './log.ts'

// What the wire itself may say; all else is a declared error of the contract or a bug.
const KNOWN_CODES = new Set(['BAD_REQUEST', 'UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND'])

/** Marks an error as already logged and safe to send, so that an outer seal lets it through unchanged. */
class SealedError extends ORPCError<'INTERNAL_SERVER_ERROR', { reference: string }> {}

/**
 * Turns anything thrown into what a page may see: a declared error unchanged, a known code without its text, and the
 * rest as INTERNAL_SERVER_ERROR with the reference under which the log has it.
 */
export function seal(error: unknown, place: string, log: Log, isDeclared: (error: AnyError) => boolean): AnyError {
  if (error instanceof SealedError) return error
  if (error instanceof ORPCError) {
    if (isDeclared(error)) return error
    if (KNOWN_CODES.has(error.code)) return plain(error)
  }
  const reference = randomBytes(4)
    .toString('hex')
    .toUpperCase()
    .replace(/^(.{4})/, '$1-')
  const cause = error instanceof ORPCError && error.cause !== undefined ? error.cause : error
  log.write('call.failed', {
    reference,
    call: place,
    error: nameOf(cause),
    code: error instanceof ORPCError ? error.code : 'none',
    frames: framesOf(cause),
  })
  return new SealedError('INTERNAL_SERVER_ERROR', { data: { reference } })
}

/** The same for a stream, whose later errors no interceptor sees. Ids of events and the clean-up survive. */
export function sealStream(stream: Stream, sealed: (error: unknown) => AnyError): Stream {
  const guard = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step()
    } catch (error) {
      throw sealed(error)
    }
  }
  // Not a generator: its `return` would wait for an event that may never come.
  return {
    next: () => guard(() => stream.next()),
    return: (value) => guard(async () => (await stream.return?.(value)) ?? { done: true, value: undefined }),
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

export type Stream = AsyncIterableIterator<unknown, unknown, undefined>

export function isStream(output: unknown): output is Stream {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output
}

/** Whether the contract of the call declares this error's code. */
export function declaredBy(procedure: AnyProcedure): (error: AnyError) => boolean {
  return (error) => Object.hasOwn(procedure['~orpc'].errorMap, error.code)
}

export type AnyError = ORPCError<string, unknown>

/** A known code without a handler's own words; of a refused input only where and which check, never the value. */
function plain(error: AnyError): AnyError {
  const issues = issuesOf(error.data)
  return new ORPCError<string, unknown>(error.code, { data: issues === null ? undefined : { issues } })
}

function issuesOf(data: unknown): { path: PropertyKey[]; code: string }[] | null {
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues)) return null
  return data.issues.map((issue: { path?: PropertyKey[]; code?: string }) => ({
    path: issue.path ?? [],
    code: issue.code ?? 'invalid',
  }))
}
