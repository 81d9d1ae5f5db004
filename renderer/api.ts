import { createORPCClient, ORPCError } from '@orpc/client'
import { ClientRetryPlugin } from '@orpc/client/plugins'
import type { ClientRetryPluginContext } from '@orpc/client/plugins'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { contract } from '../shared/contract/contract.ts'
import type { SessionInfo } from '../shared/contract/session.ts'
import { createSessionKeeper } from './accounts/session-keeper.ts'
import type { Kept } from './accounts/session-keeper.ts'
import { openConnection } from './wire/connection.ts'

const EVENTS_RETRY_MS = 500
/** Brings the page back to the core's clock and over midnight. */
const SESSION_REFRESH_MS = 60_000

const connection = openConnection(window)

type Client = ContractRouterClient<typeof contract, ClientRetryPluginContext>

/** Calls that need nobody to be signed in; they do not wait for the session to come back. */
const BEFORE_SESSION = new Set(['session.resume', 'session.lock', 'session.events'])

/** Told when the core refuses a call for want of a right. */
const refusals = new EventTarget()

/**
 * The core's calls. A call fails while the connection is down and is never sent again by itself; on a new connection it waits until the
 * session was brought back.
 */
export const client: Client = createORPCClient(
  new RPCLink<ClientRetryPluginContext>({
    websocket: connection.socket,
    plugins: [new ClientRetryPlugin()],
    interceptors: [
      async ({ path, next }) => {
        if (!BEFORE_SESSION.has(path.join('.'))) await keeper.settled()
        const asked = keeper.time()
        try {
          return await next()
        } catch (error) {
          const refusal = refusalOf(error)
          if (refusal === 'UNAUTHORIZED') sessionEnded(asked)
          if (refusal === 'FORBIDDEN') refusals.dispatchEvent(new Event('forbidden'))
          throw error
        }
      },
    ],
  }),
)

/** The session of this page: its token is kept there, in memory alone. */
export const keeper = createSessionKeeper({
  resume: async (token) => (await client.session.resume({ token })).kind,
  lock: () => client.session.lock(),
})
connection.subscribe(() => {
  if (!connection.isUp()) return
  void keeper.connected().then(() => queryClient.invalidateQueries())
})

function refusalOf(error: unknown): 'UNAUTHORIZED' | 'FORBIDDEN' | null {
  if (!(error instanceof ORPCError)) return null
  return error.code === 'UNAUTHORIZED' || error.code === 'FORBIDDEN' ? error.code : null
}

function sessionEnded(asked: number): void {
  keeper.refused(asked)
  void queryClient.invalidateQueries({ queryKey: queries.session.key() })
}

/** Query options and keys for reads. Changes go through `client`, so that nothing repeats an admission. */
export const queries = createTanstackQueryUtils(client)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The core is on this machine: the browser's idea of "online" says nothing about it.
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && refusalOf(error) === null,
      retryDelay: 300,
      staleTime: 30_000,
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/**
 * Takes everything that was read about persons out of the page's memory: what stays is who works here and how the desk is set up. Called
 * once nothing shows it any more.
 */
export function forgetPersons(): void {
  const stays = [queries.session.key(), queries.setup.key()].map(([path]) => String(path))
  queryClient.removeQueries({
    predicate: ({ queryKey: [path] }) => !stays.some((prefix) => String(path).startsWith(prefix)),
  })
  queryClient.getMutationCache().clear()
}

/** Calls back when the core refuses something for want of a right. */
export function useForbidden(onForbidden: () => void): void {
  const latest = useRef(onForbidden)
  useEffect(() => {
    latest.current = onForbidden
  })
  useEffect(() => {
    const tell = () => latest.current()
    refusals.addEventListener('forbidden', tell)
    return () => refusals.removeEventListener('forbidden', tell)
  }, [])
}

export function useKept(): Kept {
  return useSyncExternalStore(keeper.subscribe, keeper.kept)
}

/** Asks for today's admissions anew at once, without waiting for the core's own event. */
export function refreshAdmissions(): void {
  void queryClient.invalidateQueries({ queryKey: queries.admissions.key() })
}

/** Whether the core can be asked now. */
export function useConnected(): boolean {
  return useSyncExternalStore(connection.subscribe, connection.isUp)
}

/** Whether the core can be asked at this instant, for code outside of rendering. */
export const isConnected: () => boolean = connection.isUp

export function useSession(): SessionInfo | undefined {
  return useQuery(queries.session.info.queryOptions({ refetchInterval: SESSION_REFRESH_MS })).data
}

/** Keeps what is shown fresh: follows the core's events and asks anew for what they touch, and for everything after a reconnection. */
export function useCoreEvents(): void {
  useEffect(() => {
    const stop = new AbortController()
    void followEvents(stop.signal)
    return () => stop.abort()
  }, [])
}

async function followEvents(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const events = await client.session.events(undefined, {
        signal,
        context: { retry: Number.POSITIVE_INFINITY, retryDelay: EVENTS_RETRY_MS },
      })
      for await (const event of events) {
        switch (event.kind) {
          case 'roster':
            void queryClient.invalidateQueries({ queryKey: queries.session.key() })
            break
          case 'session':
            // Somebody at another page may have changed what the settings show here.
            for (const area of [queries.session, queries.accounts, queries.backup, queries.keys])
              void queryClient.invalidateQueries({ queryKey: area.key() })
            break
          case 'admissions':
            refreshAdmissions()
            break
          case 'feeds':
            void queryClient.invalidateQueries({ queryKey: queries.feed.key() })
            break
        }
      }
    } catch {
      // The stream ended for good (a restarted core may not know its place in it): start a new one.
    }
    await new Promise((resolve) => setTimeout(resolve, EVENTS_RETRY_MS))
  }
}
