import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { guardKeys, type KeyInput, type KeySource } from '../../../electron/main/wedge-guard.ts'
import { BURST_END_MS, BURST_REST_MS } from '../../../shared/domain/wedge.ts'

const NUMBER = '3275021508909901'
const SCANNER_GAP_MS = 8

/** A window's keys, and a page that only sees what the guard lets through. */
class Desk implements KeySource {
  readonly scans: string[] = []
  torn = 0
  /** Every key that the page saw: `Digit3` down, `-Digit3` up. */
  readonly seen: string[] = []
  #at = 10_000
  #listen: Parameters<KeySource['on']>[1] = () => undefined

  constructor() {
    const onScan = (text: string) => void this.scans.push(text)
    guardKeys({ keys: this, onScan, onTorn: () => void this.torn++, now: () => this.#at })
  }

  on(_event: 'before-input-event', listener: Parameters<KeySource['on']>[1]): void {
    this.#listen = listener
  }

  /** `late`: time passes, but the timers that were due come only after the next key. */
  wait(ms: number, { late } = { late: false }): void {
    this.#at += ms
    if (!late) vi.advanceTimersByTime(ms)
  }

  key(code: string, given: Partial<KeyInput> = {}): void {
    const input: KeyInput = {
      type: 'keyDown',
      code,
      shift: false,
      control: false,
      alt: false,
      meta: false,
      isAutoRepeat: false,
      isComposing: false,
      ...given,
    }
    let isSeen = true
    this.#listen({ preventDefault: () => void (isSeen = false) }, input)
    if (isSeen) this.seen.push(input.type === 'keyUp' ? `-${code}` : code)
  }

  /** Pressed and let go, then the time to the next key. */
  press(code: string, gapMs: number, given: Partial<KeyInput> = {}): void {
    this.key(code, given)
    this.key(code, { ...given, type: 'keyUp' })
    this.wait(gapMs)
  }

  type(digits: string, gapMs: number): void {
    for (const digit of digits) this.press(`Digit${digit}`, gapMs)
  }

  scan(digits = NUMBER): void {
    this.type(digits, SCANNER_GAP_MS)
    this.press('Enter', SCANNER_GAP_MS)
  }
}

const downAndUp = (digits: string) => [...digits].flatMap((digit) => [`Digit${digit}`, `-Digit${digit}`])

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the guard of the keys', () => {
  it('keeps a scanner from the page from the key that made it certain to its Enter, pressed and let go, and tells the scan once', () => {
    const desk = new Desk()
    desk.scan()
    desk.wait(5_000)
    expect(desk.scans).toEqual([NUMBER])
    expect(desk.seen).toEqual(downAndUp(NUMBER.slice(0, 4)))
  })

  it.each(['Tab', 'NumpadEnter'])('keeps a %s that ends the scan', (suffix) => {
    const desk = new Desk()
    desk.type(NUMBER, SCANNER_GAP_MS)
    desk.press(suffix, SCANNER_GAP_MS)
    expect(desk.scans).toEqual([NUMBER])
    expect(desk.seen).not.toContain(suffix)
  })

  it('keeps the line feed that follows a carriage return', () => {
    const desk = new Desk()
    desk.scan()
    desk.press('Enter', SCANNER_GAP_MS)
    expect(desk.scans).toEqual([NUMBER])
    expect(desk.seen).not.toContain('Enter')
  })

  it('tells the scan of a scanner without a suffix key after its silence', () => {
    const desk = new Desk()
    desk.type(NUMBER, SCANNER_GAP_MS)
    expect(desk.scans).toEqual([])
    desk.wait(BURST_END_MS)
    expect(desk.scans).toEqual([NUMBER])
  })

  it('tells it also where the timer comes too late and the next key before it', () => {
    const desk = new Desk()
    desk.type(NUMBER, SCANNER_GAP_MS)
    desk.wait(BURST_REST_MS + 1, { late: true })
    desk.press('KeyA', 100)
    expect(desk.scans).toEqual([NUMBER])
    expect(desk.seen).toContain('KeyA')
  })

  it('says of a scan in pieces that it was torn, and tells none of them', () => {
    const desk = new Desk()
    desk.type(NUMBER.slice(0, 6), SCANNER_GAP_MS)
    desk.wait(BURST_END_MS)
    desk.type(NUMBER.slice(6), SCANNER_GAP_MS)
    desk.press('Enter', SCANNER_GAP_MS)
    desk.wait(2_000)
    expect({ scans: desk.scans, torn: desk.torn }).toEqual({ scans: [], torn: 1 })
    expect(desk.seen).toEqual(downAndUp(NUMBER.slice(0, 4)))
  })

  it('leaves a person who types fast alone, the Enter too', () => {
    const desk = new Desk()
    desk.type(NUMBER, 80)
    desk.press('Enter', 80)
    desk.wait(2_000)
    expect(desk.scans).toEqual([])
    expect(desk.seen).toEqual([...downAndUp(NUMBER), 'Enter', '-Enter'])
  })

  it('lets the page have the keys again as soon as the scan is over', () => {
    const desk = new Desk()
    desk.scan()
    desk.wait(600)
    desk.seen.length = 0
    desk.type('42', 150)
    expect(desk.seen).toEqual(downAndUp('42'))
  })

  it('lets a key go where its press went, however the two lie around the end of the scan', () => {
    const desk = new Desk()
    // Held since before the scan: the page has seen it pressed.
    desk.key('ShiftLeft')
    desk.wait(600)
    desk.type(NUMBER.slice(0, -1), SCANNER_GAP_MS)
    desk.key(`Digit1`)
    desk.wait(SCANNER_GAP_MS)
    desk.key('Enter')
    desk.key('ShiftLeft', { type: 'keyUp' })
    desk.seen.length = 0
    desk.key('Digit1', { type: 'keyUp' })
    desk.key('Enter', { type: 'keyUp' })
    expect(desk.seen).toEqual([])
  })

  it('shows the letting go of a key whose kept press was never let go, once it is pressed again', () => {
    const desk = new Desk()
    desk.type(NUMBER, SCANNER_GAP_MS)
    // Electron is not bound to show the letting go of a press that was kept.
    desk.key('Enter')
    desk.wait(1_000)
    desk.seen.length = 0
    desk.press('Enter', 10)
    expect(desk.seen).toEqual(['Enter', '-Enter'])
  })

  it('leaves alone what no scanner presses: commands, AltGr, and characters being composed', () => {
    const desk = new Desk()
    for (const given of [{ meta: true }, { control: true, alt: true }, { isComposing: true }, { control: true }]) {
      desk.seen.length = 0
      for (const code of ['KeyA', 'KeyB', 'KeyC', 'KeyD', 'KeyE', 'KeyF', 'Enter']) desk.press(code, 5, given)
      expect(desk.seen).toHaveLength(14)
    }
    expect(desk.scans).toEqual([])
  })

  it('leaves a key that is held alone, and keeps it held where its press was kept', () => {
    const desk = new Desk()
    desk.key('Digit1')
    for (let n = 0; n < 40; n++) {
      desk.wait(33)
      desk.key('Digit1', { isAutoRepeat: true })
    }
    expect(desk.seen).toHaveLength(41)
    desk.key('Digit1', { type: 'keyUp' })
    desk.wait(2_000)
    desk.type(NUMBER, SCANNER_GAP_MS)
    desk.seen.length = 0
    desk.key('Enter')
    desk.key('Enter', { isAutoRepeat: true })
    expect(desk.seen).toEqual([])
    expect(desk.scans).toEqual([NUMBER])
  })

  it('keeps the control characters of a scanner that presses Ctrl for them', () => {
    const desk = new Desk()
    desk.type(NUMBER.slice(0, 8), SCANNER_GAP_MS)
    desk.press('BracketRight', SCANNER_GAP_MS, { control: true })
    desk.type(NUMBER.slice(8), SCANNER_GAP_MS)
    desk.press('KeyM', SCANNER_GAP_MS, { control: true })
    expect(desk.scans).toEqual([`${NUMBER.slice(0, 8)}\u001D${NUMBER.slice(8)}`])
    expect(desk.seen).toEqual(downAndUp(NUMBER.slice(0, 4)))
  })

  it('tells each of two scans that follow each other', () => {
    const desk = new Desk()
    desk.scan()
    desk.wait(400)
    desk.scan('3275021508909902')
    desk.wait(2_000)
    expect(desk.scans).toEqual([NUMBER, '3275021508909902'])
  })
})
