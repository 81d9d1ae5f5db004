import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { traverseContractProcedures } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../../electron/core/accounts/accounts.ts'
import { openCore, type Core } from '../../electron/core/open-core.ts'
import { createRouter } from '../../electron/core/router.ts'
import { createDeskEvents } from '../../electron/core/server/desk-events.ts'
import { silentLog } from '../../electron/core/server/log.ts'
import { createServer } from '../../electron/core/server/serve-connection.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'
import { contract } from '../../shared/contract/contract.ts'
import { DEFAULT_RIGHTS } from '../../shared/domain/operator.ts'
import { PairedSocket } from '../support/paired-socket.ts'

const SECRET = '246810'
type Call = { path: readonly string[]; right: string; approvable: unknown }

function callsOf(router: Parameters<typeof traverseContractProcedures>[0]['router']): Call[] {
  const calls: Call[] = []
  traverseContractProcedures({ router, path: [] }, ({ contract: call, path }) => {
    const { right, approvable } = call['~orpc'].meta as { right?: unknown; approvable?: unknown }
    calls.push({ path, right: String(right), approvable })
  })
  return calls
}

let root: string
let core: Core
let router: ReturnType<typeof createRouter>
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-router-'))
  core = openCore({
    dataFolder: root,
    version: '0.0.0-test',
    demo: false,
    workers: SOURCE_WORKERS,
    deliver: () => Promise.resolve({ kind: 'printer' }),
  })
  const shell = { order: { shell: 'browser' as const, version: '0.0.0-test' }, restart: () => undefined }
  router = createRouter({ core, events: createDeskEvents(), shell })
})
afterAll(() => {
  core.close()
  rmSync(root, { recursive: true, force: true })
})

/** The code with which each of these calls fails, without any input. */
async function codesOf(calls: readonly Call[], caller: Caller): Promise<string[]> {
  const socket = new PairedSocket()
  createServer({ router, edge: core.edge, log: silentLog }).serve(socket.connection, { caller })
  const client: unknown = createORPCClient(new RPCLink({ websocket: socket as unknown as WebSocket }))
  return Promise.all(
    calls.map(async ({ path }) => {
      const call = path.reduce((at, key) => (at as Record<string, unknown>)[key], client) as () => Promise<unknown>
      const answer = await call().catch((error: unknown) => error)
      return answer instanceof ORPCError ? answer.code : 'answered'
    }),
  )
}

describe('the router of the core', () => {
  it('has every call of the contract, each with the right that the contract declares', () => {
    expect(callsOf(router)).toEqual(callsOf(contract))
  })

  it('answers nothing that is not open to nobody', async () => {
    const closed = callsOf(router).filter(({ right }) => right !== 'open')
    const codes = await codesOf(closed, core.sessions.newCaller())
    expect(new Set(codes)).toEqual(new Set(['UNAUTHORIZED']))
  })

  it.each(['clerk', 'auditor', 'administrator'] as const)(
    'refuses what is not the work of this role: %s',
    async (role) => {
      await core.accounts.add({ name: `Contoh ${role}`, role, secret: SECRET }, 'test')
      const caller = core.sessions.newCaller()
      expect(await core.sessions.signIn(caller, `Contoh ${role}`, SECRET)).toMatchObject({ kind: 'signed-in' })
      const rights = new Set<string>(['open', 'signed-in', ...DEFAULT_RIGHTS[role]])
      const others = callsOf(router).filter(({ right }) => !rights.has(right))
      expect(new Set(await codesOf(others, caller))).toEqual(new Set(['FORBIDDEN']))
      expect(caller.session()?.role).toBe(role)
    },
  )
})
