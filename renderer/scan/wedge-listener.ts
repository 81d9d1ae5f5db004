import { BURST_END_MS, BURST_REST_MS, wedgePause, wedgeStep } from '../../shared/domain/wedge.ts'
import type { Burst } from '../../shared/domain/wedge.ts'
import { createFieldTrail, takesText } from './field-trail.ts'
import type { ScanHub } from './scan-hub.ts'

/** A timer that comes later than this stood behind other work, and so may keys that were pressed before it. */
const LATE_MS = 20
/** Between two looks whether a scan has ended: keys that wait behind a busy page are handed over meanwhile. */
const LOOK_AGAIN_MS = 30

/** Listens for a keyboard scanner wherever the focus is. What it typed into a field before it was recognised is taken back. */
export type WedgeListener = {
  /** The shell has kept a scanner's keys from the page, but for its first ones. Null: what they are the beginning of came in pieces. */
  takeBack: (text: string | null) => void
  /** Nothing that was scanned stays in memory. */
  wipe: () => void
  stop: () => void
}

/**
 * Runs `action` for a key that is also a character (1-9), unless a scanner turns out to be typing: its first digits must not choose a
 * person. No key of a scanner stands alone for so long.
 */
export function whenNotScanning(action: () => void): void {
  const before = strokes
  setTimeout(() => {
    if (strokes === before) action()
  }, BURST_END_MS)
}

let strokes = 0

/** To be called before anything else listens for keys: a scanner's keys must act on nothing. */
export function listenForWedge(hub: Pick<ScanHub, 'hear' | 'trouble' | 'takeBack'>): WedgeListener {
  const trail = createFieldTrail()
  let burst: Burst | null = null
  let lastTold = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  const tell = (text: string) => {
    lastTold = text
    hub.hear({ text, source: 'wedge', aim: null, reader: null })
  }
  const refuse = (told: boolean) => {
    if (told) hub.takeBack(lastTold)
    hub.trouble({ kind: 'not-whole', reader: null })
  }
  const endBySilence = () => {
    const end = wedgePause(burst)
    if (end === null) return
    burst = end.burst
    if (end.kind === 'scan') tell(end.text)
    else refuse(false)
  }
  const lookAfter = (ms: number, isSecond: boolean) => {
    const due = performance.now() + ms
    timer = setTimeout(() => {
      // The browser may run a timer before keys that were pressed earlier: only a look that came in time, after another one, is believed.
      if (isSecond && performance.now() - due <= LATE_MS) endBySilence()
      else lookAfter(LOOK_AGAIN_MS, true)
    }, ms)
  }

  const onKey = (event: KeyboardEvent) => {
    // An input method that composes belongs to a person; a held key too.
    if (event.isComposing || event.repeat || event.metaKey) return
    clearTimeout(timer)
    const { code, shiftKey: shift, ctrlKey: ctrl, altKey: alt, timeStamp: at } = event
    // The page was busy for so long that a whole scan and the next key waited for it.
    if (burst?.certain && at - burst.lastAt > BURST_REST_MS) endBySilence()
    const step = wedgeStep(burst, { code, shift, ctrl, alt, at })
    burst = step.burst
    switch (step.kind) {
      case 'idle':
        if (burst === null) trail.forget()
        break
      case 'maybe':
        strokes += 1
        if (step.burst.text.length === 1) trail.forget()
        if (step.burst.alt === '') trail.record(document.activeElement)
        // It presses the button or ticks the box that has the focus. Nobody strikes it right behind another key.
        if (code === 'Space' && step.burst.fast > 1 && !takesText(document.activeElement)) swallow(event)
        break
      case 'burst':
        strokes += 1
        if (step.first) trail.takeBack(step.leaked)
        swallow(event)
        break
      case 'scan':
        swallow(event)
        tell(step.text)
        break
      case 'torn':
        swallow(event)
        trail.takeBack(step.leaked)
        refuse(step.told)
        break
      case 'tail':
        swallow(event)
        break
    }
    if (burst?.certain && burst.over === 'no') lookAfter(BURST_END_MS, false)
  }

  // A character sent as Alt and its number is written when Alt comes up, without a key of its own.
  const onInput = (event: InputEvent) => {
    if (burst?.certain && burst.over === 'no' && event.inputType === 'insertText') event.preventDefault()
  }

  // A field was filled after the scan, not by it: the Enter that follows is not the scanner's second one.
  const onFilled = () => {
    if (burst?.over === 'suffix') burst = null
  }

  // A viewer of a printed letter keeps the focus, and with it the next scan, unless it is brought back.
  let focused: Element | null = null
  const onFocus = () => {
    if (!(document.activeElement instanceof HTMLIFrameElement)) focused = document.activeElement
  }
  const onBlur = () => {
    setTimeout(() => {
      if (!(document.activeElement instanceof HTMLIFrameElement)) return
      document.activeElement.blur()
      window.focus()
      if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true })
    })
  }

  window.addEventListener('keydown', onKey, { capture: true })
  window.addEventListener('beforeinput', onInput, { capture: true })
  window.addEventListener('input', onFilled, { capture: true })
  window.addEventListener('focusin', onFocus)
  window.addEventListener('blur', onBlur)
  return {
    takeBack: (text) => {
      const typed = burst?.certain === false ? burst.text : ''
      let leaked = Math.min(typed.length, text === null ? (burst?.fast ?? 0) : text.length)
      while (text !== null && leaked > 0 && !text.startsWith(typed.slice(-leaked))) leaked -= 1
      trail.takeBack(leaked)
      burst = null
    },
    wipe: () => void (lastTold = ''),
    stop: () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', onKey, { capture: true })
      window.removeEventListener('beforeinput', onInput, { capture: true })
      window.removeEventListener('input', onFilled, { capture: true })
      window.removeEventListener('focusin', onFocus)
      window.removeEventListener('blur', onBlur)
    },
  }
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}
