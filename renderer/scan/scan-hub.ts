import { createRepeats } from './repeats.ts'

/** A code that was scanned, whatever reads it. `reader`: how the clerks call it, empty where it has no name; null for a keyboard scanner. */
export type Scan = { text: string; source: 'wedge' | 'hid'; aim: string | null; reader: string | null }

/** What became of a scan. Whatever was `unused` was said to the clerk, and may be scanned again at once. */
export type Fate = 'used' | 'unused'

/**
 * Why nothing was done although something was read. `no-card`: read well, but no card holds such a code. `saving`: a letter is being written.
 * `unused`: nobody may work here.
 */
export type Trouble =
  | { kind: 'not-whole'; reader: string | null }
  | { kind: 'no-card'; reader: string }
  | { kind: 'lying' | 'saving' | 'unused' }

export type Listener = {
  onScan: (scan: Scan) => Fate
  onTrouble: ((trouble: Trouble) => void) | null
  /** `text` was told as a scan, but was only a part of one: what it brought must go. */
  onTakenBack: ((text: string) => void) | null
}

/** Which of several listeners is on top: dialogs lie over pages, pages over what stands behind them all; within a layer the last one does. */
const LAYERS = ['base', 'page', 'dialog'] as const
export type Layer = (typeof LAYERS)[number]

/** Where every scan of this page comes together: one listener gets it, and only once. */
export type ScanHub = {
  /** Returns how to stop. `current` is read at each scan. */
  listen: (listener: { current: Listener }, layer: Layer) => () => void
  hear: (scan: Scan) => void
  trouble: (trouble: Trouble) => void
  takeBack: (text: string) => void
  /** The desk has put away what the last scan brought. */
  cleared: () => void
  /** Nothing that was scanned stays in memory. */
  wipe: () => void
}

type Deps = {
  /** Monotonic, in ms. */
  now: () => number
  /** Tells the ears what became of a scan; keyboard scanners beep by themselves. */
  tone: (fate: Fate) => void
}

export function createScanHub({ now, tone }: Deps): ScanHub {
  const repeats = createRepeats()
  const layers = new Map<Layer, { current: Listener }[]>(LAYERS.map((layer) => [layer, []]))
  const fromTop = (): Listener[] =>
    LAYERS.flatMap((layer) => layers.get(layer) ?? [])
      .toReversed()
      .map(({ current }) => current)
  const say = (trouble: Trouble) =>
    fromTop()
      .find(({ onTrouble }) => onTrouble !== null)
      ?.onTrouble?.(trouble)

  return {
    listen: (listener, layer) => {
      const own = layers.get(layer) ?? []
      own.push(listener)
      return () => void own.splice(own.indexOf(listener), 1)
    },
    hear: (scan) => {
      const repetition = repeats.take(scan.text, scan.reader ?? scan.source, now())
      if (repetition === 'lying') say({ kind: 'lying' })
      if (repetition !== 'new') return
      const fate = fromTop()[0]?.onScan(scan) ?? 'unused'
      if (fate === 'unused') repeats.forget()
      if (scan.source === 'hid') tone(fate)
    },
    trouble: (trouble) => {
      say(trouble)
      const isHeard = trouble.kind === 'unused' || trouble.kind === 'no-card'
      if (isHeard || (trouble.kind === 'not-whole' && trouble.reader !== null)) tone('unused')
    },
    takeBack: (text) => {
      repeats.forget()
      for (const { onTakenBack } of fromTop()) onTakenBack?.(text)
    },
    cleared: repeats.cleared,
    wipe: repeats.wipe,
  }
}
