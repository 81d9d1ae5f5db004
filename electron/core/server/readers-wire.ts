import { z } from 'zod'
import type { ReadersProcess } from '../../../shared/contract/readers.ts'
import { ReaderEvent } from '../../../shared/domain/reader.ts'
import type { ForReaders, ToCore } from './shell-messages.ts'

/** The core's end of the way to the readers process, which its shell carries. Each listener takes the place of the one before. */
export type ReadersWire = {
  /** What the readers tell from now on; first, at once, the list of those that are there, if one has come. */
  onEvent: (listener: (event: ReaderEvent) => void) => void
  /** Whether the readers process runs; first, at once, as it is. */
  onProcess: (listener: (state: ReadersProcess) => void) => void
  /** Electron only: what a keyboard scanner typed, kept from the page. */
  onWedge: (listener: (text: string) => void) => void
  /** Electron only: what it typed came in pieces, none of which may be looked up. */
  onTornWedge: (listener: () => void) => void
  /** For the readers process. Nothing happens where there is none; the shell keeps the latest settings for its next start. */
  send: (message: ForReaders) => void
}

type Heard = Extract<ToCore, { kind: 'reader' | 'readers-process' | 'wedge-scan' }>

const WedgeText = z.string().min(1).max(4_096)

/**
 * `hear` takes what the shell passes on. A list and a state wait for their listener; a scan never does, for an old card must not come up
 * later. What is not well formed is dropped: a readers process that went wrong must not reach the desk.
 */
export function createReadersWire(send: (message: ForReaders) => void): {
  wire: ReadersWire
  hear: (message: Heard) => void
} {
  let onEvent: ((event: ReaderEvent) => void) | null = null
  let onProcess: ((state: ReadersProcess) => void) | null = null
  let onWedge: ((text: string) => void) | null = null
  let onTornWedge: (() => void) | null = null
  let lastList: ReaderEvent | null = null
  let state: ReadersProcess = 'absent'

  const hear = (message: Heard) => {
    switch (message.kind) {
      case 'reader': {
        const event = ReaderEvent.safeParse(message.event).data
        if (event === undefined) return
        if (event.kind === 'readers') lastList = event
        return onEvent?.(event)
      }
      case 'readers-process':
        state = message.state
        return onProcess?.(state)
      case 'wedge-scan': {
        if (message.text === null) return onTornWedge?.()
        const text = WedgeText.safeParse(message.text).data
        if (text !== undefined) onWedge?.(text)
      }
    }
  }
  return {
    hear,
    wire: {
      send,
      onEvent: (listener) => {
        onEvent = listener
        if (lastList !== null) listener(lastList)
      },
      onProcess: (listener) => {
        onProcess = listener
        listener(state)
      },
      onWedge: (listener) => void (onWedge = listener),
      onTornWedge: (listener) => void (onTornWedge = listener),
    },
  }
}
