import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BURST_END_MS, BURST_GAP_MS, BURST_MIN_LENGTH, wedgePause, wedgeStep } from '../../../shared/domain/wedge.ts'
import type { Burst, KeyStroke, WedgeStep } from '../../../shared/domain/wedge.ts'

function type(keys: readonly KeyStroke[]): { steps: WedgeStep[]; burst: Burst | null } {
  let burst: Burst | null = null
  const steps: WedgeStep[] = []
  for (const key of keys) {
    const step = wedgeStep(burst, key)
    steps.push(step)
    burst = step.kind === 'scan' ? null : step.burst
  }
  return { steps, burst }
}

function digits(text: string, gapMs: number, startAt = 1_000): KeyStroke[] {
  return [...text].map((digit, index) => ({ code: `Digit${digit}`, shift: false, at: startAt + index * gapMs }))
}

const enter = (after: readonly KeyStroke[], gapMs: number): KeyStroke => ({
  code: 'Enter',
  shift: false,
  at: (after.at(-1)?.at ?? 0) + gapMs,
})

describe('wedgeStep', () => {
  it('takes a fast run that ends with Enter as one scan', () => {
    const keys = digits('3275021508909901', 16)
    const { steps, burst } = type([...keys, enter(keys, 16)])
    expect(steps.at(-1)).toEqual({ kind: 'scan', text: '3275021508909901' })
    expect(burst).toBeNull()
  })

  it('takes Tab and the Enter of the number pad as the end of a scan too', () => {
    for (const code of ['Tab', 'NumpadEnter']) {
      const keys = digits('327502', 10)
      const { steps } = type([...keys, { code, shift: false, at: 1_000 + 6 * 10 }])
      expect(steps.at(-1)).toEqual({ kind: 'scan', text: '327502' })
    }
  })

  it('never takes slow typing as a scan, however long, and leaves its Enter alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ digit: fc.nat(9), gapMs: fc.integer({ min: BURST_GAP_MS + 1, max: 900 }) }), {
          minLength: 1,
          maxLength: 40,
        }),
        (typed) => {
          let at = 0
          const keys = typed.map(({ digit, gapMs }) => ({ code: `Digit${digit}`, shift: false, at: (at += gapMs) }))
          const { steps } = type([...keys, enter(keys, BURST_GAP_MS + 1)])
          expect(steps.every((step) => step.kind === 'maybe' || step.kind === 'idle')).toBe(true)
        },
      ),
    )
  })

  it('gives back exactly the characters of any fast run of letters, digits and signs', () => {
    const table: [string, string, boolean][] = [
      ...[...'0123456789'].map((d): [string, string, boolean] => [d, `Digit${d}`, false]),
      ...[...'0123456789'].map((d): [string, string, boolean] => [d, `Numpad${d}`, false]),
      ...[...'abcdefghijklmnopqrstuvwxyz'].map((l): [string, string, boolean] => [l, `Key${l.toUpperCase()}`, false]),
      ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((l): [string, string, boolean] => [l, `Key${l}`, true]),
      ['{', 'BracketLeft', true],
      ['"', 'Quote', true],
      [':', 'Semicolon', true],
      ['/', 'Slash', false],
      ['.', 'Period', false],
      ['@', 'Digit2', true],
      [' ', 'Space', false],
    ]
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...table), { minLength: BURST_MIN_LENGTH, maxLength: 200 }),
        fc.integer({ min: 1, max: BURST_GAP_MS }),
        (signs, gapMs) => {
          const keys = signs.flatMap(([, code, shift], index) => {
            const at = index * gapMs
            return shift
              ? [
                  { code: 'ShiftLeft', shift: true, at },
                  { code, shift, at },
                ]
              : [{ code, shift, at }]
          })
          const { steps } = type([...keys, enter(keys, gapMs)])
          expect(steps.at(-1)).toEqual({ kind: 'scan', text: signs.map(([character]) => character).join('') })
        },
      ),
    )
  })

  it('hands the first four keys to the page and withholds every later one', () => {
    const { steps } = type(digits('32750215', 10))
    expect(steps.map((step) => step.kind)).toEqual([
      'maybe', 'maybe', 'maybe', 'maybe', 'burst', 'burst', 'burst', 'burst',
    ]) // prettier-ignore
    expect(steps.filter((step) => step.kind === 'burst' && step.first)).toHaveLength(1)
  })

  it('reads the whole number when a busy machine delays one of its later keys', () => {
    const head = digits('32750215', 8)
    const tail = digits('08909901', 8, (head.at(-1)?.at ?? 0) + BURST_END_MS)
    const { steps } = type([...head, ...tail, enter(tail, BURST_END_MS)])
    expect(steps.at(-1)).toEqual({ kind: 'scan', text: '3275021508909901' })
  })

  it('reads the whole number when the machine is late right after the first key', () => {
    for (const lead of [1, 2]) {
      const head = digits('3275021508909901'.slice(0, lead), 8)
      const tail = digits('3275021508909901'.slice(lead), 8, (head.at(-1)?.at ?? 0) + 180)
      const { steps } = type([...head, ...tail, enter(tail, 8)])
      expect(steps.at(-1)).toEqual({ kind: 'scan', text: '3275021508909901' })
    }
  })

  it('does not take three slow keys into the scan behind them', () => {
    const typed = digits('999', 200)
    const scanned = digits('3275021508909901', 10, (typed.at(-1)?.at ?? 0) + 200)
    const { steps } = type([...typed, ...scanned, enter(scanned, 10)])
    expect(steps.at(-1)).toEqual({ kind: 'scan', text: '3275021508909901' })
  })

  it('starts anew after a slow key, so that typed digits never join a scan', () => {
    const typed = digits('99', 300)
    const scanned = digits('3275021508909901', 10, 5_000)
    const { steps } = type([...typed, ...scanned, enter(scanned, 10)])
    expect(steps.at(-1)).toEqual({ kind: 'scan', text: '3275021508909901' })
  })

  it('forgets a run that an arrow or function key breaks', () => {
    const keys = [...digits('3275', 5), { code: 'F2', shift: false, at: 1_020 }, ...digits('021', 5, 1_025)]
    const { steps, burst } = type(keys)
    expect(steps.at(-1)?.kind).toBe('maybe')
    expect(burst?.text).toBe('021')
  })
})

describe('wedgePause', () => {
  it('ends the scan of a scanner that sends no Enter', () => {
    expect(wedgePause(type(digits('3275021508909901', 8)).burst)).toBe('3275021508909901')
  })

  it('leaves four fast keys to the page', () => {
    expect(wedgePause(type(digits('3275', 8)).burst)).toBeNull()
  })
})
