import { BURST_END_MS, BURST_REST_MS, wedgePause, wedgeStep, type Burst } from '../../shared/domain/wedge.ts'

/** A key as Electron shows it before the page sees it, as far as the guard looks. */
export type KeyInput = {
  type: string
  code: string
  shift: boolean
  control: boolean
  alt: boolean
  meta: boolean
  isAutoRepeat: boolean
  isComposing: boolean
}

/** A page's `webContents`, as far as the guard needs it. */
export type KeySource = {
  on: (
    event: 'before-input-event',
    listener: (event: { preventDefault: () => void }, input: KeyInput) => void,
  ) => unknown
}

export type WedgeGuardDeps = {
  keys: KeySource
  /** What a keyboard scanner typed; called once for each scan. */
  onScan: (text: string) => void
  /** A scan came in pieces, and none of them may be looked up. */
  onTorn: () => void
  /** Monotonic, in ms. */
  now?: () => number
}

/**
 * Keeps a keyboard scanner's keys from the page, wherever its focus is: from the key that made the burst certain to its Enter, pressed and
 * let go. The few before it have reached the page, which takes them back when it is told of the scan.
 */
export function guardKeys({ keys, onScan, onTorn, now = () => performance.now() }: WedgeGuardDeps): void {
  /** Keys whose press the page did not get: it must not get their letting go either. */
  const kept = new Set<string>()
  let burst: Burst | null = null
  let pause: NodeJS.Timeout | undefined

  const settle = () => {
    const end = wedgePause(burst)
    if (end === null) return
    burst = end.burst
    if (end.kind === 'scan') onScan(end.text)
    else onTorn()
  }
  /** Whether the page must not get the key. */
  const takes = ({ code, shift, control, alt }: KeyInput): boolean => {
    const at = now()
    clearTimeout(pause)
    // A busy program's timer comes late: a scan that has ended must not be lost to the key that follows it.
    if (burst !== null && at - burst.lastAt > BURST_REST_MS) settle()
    const step = wedgeStep(burst, { code, shift, ctrl: control, alt, at })
    burst = step.burst
    if (burst?.certain) pause = setTimeout(settle, BURST_END_MS)
    switch (step.kind) {
      case 'idle':
      case 'maybe':
        return false
      case 'burst':
      case 'tail':
        return true
      case 'scan':
        onScan(step.text)
        return true
      case 'torn':
        onTorn()
        return true
    }
  }

  keys.on('before-input-event', (event, input) => {
    if (input.type === 'keyUp') {
      if (kept.delete(input.code)) event.preventDefault()
      return
    }
    if (input.type !== 'keyDown') return
    // A key that is held goes where its first press went.
    const isKept = input.isAutoRepeat ? kept.has(input.code) : !isCommand(input) && takes(input)
    if (!isKept) return void kept.delete(input.code)
    kept.add(input.code)
    event.preventDefault()
  })
}

/** No scanner presses these: Windows and Command keys, AltGr, and a character that is being composed. Ctrl and Alt alone it may. */
function isCommand({ control, alt, meta, isComposing }: KeyInput): boolean {
  return meta || isComposing || (control && alt)
}
