import { hasTyped, initialDesk, reduceDesk } from './desk-state.ts'
import type { Desk, DeskEvent } from './desk-model.ts'

/**
 * What the desk has before itself. Whoever shows the desk keeps it, so that a locked desk, or one that was left for another part of the
 * program, goes on where it was; throwing it away clears the desk. In memory alone.
 */
export type DeskMemory = {
  desk: () => Desk
  /** The state after the event, at once: the next event needs it also before React has painted it. */
  send: (event: DeskEvent) => Desk
  /** As it stands in the listening field. */
  text: () => string
  setText: (text: string) => void
  /** The desk is locked: whoever was only looked at goes, what somebody typed stays for them. */
  leaveUntyped: () => void
  subscribe: (onChange: () => void) => () => void
}

export function createDeskMemory(): DeskMemory {
  let desk = initialDesk
  let text = ''
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  return {
    desk: () => desk,
    send: (event) => {
      desk = reduceDesk(desk, event)
      tell()
      return desk
    },
    text: () => text,
    setText: (next) => {
      text = next
      tell()
    },
    leaveUntyped: () => {
      if (hasTyped(desk.state)) return
      desk = reduceDesk(desk, { kind: 'cleared' })
      if (desk.state.kind === 'idle') text = ''
      tell()
    },
    subscribe: (onChange) => {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}
