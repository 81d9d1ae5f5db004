import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { Core } from '../../electron/core/open-core.ts'
import { createRouter } from '../../electron/core/router.ts'
import { createDeskEvents } from '../../electron/core/server/desk-events.ts'
import { silentLog } from '../../electron/core/server/log.ts'
import { createServer } from '../../electron/core/server/serve-connection.ts'
import type { contract } from '../../shared/contract/contract.ts'
import type { Role } from '../../shared/domain/operator.ts'
import { PairedSocket } from './paired-socket.ts'

const PIN = '246810'

export type SignedInPage = ContractRouterClient<typeof contract>

export const nameOf = (role: Role): string => `Contoh ${role}`

/** What a window of this core has: a client on a wire of its own, with somebody of this role signed in. */
export async function signedInPage(core: Core, role: Role): Promise<SignedInPage> {
  const name = nameOf(role)
  if (core.accounts.get(name) === null) await core.accounts.add({ name, role, secret: PIN }, 'test')
  const shell = { order: { shell: 'browser', version: '0.0.0-test' } as const, restart: () => undefined }
  const router = createRouter({ core, events: createDeskEvents(), shell })
  const socket = new PairedSocket()
  createServer({ router, edge: core.edge, log: silentLog }).serve(socket.connection, {
    caller: core.sessions.newCaller(),
  })
  const page: SignedInPage = createORPCClient(new RPCLink({ websocket: socket as unknown as WebSocket }))
  const { kind } = await page.session.signIn({ name, secret: PIN })
  if (kind !== 'signed-in') throw new Error(`${name} is not signed in: ${kind}`)
  return page
}
