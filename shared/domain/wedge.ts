import { characterOf, beginsAlt, isModifier, isSuffix } from './wedge-keys.ts'
import type { KeyStroke } from './wedge-keys.ts'

export type { KeyStroke } from './wedge-keys.ts'

/** What was collected since the last silence. Opaque to the caller, who keeps it from key to key. */
export type Burst = {
  /** Before a scanner is certain: whatever was typed; then the scan alone. */
  text: string
  lastAt: number
  /** How many keys in a row came as fast as a scanner's. */
  fast: number
  /** A scanner is typing; it stays so until the run ends. */
  certain: boolean
  /** Before a scanner is certain: the time before each character, the first one's is infinite. */
  gaps: readonly number[]
  /** How many keys of the scan came later than a scanner's. */
  stalls: number
  /** When a scan before this one, or a piece of one, ended without a suffix key. */
  pausedAt: number
  /** Digits of a character sent as Alt and its number, so far. */
  alt: string
  /** The scan was told, or refused; what still comes of it belongs to nobody. */
  over: 'no' | 'suffix' | 'pause' | 'torn'
}

export type WedgeStep =
  /** Not part of a burst: the page may use the key as ever. */
  | { kind: 'idle'; burst: Burst | null }
  /** Fast so far, too short to tell: the page still gets the key. */
  | { kind: 'maybe'; burst: Burst }
  /**
   * A scanner is typing: the page must not get the key. `first` on the key that made it certain; `leaked`: so many characters before this
   * one are the scanner's and got through.
   */
  | { kind: 'burst'; burst: Burst; first: boolean; leaked: number }
  /** The scanner's Enter or Tab, which the page must not get either. */
  | { kind: 'scan'; text: string; burst: Burst }
  /**
   * Part of a scan is missing or doubtful: nothing may be looked up, the page must not get the key. `told`: a part of it was given out as a
   * scan before.
   */
  | { kind: 'torn'; burst: Burst; leaked: number; told: boolean }
  /** A remainder of a scan that is over, as the line feed behind a carriage return: the page must not get the key. */
  | { kind: 'tail'; burst: Burst }

export type WedgeEnd = { kind: 'scan'; text: string; burst: Burst } | { kind: 'torn'; burst: Burst }

/**
 * Longest time between two keys of a scanner that nothing delays. Measured scanners: 4 to 16 ms, slow ones 35; a fast typist: 60 ms and
 * more. The figures here were chosen by the typing model in the tests, which prints what each of them costs.
 */
export const BURST_GAP_MS = 50
/** So many keys in a row as fast as that are a scanner. */
export const BURST_MIN_LENGTH = 5
/** A scanner without a suffix key is taken as done after this silence. A busy computer was seen to delay single keys by more than 90 ms. */
export const BURST_END_MS = 250
/** What comes within this time after a silence that ended a scan is the rest of it: the scan was not whole. Nobody answers a screen so fast. */
export const BURST_REST_MS = 500
/** No card's number is shorter; less than that without a suffix key is a piece. */
export const UNENDED_MIN_LENGTH = 8

/** One scanner does not end with a silence and then, within this time, with a suffix key: the silence was a computer that hung. */
const SAME_SCANNER_MS = 1_200
/** Longer than any code a card carries: a device that types without end. */
const LONGEST_SCAN = 4_096
/** So many slow keys in a row right before a scan: whoever typed them, they may be a part of it. */
const DOUBTFUL_KEYS = 3
/** So many are a person who typed, for certain. */
const PERSON_KEYS = 6
/** How far back the keys before a scan are looked at. */
const LONGEST_LEAD = 24

/** Feeds one key to the recogniser. Pure: the caller keeps `burst`. */
export function wedgeStep(burst: Burst | null, key: KeyStroke): WedgeStep {
  const gapMs = burst ? key.at - burst.lastAt : Number.POSITIVE_INFINITY
  if (burst && burst.over !== 'no') return afterEnd(burst, key, gapMs)
  const running = burst && isNear(burst, key, gapMs) ? burst : null
  if (running?.certain) return inScan(running, key, gapMs)
  if (isSuffix(key)) return afterFew(running, key, gapMs)
  if (isModifier(key)) return { kind: 'idle', burst: running }
  return beforeCertain(running, key, gapMs)
}

/** Called after `BURST_END_MS` of silence: how the scan of a scanner that sends no suffix key ends, or null where none runs. */
export function wedgePause(burst: Burst | null): WedgeEnd | null {
  if (!burst?.certain || burst.over !== 'no') return null
  const paused = { ...burst, pausedAt: burst.lastAt }
  const isWhole = burst.text.length >= UNENDED_MIN_LENGTH && isCredible(burst)
  if (!isWhole) return { kind: 'torn', burst: end(paused, 'torn') }
  return { kind: 'scan', text: burst.text, burst: end(paused, 'pause') }
}

/** Two keys that came as a scanner's belong to what follows for longer: a scan that a computer tore apart at its start. */
function isNear(burst: Burst, key: KeyStroke, gapMs: number): boolean {
  if (burst.certain || isModifier(key)) return gapMs <= BURST_REST_MS
  return gapMs <= (burst.gaps.some((gap) => !isLate(gap)) ? SAME_SCANNER_MS : BURST_END_MS)
}

function beforeCertain(running: Burst | null, key: KeyStroke, gapMs: number): WedgeStep {
  const read = characterOf(key, running?.alt ?? '')
  if (read === null) return { kind: 'idle', burst: null }
  const fast = running && gapMs <= BURST_GAP_MS ? running.fast + 1 : 1
  const gap = running ? gapMs : Number.POSITIVE_INFINITY
  const next: Burst = {
    text: ((running?.text ?? '') + read.text).slice(-LONGEST_LEAD),
    lastAt: key.at,
    fast,
    certain: fast >= BURST_MIN_LENGTH,
    gaps: [...(running?.gaps ?? []), ...Array.from(read.text, () => gap)].slice(-LONGEST_LEAD),
    stalls: 0,
    pausedAt: running?.pausedAt ?? Number.NEGATIVE_INFINITY,
    alt: read.alt,
    over: 'no',
  }
  return next.certain ? becomesCertain(next, read.text.length) : { kind: 'maybe', burst: next }
}

/** The scan begins where its first fast keys do, also when a computer delayed what came behind those: the rest alone is another number. */
function becomesCertain(burst: Burst, justNow: number): WedgeStep {
  const { text, gaps } = burst
  const { from, isDoubtful } = startOfScan(gaps)
  const leaked = text.length - from - justNow
  const inside = gaps.slice(from + 1)
  const scan: Burst = { ...burst, text: text.slice(from), gaps: [], stalls: inside.filter(isLate).length }
  if (isDoubtful || inside.some((gap) => gap > BURST_END_MS)) {
    return { kind: 'torn', burst: end(scan, 'torn'), leaked, told: false }
  }
  return { kind: 'burst', burst: scan, first: true, leaked }
}

/** Looks back from the fast keys: late ones before them are the scanner's too, unless there are so many alone that a person typed them. */
function startOfScan(gaps: readonly number[]): { from: number; isDoubtful: boolean } {
  const streak = Math.max(0, gaps.findLastIndex(isLate))
  const late = (at: number) => isLate(gaps[at] ?? 0)
  let solid = streak
  let alone = 0
  for (let at = streak - 1; at >= 0 && alone < PERSON_KEYS; at -= 1) {
    const isAlone = late(at) && late(at + 1)
    if (isAlone) alone += 1
    else if (alone >= DOUBTFUL_KEYS) break
    else {
      alone = 0
      if (late(at)) solid = at
    }
  }
  // One or two: a machine that was late right at the start.
  if (alone < DOUBTFUL_KEYS) return { from: 0, isDoubtful: false }
  return { from: solid, isDoubtful: alone < PERSON_KEYS && (gaps[solid] ?? 0) <= BURST_END_MS }
}

function inScan(burst: Burst, key: KeyStroke, gapMs: number): WedgeStep {
  if (isModifier(key)) return { kind: 'idle', burst: beginsAlt(key) ? { ...burst, alt: '' } : burst }
  if (isSuffix(key)) {
    const last = { ...burst, lastAt: key.at }
    const told = key.at - burst.pausedAt <= SAME_SCANNER_MS
    if (told || !isCredible(burst)) return { kind: 'torn', burst: end(last, 'torn'), leaked: 0, told }
    return { kind: 'scan', text: burst.text, burst: end(last, 'suffix') }
  }
  const read = characterOf(key, burst.alt)
  const next: Burst = {
    ...burst,
    // A key that is no character must act on nothing either: a scanner sends control characters with Ctrl.
    text: burst.text + (read?.text ?? ''),
    alt: read?.alt ?? '',
    lastAt: key.at,
    stalls: burst.stalls + (isLate(gapMs) ? 1 : 0),
  }
  if (gapMs > BURST_END_MS || next.text.length > LONGEST_SCAN)
    return { kind: 'torn', burst: end(next, 'torn'), leaked: 0, told: false }
  return { kind: 'burst', burst: next, first: false, leaked: 0 }
}

/** A suffix key behind keys too few for a scan: a person's, or the end of a scan whose beginning was given out before. */
function afterFew(running: Burst | null, key: KeyStroke, gapMs: number): WedgeStep {
  if (!running || running.fast < 2 || isLate(gapMs) || key.at - running.pausedAt > SAME_SCANNER_MS) {
    return { kind: 'idle', burst: null }
  }
  const { length } = running.text
  return { kind: 'torn', burst: end({ ...running, lastAt: key.at }, 'torn'), leaked: length, told: true }
}

function afterEnd(burst: Burst, key: KeyStroke, gapMs: number): WedgeStep {
  const belongs = gapMs <= (burst.over === 'suffix' ? BURST_END_MS : BURST_REST_MS)
  if (isModifier(key)) return { kind: 'idle', burst }
  const rest = { ...burst, lastAt: key.at }
  if (belongs && (isSuffix(key) || burst.over === 'torn')) return { kind: 'tail', burst: rest }
  if (belongs && burst.over === 'pause' && characterOf(key, '') !== null) {
    return { kind: 'torn', burst: { ...rest, over: 'torn' }, leaked: 0, told: true }
  }
  const step = wedgeStep(null, key)
  return step.kind === 'maybe' ? { ...step, burst: { ...step.burst, pausedAt: burst.pausedAt } } : step
}

/** A person's burst of fast keys is followed by slow ones; a busy computer delays one key in eight at most, and two more. */
function isCredible({ stalls, text }: Burst): boolean {
  return stalls <= 2 + Math.floor(text.length / 8)
}

function isLate(gapMs: number): boolean {
  return gapMs > BURST_GAP_MS
}

function end(burst: Burst, how: Burst['over']): Burst {
  return { ...burst, text: '', gaps: [], over: how }
}
