import type { KeyStroke } from '../../shared/domain/wedge.ts'

/** Numbers between 0 and 1, the same ones for the same seed (mulberry32). */
export type Chance = () => number

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const between = (chance: Chance, from: number, to: number) => from + (to - from) * chance()
/** Around 1, as the times of a hand scatter: most near it, some twice as long. */
const scatter = (chance: Chance, spread: number) => Math.exp(spread * (chance() + chance() + chance() - 1.5))

export type Typist = {
  name: string
  /** Time from key to key of this person, drawn anew for each number. */
  pace: readonly [fromMs: number, toMs: number]
  /** How often two keys go down almost together. */
  doubleStrikes: number
  /** How often a run of keys rolls off the fingers, and how long it is at most. */
  bursts: { often: number; keys: number; gapMs: readonly [number, number] }
}

export const TYPISTS: readonly Typist[] = [
  { name: 'slow, one finger', pace: [180, 600], doubleStrikes: 0.005, bursts: { often: 0, keys: 0, gapMs: [0, 0] } },
  { name: 'number pad', pace: [60, 180], doubleStrikes: 0.02, bursts: { often: 0, keys: 0, gapMs: [0, 0] } },
  {
    name: 'quick, rolls two keys',
    pace: [80, 130],
    doubleStrikes: 0.02,
    bursts: { often: 0.08, keys: 2, gapMs: [25, 50] },
  },
  {
    name: 'fast, rolls three keys',
    pace: [60, 90],
    doubleStrikes: 0.03,
    bursts: { often: 0.1, keys: 3, gapMs: [20, 50] },
  },
  {
    name: 'fastest, rolls four keys',
    pace: [52, 70],
    doubleStrikes: 0.05,
    bursts: { often: 0.15, keys: 4, gapMs: [18, 50] },
  },
]

/** A number as a person types it: every key with its time, without the Enter. */
export function typedKeys(typist: Typist, text: string, chance: Chance, startAt: number): KeyStroke[] {
  const pace = between(chance, ...typist.pace)
  let at = startAt
  let rolling = 0
  return Array.from(text, (digit, index) => {
    if (index > 0) at += gap()
    return { code: `Numpad${digit}`, shift: false, at }
  })

  function gap(): number {
    if (rolling > 0) {
      rolling -= 1
      return between(chance, ...typist.bursts.gapMs)
    }
    if (chance() < typist.doubleStrikes) return between(chance, 20, 40)
    if (chance() < typist.bursts.often) rolling = Math.ceil(chance() * (typist.bursts.keys - 1))
    return Math.max(typist.pace[0] * 0.85, pace * scatter(chance, 0.6))
  }
}

export type Ending = 'Enter' | 'Tab' | 'CR+LF' | 'none'
export type Stalls = {
  /** How often a key comes late. */
  often: number
  /** By how much at most. */
  longestMs: number
}

/** A number as a scanner types it on a computer that delays some keys: 4 to 35 ms from key to key. */
export function scannedKeys(
  text: string,
  ending: Ending,
  stalls: Stalls,
  chance: Chance,
  startAt: number,
): KeyStroke[] {
  const pace = between(chance, 4, 35)
  const codes = Array.from(text, (digit) => `Digit${digit}`)
  if (ending === 'CR+LF') codes.push('Enter', 'Enter')
  else if (ending !== 'none') codes.push(ending)
  let at = startAt
  return codes.map((code, index) => {
    if (index > 0)
      at += chance() < stalls.often ? between(chance, 60, stalls.longestMs) : pace * between(chance, 0.7, 1.3)
    return { code, shift: false, at }
  })
}
