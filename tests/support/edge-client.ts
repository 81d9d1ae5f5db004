import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { isContractProcedure } from '@orpc/contract'
import { implement, ORPCError, type AnyRouter } from '@orpc/server'
import type { Caller } from '../../electron/core/accounts/accounts.ts'
import type { EdgeRules } from '../../electron/core/accounts/edge-rules.ts'
import { silentLog } from '../../electron/core/server/log.ts'
import { createServer, type CallContext } from '../../electron/core/server/serve-connection.ts'
import { contract } from '../../shared/contract/contract.ts'
import { PairedSocket } from './paired-socket.ts'

/** `admitted`: it reached the parser of its input, or its handler. */
export type EdgeAnswer = 'admitted' | 'UNAUTHORIZED' | 'FORBIDDEN'

/** The whole contract behind the real edge, on a wire with a real client. Handlers do nothing: only who may call is asked. */
export function edgeClient(edge: EdgeRules, caller: Caller) {
  const server = createServer({ router: emptyRouter(contract), edge, log: silentLog })
  const socket = new PairedSocket()
  server.serve(socket.connection, { caller })
  const client: unknown = createORPCClient(new RPCLink({ websocket: socket as unknown as WebSocket }))
  return async (path: readonly string[], input: unknown): Promise<EdgeAnswer> => {
    const call = path.reduce((at, key) => (at as Record<string, unknown>)[key], client)
    try {
      await (call as (given: unknown) => Promise<unknown>)(input)
    } catch (error) {
      const code = error instanceof ORPCError ? error.code : ''
      if (code === 'UNAUTHORIZED' || code === 'FORBIDDEN') return code
      if (code === 'BAD_REQUEST' || code === REACHED) return 'admitted'
      throw error
    }
    throw new Error(`${path.join('.')} was answered by nobody`)
  }
}

const REACHED = 'NOT_FOUND'

function emptyRouter(part: object): AnyRouter {
  if (isContractProcedure(part)) {
    return implement(part)
      .$context<CallContext>()
      .handler(() => {
        throw new ORPCError(REACHED)
      })
  }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, emptyRouter(value as object)]))
}
