import { REPEAT_MS } from '../../shared/domain/reader.ts'

/** One scanner may be a keyboard and a HID reader at once: its second telling comes within this time, also when another card came between. */
const ECHO_MS = 1_000
/** So often told again, a card lies on a reader that repeats: no hand scans so. */
const LYING = 2

type Told = { text: string; from: string; at: number; again: number; cleared: boolean }

/** `lying`: the desk was cleared, but the card still lies on the reader; the clerk must be told why nothing happens. */
export type Repetition = 'new' | 'repeat' | 'lying'

/**
 * Tells a scan from the same one told again. The window goes on while the value keeps coming, whatever it comes from; another value is a new
 * scan at once.
 */
export type Repeats = {
  take: (text: string, from: string, at: number) => Repetition
  /** Nothing was done with the last scan: the same card is a new one. */
  forget: () => void
  /** What the last scan had brought was put away: the clerk who scans it again means it. */
  cleared: () => void
  /** Nothing that was scanned stays in memory. */
  wipe: () => void
}

export function createRepeats(): Repeats {
  let last: Told | null = null
  let before: Told | null = null
  return {
    take: (text, from, at) => {
      if (before?.text === text && before.from !== from && at - before.at < ECHO_MS) return 'repeat'
      if (last?.text !== text || at - last.at >= REPEAT_MS) {
        before = last
        last = { text, from, at, again: 0, cleared: false }
        return 'new'
      }
      if (last.cleared && last.again < LYING) {
        last = { text, from, at, again: 0, cleared: false }
        return 'new'
      }
      last = { ...last, at, again: last.again + 1 }
      return last.cleared ? 'lying' : 'repeat'
    },
    forget: () => {
      last = null
    },
    cleared: () => {
      if (last) last = { ...last, cleared: true }
    },
    wipe: () => {
      last = null
      before = null
    },
  }
}
