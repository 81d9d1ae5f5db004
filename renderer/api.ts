import { createORPCClient } from '@orpc/client'
import { ClientRetryPlugin } from '@orpc/client/plugins'
import type { ClientRetryPluginContext } from '@orpc/client/plugins'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient, useQuery } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { contract } from '../shared/contract/contract.ts'
import type { SessionInfo } from '../shared/contract/session.ts'
import { openConnection } from './wire/connection.ts'

const EVENTS_RETRY_MS = 500
/** Brings the page back to the core's clock and over midnight. */
const SESSION_REFRESH_MS = 60_000

const connection = openConnection(window)

type Client = ContractRouterClient<typeof contract, ClientRetryPluginContext>

/** The core's calls. A call fails while the connection is down; it never waits and is never sent again by itself. */
export const client: Client = createORPCClient(
  new RPCLink<ClientRetryPluginContext>({ websocket: connection.socket, plugins: [new ClientRetryPlugin()] }),
)

/** Query options and keys for reads. Changes go through `client`, so that nothing repeats an admission. */
export const queries = createTanstackQueryUtils(client)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The core is on this machine: the browser's idea of "online" says nothing about it.
      networkMode: 'always',
      retry: 2,
      retryDelay: 300,
      staleTime: 30_000,
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

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
    const unsubscribe = connection.subscribe(() => {
      if (connection.isUp()) void queryClient.invalidateQueries()
    })
    return () => {
      stop.abort()
      unsubscribe()
    }
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
          case 'session':
            void queryClient.invalidateQueries({ queryKey: queries.session.key() })
            break
          case 'admissions':
            refreshAdmissions()
            break
        }
      }
    } catch {
      // The stream ended for good (a restarted core may not know its place in it): start a new one.
    }
    await new Promise((resolve) => setTimeout(resolve, EVENTS_RETRY_MS))
  }
}
