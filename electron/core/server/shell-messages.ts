import type { ReadersProcess } from '../../../shared/contract/readers.ts'
import type { ReaderEvent, ReadersPolicy } from '../../../shared/domain/reader.ts'
import type { Secrets, StagedSecrets } from '../keys/keystore.ts'

/** One oRPC message of a page, text or binary. */
export type Frame = string | Uint8Array

/** What the core must know before it opens anything. */
export type StartOrder = {
  shell: 'electron' | 'browser'
  dataFolder: string
  version: string
  /** A folder that nobody has used becomes a demo at once, instead of asking what it shall be. */
  demo: boolean
  /** Unsealed by the shell's own keystore; null: the core uses the key file of the data folder. */
  secrets: Secrets | null
  /** Those that a rotation under way will put in their place, sealed too. */
  staged?: StagedSecrets | 'damaged' | null | undefined
}

export type PrintOutcome = 'printed' | 'failed'

/** What the core has the shell tell the readers process. */
export type ForReaders =
  /** Other settings: readers are opened and closed as they now say. */
  | { kind: 'configure'; policy: ReadersPolicy }
  /** Look at what is plugged in now. */
  | { kind: 'look' }
  /** Whether each report is told as it came. */
  | { kind: 'show-reports'; on: boolean }

/** What the core has the shell do with sealed secrets; `SealedStore` says what each means. */
export type KeysRequest = { ask: 'stage'; staged: StagedSecrets } | { ask: 'commit' } | { ask: 'unstage' }
export type KeysOutcome = 'done' | 'disk-full' | 'failed'

/** Shell to core. In Electron `port` travels with a `MessagePortMain`; the browser shell relays `open`, `frame`, `close` instead. */
export type ToCore =
  | { kind: 'start'; order: StartOrder }
  | { kind: 'heartbeat'; beat: number }
  | { kind: 'open'; id: number }
  | { kind: 'frame'; id: number; frame: Frame }
  | { kind: 'close'; id: number }
  | { kind: 'port' }
  | { kind: 'printed'; job: number; outcome: PrintOutcome }
  | { kind: 'keys-done'; job: number; outcome: KeysOutcome }
  /** What the readers process told the shell. */
  | { kind: 'reader'; event: ReaderEvent }
  | { kind: 'readers-process'; state: ReadersProcess }
  /** Electron only: a keyboard scanner's burst, kept from the page. Null: it came in pieces, and none of them may be looked up. */
  | { kind: 'wedge-scan'; text: string | null }
  | { kind: 'stop' }

/** Core to shell. */
export type FromCore =
  /** What comes before it is ready takes longer than a start may: it is no core that hangs. */
  | { kind: 'starts-long' }
  | { kind: 'ready' }
  | { kind: 'heartbeat'; beat: number }
  | { kind: 'frame'; id: number; frame: Frame }
  | { kind: 'close'; id: number }
  /** Every page is given a new connection. */
  | { kind: 'reconnect' }
  | { kind: 'print'; job: number; pdf: Uint8Array; title: string }
  | { kind: 'keys'; job: number; request: KeysRequest }
  /** For the readers process. The latest settings are also what it is started with. */
  | { kind: 'readers'; message: ForReaders }

/**
 * The core's exit code when a person must act before it can start (folder not writable, wrong key, newer version).
 * It has then written one sentence to standard error; starting it again would end the same way.
 */
export const REFUSED_EXIT_CODE = 78

/** The core's exit code when it wants to be started anew at once, as to give its databases new keys. Nothing is wrong with it. */
export const RESTART_EXIT_CODE = 79
