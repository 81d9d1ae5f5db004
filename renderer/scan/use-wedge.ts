import { useEffect, useRef } from 'react'
import { ALONE_MS, BURST_END_MS, wedgePause, wedgeStep } from '../../shared/domain/wedge.ts'
import type { Burst } from '../../shared/domain/wedge.ts'

/** Same value again within this time is one scan: a hand that trembles, a reader that repeats. */
const REPEAT_MS = 3_000

type Field = HTMLInputElement | HTMLTextAreaElement
type Snapshot = { field: Field; value: string; start: number | null; end: number | null }

/** Listens for a keyboard-wedge scanner wherever the focus is. What it typed into a field before it was recognised is taken back. */
export function useWedge(onScan: (text: string) => void): void {
  const latest = useRef(onScan)
  useEffect(() => {
    latest.current = onScan
  })
  useEffect(() => listen((text) => latest.current(text)), [])
}

/**
 * Runs `action` for a key that is also a character (1-9), unless a scanner turns out to be typing: its first digits must not choose a
 * person.
 */
export function whenNotScanning(action: () => void): void {
  const before = strokes
  setTimeout(() => {
    if (strokes === before) action()
  }, ALONE_MS)
}

let strokes = 0

function listen(onScan: (text: string) => void): () => void {
  let burst: Burst | null = null
  let snapshot: Snapshot | null = null
  let pause: ReturnType<typeof setTimeout> | undefined
  let last = { text: '', at: Number.NEGATIVE_INFINITY }

  const finish = (text: string) => {
    burst = null
    snapshot = null
    const now = performance.now()
    const repeated = text === last.text && now - last.at < REPEAT_MS
    last = { text, at: now }
    if (!repeated) onScan(text)
  }

  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return
    clearTimeout(pause)
    const step = wedgeStep(burst, { code: event.code, shift: event.shiftKey, at: event.timeStamp })
    switch (step.kind) {
      case 'idle':
        burst = step.burst
        break
      case 'maybe':
        strokes += 1
        if (step.burst.text.length === 1) snapshot = photograph(document.activeElement)
        burst = step.burst
        break
      case 'burst':
        if (step.first && snapshot) restore(snapshot)
        burst = step.burst
        swallow(event)
        break
      case 'scan':
        swallow(event)
        finish(step.text)
        return
    }
    pause = setTimeout(() => {
      const text = wedgePause(burst)
      // A page that was busy runs this before the keys that wait behind it: the times they bear decide whether they belong to the first ones.
      if (text !== null) finish(text)
    }, BURST_END_MS)
  }

  window.addEventListener('keydown', onKey, { capture: true })
  return () => {
    clearTimeout(pause)
    window.removeEventListener('keydown', onKey, { capture: true })
  }
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

function photograph(element: Element | null): Snapshot | null {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return null
  if (element instanceof HTMLInputElement && ['checkbox', 'radio', 'button', 'submit'].includes(element.type))
    return null
  return { field: element, value: element.value, start: element.selectionStart, end: element.selectionEnd }
}

// React keeps its own copy of a field's value: the native setter plus an input event brings both back.
function restore({ field, value, start, end }: Snapshot): void {
  if (field.value === value) return
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  if (start !== null && end !== null) field.setSelectionRange(start, end)
}
