import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BURST_END_MS, BURST_GAP_MS, BURST_MIN_LENGTH, wedgePause, wedgeStep } from '../../../shared/domain/wedge.ts'
import type { Burst, KeyStroke, WedgeStep } from '../../../shared/domain/wedge.ts'
import { listenTo } from '../../support/wedge-listener.ts'

function type(keys: readonly KeyStroke[]): { steps: WedgeStep[]; burst: Burst | null } {
  let burst: Burst | null = null
  const steps: WedgeStep[] = []
  for (const key of keys) {
    const step = wedgeStep(burst, key)
    steps.push(step)
    burst = step.burst
  }
  return { steps, burst }
}

function digits(text: string, gapMs: number, startAt = 1_000): KeyStroke[] {
  return [...text].map((digit, index) => ({ code: `Digit${digit}`, shift: false, at: startAt + index * gapMs }))
}

const NIK = '3275021508909901'

const enter = (after: readonly KeyStroke[], gapMs: number): KeyStroke => ({
  code: 'Enter',
  shift: false,
  at: (after.at(-1)?.at ?? 0) + gapMs,
})

describe('wedgeStep', () => {
  it('takes a fast run that ends with Enter as one scan', () => {
    const keys = digits('3275021508909901', 16)
    const { steps, burst } = type([...keys, enter(keys, 16)])
    expect(steps.at(-1)).toMatchObject({ kind: 'scan', text: '3275021508909901' })
    expect(wedgePause(burst)).toBeNull()
  })

  it('takes Tab and the Enter of the number pad as the end of a scan too', () => {
    for (const code of ['Tab', 'NumpadEnter']) {
      const keys = digits('327502', 10)
      const { steps } = type([...keys, { code, shift: false, at: 1_000 + 6 * 10 }])
      expect(steps.at(-1)).toMatchObject({ kind: 'scan', text: '327502' })
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
          expect(steps.at(-1)).toMatchObject({ kind: 'scan', text: signs.map(([character]) => character).join('') })
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
    expect(steps.at(-1)).toMatchObject({ kind: 'scan', text: '3275021508909901' })
  })

  it('reads the whole number when the machine is late right after the first key', () => {
    for (const lead of [1, 2]) {
      const head = digits('3275021508909901'.slice(0, lead), 8)
      const tail = digits('3275021508909901'.slice(lead), 8, (head.at(-1)?.at ?? 0) + 180)
      const { steps } = type([...head, ...tail, enter(tail, 8)])
      expect(steps.at(-1)).toMatchObject({ kind: 'scan', text: '3275021508909901' })
    }
  })

  it('never reads the rest of a scan as a number of its own, wherever the machine hangs, for up to a second', () => {
    const text = '3275021508909901'
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 14 }), fc.integer({ min: 51, max: 1_000 }), (lead, hangMs) => {
        const head = digits(text.slice(0, lead), 8)
        const tail = digits(text.slice(lead), 8, (head.at(-1)?.at ?? 0) + hangMs)
        const { scans, torn } = listenTo([...head, ...tail, enter(tail, 8)])
        const given = {
          whole: scans.filter((one) => one === text).length,
          rest: scans.filter((one) => !text.startsWith(one)),
        }
        expect(given).toEqual({ whole: hangMs <= BURST_END_MS ? 1 : 0, rest: [] })
        expect(torn > 0).toBe(hangMs > BURST_END_MS)
      }),
      { numRuns: 2_000 },
    )
  })

  it('takes back the beginning that a silence made a scan of, when the rest comes after all', () => {
    const head = digits('3275021508909', 8)
    const tail = digits('901', 8, (head.at(-1)?.at ?? 0) + 400)
    const { scans, steps } = listenTo([...head, ...tail, enter(tail, 8)])
    expect(scans).toEqual(['3275021508909'])
    expect(steps.slice(13).map((step) => step.kind)).toEqual(['torn', 'tail', 'tail', 'tail'])
    expect(steps[13]).toMatchObject({ told: true })
  })

  it.each([
    { typed: '99', apartMs: 200, says: 'scan', text: `99${NIK}`, leaked: 6 },
    { typed: '999', apartMs: 200, says: 'torn', text: null, leaked: 4 },
    { typed: '9999999', apartMs: 200, says: 'scan', text: NIK, leaked: 4 },
    { typed: '99', apartMs: 300, says: 'scan', text: NIK, leaked: 4 },
    { typed: '9999', apartMs: 300, says: 'scan', text: NIK, leaked: 4 },
  ])(
    'behind the slow keys $typed, $apartMs ms before it, a scan is a $says, and what a person typed stays in the field',
    ({ typed, apartMs, says, text, leaked }) => {
      const before = digits(typed, 120)
      const scanned = digits(NIK, 10, (before.at(-1)?.at ?? 0) + apartMs)
      const { scans, torn, steps } = listenTo([...before, ...scanned, enter(scanned, 10)])
      expect({ scans, torn }).toEqual({ scans: text === null ? [] : [text], torn: says === 'torn' ? 1 : 0 })
      expect(steps.find((step) => step.kind === 'burst' || step.kind === 'torn')).toMatchObject({ leaked })
    },
  )

  it('takes no word of a person into the scan behind it, although two of its keys were struck together', () => {
    const at = [0, 30, 150, 280, 400]
    const word = at.map((ms, index) => ({ code: `Key${'RUANG'[index]}`, shift: false, at: 1_000 + ms }))
    const scanned = digits(NIK, 10, 1_000 + 400 + 260)
    expect(listenTo([...word, ...scanned, enter(scanned, 10)])).toMatchObject({ scans: [NIK], torn: 0 })
  })

  it('keeps the second Enter of CR and LF from the page, also as Ctrl J, and nothing later', () => {
    for (const second of [{ code: 'Enter' }, { code: 'KeyJ', ctrl: true }]) {
      const keys = digits('3275021508909901', 8)
      const first = enter(keys, 8)
      const { steps } = type([
        ...keys,
        first,
        { ...second, shift: false, at: first.at + 35 },
        { code: 'Enter', shift: false, at: first.at + 900 },
      ])
      expect(steps.slice(-3).map((step) => step.kind)).toEqual(['scan', 'tail', 'idle'])
    }
  })

  it('reads another scan right behind one that has ended', () => {
    const one = digits('3275021508909901', 8)
    const end = enter(one, 8)
    const two = digits('3275025403929912', 8, end.at + 40)
    expect(listenTo([...one, end, ...two, enter(two, 8)]).scans).toEqual(['3275021508909901', '3275025403929912'])
  })

  it('reads GS as Ctrl ], F8 or Alt with 0029, and other signs by their number', () => {
    const forms = {
      'Ctrl ]': [{ code: 'ControlLeft' }, { code: 'BracketRight', ctrl: true }],
      F8: [{ code: 'F8' }],
      'Alt 0029': [
        { code: 'AltLeft' },
        ...[...'0029'].map((digit) => ({ code: `Numpad${digit}`, alt: true })),
        { code: 'AltLeft' },
      ],
    }
    for (const gs of Object.values(forms)) {
      const before = digits('0109900001', 8)
      const keys = [...before, ...gs, ...digits('21990012', 8)].map((key, index) => ({
        shift: false,
        ...key,
        at: 1_000 + index * 8,
      }))
      const { steps } = type([...keys, enter(keys, 8)])
      expect(steps.at(-1)).toMatchObject({ kind: 'scan', text: '0109900001\u001D21990012' })
    }
    const byNumber = [...'KBS99'].flatMap((sign) => [
      { code: 'AltLeft', shift: false },
      ...[...String(sign.codePointAt(0)).padStart(4, '0')].map((digit) => ({
        code: `Numpad${digit}`,
        shift: false,
        alt: true,
      })),
    ])
    const keys = byNumber.map((key, index) => ({ ...key, at: index * 4 }))
    expect(listenTo([...keys, enter(keys, 4)]).scans).toEqual(['KBS99'])
  })

  it('keeps a control character in the middle of a scan from the page', () => {
    const keys = [...digits('32750215', 8), { code: 'KeyD', shift: false, ctrl: true, at: 1_064 }]
    expect(type(keys).steps.at(-1)?.kind).toBe('burst')
  })

  it('refuses a device that types without end, keeps none of it, and withholds the rest', () => {
    const { steps, burst } = type(digits('7'.repeat(10_000), 1))
    expect(steps.filter(({ kind }) => kind === 'torn')).toHaveLength(1)
    expect(steps.slice(-5_000).every(({ kind }) => kind === 'tail')).toBe(true)
    expect(burst?.text).toBe('')
  })

  it('starts anew after a slow key, so that typed digits never join a scan', () => {
    const typed = digits('99', 300)
    const scanned = digits('3275021508909901', 10, 5_000)
    const { steps } = type([...typed, ...scanned, enter(scanned, 10)])
    expect(steps.at(-1)).toMatchObject({ kind: 'scan', text: '3275021508909901' })
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
    expect(wedgePause(type(digits('3275021508909901', 8)).burst)).toMatchObject({
      kind: 'scan',
      text: '3275021508909901',
    })
  })

  it('leaves four fast keys to the page', () => {
    expect(wedgePause(type(digits('3275', 8)).burst)).toBeNull()
  })

  it('refuses what is too short to be a whole code', () => {
    expect(wedgePause(type(digits('327502', 8)).burst)).toMatchObject({ kind: 'torn' })
  })

  it('tells an end only once', () => {
    const end = wedgePause(type(digits('3275021508909901', 8)).burst)
    expect(wedgePause(end?.burst ?? null)).toBeNull()
  })
})
