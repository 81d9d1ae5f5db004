/** Who the page thinks is at work, and whether it has hidden their work. */
export type Kept = {
  /** Who signed in on this page last; null after signing out. */
  name: string | null
  /** The work is out of sight until the PIN was given, whatever the core still says. */
  hidden: boolean
}

export type SessionCalls = {
  resume: (token: string) => Promise<'resumed' | 'ended'>
  lock: () => Promise<unknown>
}

/** What the page itself knows of its session. The token lives here and nowhere else: a reloaded page has to ask for the PIN. */
export type SessionKeeper = {
  kept: () => Kept
  /** Calls back after every change of `kept`; returns how to stop listening. */
  subscribe: (onChange: () => void) => () => void
  signedIn: (name: string, token: string) => void
  signedOut: () => void
  /** Hides the work at once and tells the core; while the core is away it is told when it comes back. */
  lock: () => void
  /** How often somebody signed in on this page: an answer to a question of an earlier time says nothing about who is here now. */
  time: () => number
  /** The core refused a call, asked at that time, because nobody is signed in: it has locked or ended the session. */
  refused: (asked: number) => void
  /** A new connection stands: brings the session back before anything else is asked on it. */
  connected: () => Promise<void>
  /** Settles when calls that need a session may be sent. */
  settled: () => Promise<void>
}

export function createSessionKeeper(calls: SessionCalls): SessionKeeper {
  let token: string | null = null
  let kept: Kept = { name: null, hidden: false }
  let time = 0
  let settled = Promise.resolve()
  const listeners = new Set<() => void>()

  const become = (next: Kept) => {
    if (next.name === kept.name && next.hidden === kept.hidden) return
    kept = next
    for (const listener of listeners) listener()
  }
  const tellLocked = () => calls.lock().catch(() => undefined)
  const restore = async (presented: string) => {
    try {
      if ((await calls.resume(presented)) === 'ended') {
        if (token === presented) token = null
        become({ ...kept, hidden: kept.name !== null })
      } else if (kept.hidden) await tellLocked()
    } catch {
      // The connection broke off again: the next one starts anew.
    }
  }

  return {
    kept: () => kept,
    subscribe: (onChange) => {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    signedIn: (name, next) => {
      token = next
      time++
      become({ name, hidden: false })
    },
    signedOut: () => {
      token = null
      become({ name: null, hidden: false })
    },
    lock: () => {
      if (kept.name === null || kept.hidden) return
      become({ ...kept, hidden: true })
      void tellLocked()
    },
    time: () => time,
    refused: (asked) => {
      if (asked === time) become({ ...kept, hidden: kept.name !== null })
    },
    connected: () => {
      settled = token === null ? Promise.resolve() : restore(token)
      return settled
    },
    settled: () => settled,
  }
}
