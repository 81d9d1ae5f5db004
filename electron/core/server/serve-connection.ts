import { ORPCError, type Router } from '@orpc/server'
import { RPCHandler, type MinimalWebsocket } from '@orpc/server/websocket'
import type { CallMeta } from '../../../shared/contract/procedure.ts'
import type { Caller } from '../accounts/accounts.ts'
import type { ArrivingCall, EdgeRules } from '../accounts/edge-rules.ts'
import type { Log } from './log.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import { declaredBy, isStream, seal, sealStream } from './seal.ts'
import type { Frame } from './shell-messages.ts'

/** What every call knows: who stands behind the connection that it came on. */
export type CallContext = { caller: Caller }

/** One page's wire, whatever carries it. `close` may be called twice. */
export type Connection = {
  send: (frame: Frame) => void
  close: () => void
  listen: (on: { frame: (frame: unknown) => void; closed: () => void }) => void
}

export type Server = { serve: (connection: Connection, context: CallContext) => void }

export type ServerDeps = {
  // oRPC declares the contract of a router as `any`; its own signature asks for it.
  // oxlint-disable-next-line typescript/no-explicit-any
  router: Router<any, CallContext>
  /** Who may make which call. */
  edge: EdgeRules
  log: Log
}

/**
 * Serves the contract on connections. Around every call stand the edge's rules and the seals, so that no router can
 * forget them. A message that cannot be decoded costs its own connection and nothing else.
 */
export function createServer({ router, edge, log }: ServerDeps): Server {
  const handler = new RPCHandler<CallContext>(router, {
    interceptors: [
      async ({ next, request }) => {
        try {
          return await next()
        } catch (error) {
          throw seal(error, placeOf(request.url.pathname), log, (e) => e.defined)
        }
      },
    ],
    clientInterceptors: [
      async ({ next, procedure, context, path, input }) => {
        const sealed = (error: unknown) => seal(error, path.join('.'), log, declaredBy(procedure))
        const meta: CallMeta = procedure['~orpc'].meta
        requireAdmittance(edge, { name: path.join('.'), meta, input, caller: context.caller })
        try {
          const output = await next()
          return isStream(output) ? sealStream(output, sealed) : output
        } catch (error) {
          throw sealed(error)
        }
      },
    ],
  })
  return { serve: (connection, context) => serveConnection(handler, connection, context, log) }
}

function serveConnection(
  handler: RPCHandler<CallContext>,
  connection: Connection,
  context: CallContext,
  log: Log,
): void {
  let open = true
  // The handler keys its state by this object and calls only `send` when it is fed by hand.
  const peer: MinimalWebsocket = {
    addEventListener: () => undefined,
    send: (data) => {
      if (open) connection.send(frameOf(data))
    },
  }
  const end = () => {
    if (!open) return
    open = false
    handler.close(peer)
    connection.close()
  }
  connection.listen({
    frame: (frame) => {
      if (!open) return
      const refuse = () => {
        if (open) log.write('connection.refused', { reason: 'bad-frame' })
        end()
      }
      if (!isFrame(frame)) return refuse()
      handler.message(peer, frame as string, { context }).catch(refuse)
    },
    closed: end,
  })
}

function requireAdmittance(edge: EdgeRules, call: ArrivingCall): void {
  const admittance = edge(call)
  switch (admittance) {
    case 'admitted':
      return
    case 'nobody':
      throw new ORPCError('UNAUTHORIZED')
    case 'forbidden':
      throw new ORPCError('FORBIDDEN')
    default:
      unreachable(admittance)
  }
}

// The path comes from the page: only a call's own name may reach the log.
function placeOf(pathname: string): string {
  const place = pathname.split('/').filter(Boolean).join('.')
  return /^[A-Za-z]{1,40}(\.[A-Za-z]{1,40}){0,3}$/.test(place) ? place : 'unknown'
}

function isFrame(value: unknown): value is Frame | ArrayBuffer {
  return typeof value === 'string' || value instanceof Uint8Array || value instanceof ArrayBuffer
}

function frameOf(data: string | ArrayBufferLike | Blob | ArrayBufferView): Frame {
  if (typeof data === 'string') return data
  if (data instanceof Uint8Array) return data
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  if (data instanceof Blob) throw new Error('a server peer sends text or bytes')
  return new Uint8Array(data)
}
