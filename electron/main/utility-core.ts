import type { MessagePortMain } from 'electron'
import type { FromCore, ToCore } from '../core/server/shell-messages.ts'
import type { CoreChild } from '../supervisor/child.ts'
import { startUtilityChild } from './utility-child.ts'

export type UtilityCore = CoreChild & {
  /** Gives the core one end of a channel whose other end a page has. */
  hand: (port: MessagePortMain) => void
}

/** Starts the core as a utility process. */
export function startUtilityCore(entry: string): UtilityCore {
  const { process: core, ...child } = startUtilityChild<ToCore, FromCore>(entry, { serviceName: 'Loket Sehat core' })
  return { ...child, hand: (port) => core.postMessage({ kind: 'port' }, [port]) }
}
