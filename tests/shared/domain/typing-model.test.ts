import { describe, expect, it } from 'vitest'
import { chanceFrom, scannedKeys, typedKeys, TYPISTS } from '../../support/key-hands.ts'
import type { Chance, Ending } from '../../support/key-hands.ts'
import { listenTo } from '../../support/wedge-listener.ts'

const TYPED = 20_000
const SCANNED = 10_000
/** Faster than anybody types sixteen digits; the others may never be taken for a scanner. */
const BEYOND = new Set(['fast, rolls three keys', 'fastest, rolls four keys'])

const number = (chance: Chance, length: number) =>
  Array.from({ length }, () => String(Math.floor(chance() * 10))).join('')

const print = (line: string) => process.stdout.write(`${line}\n`)

/** How often a key is late, and how many digits a card has. */
const KINDS = [0, 0.02, 0.1].flatMap((often) => [8, 13, 16].map((length): [number, number] => [often, length]))
/** How many of the scans must be read whole: all where nothing is late, and of a NIK on a desk's computer. */
const leastOf = (often: number, length: number) => (often === 0 ? 1 : often <= 0.02 && length === 16 ? 0.999 : 0)

describe('the typing model', () => {
  it('takes nobody who types slowly or as usual for a scanner in 60,000 numbers, and says what the fastest hands cost', () => {
    let total = 0
    print(`false positives in ${TYPED} numbers of sixteen digits each:`)
    for (const typist of TYPISTS) {
      const chance = chanceFrom(20_261_122)
      const found = { taken: 0, lookedUp: 0, refused: 0 }
      for (let turn = 0; turn < TYPED; turn += 1) {
        const keys = typedKeys(typist, number(chance, 16), chance, 1_000)
        keys.push({ code: 'NumpadEnter', shift: false, at: (keys.at(-1)?.at ?? 0) + 60 + 100 * chance() })
        const heard = listenTo(keys)
        const isTaken = heard.torn > 0 || heard.steps.some(({ kind }) => kind !== 'maybe' && kind !== 'idle')
        if (isTaken) found.taken += 1
        found.lookedUp += heard.scans.length
        found.refused += heard.torn
      }
      const { taken, lookedUp, refused } = found
      print(`  ${typist.name}: ${taken} taken for a scanner, of them ${lookedUp} looked up, ${refused} refused`)
      if (!BEYOND.has(typist.name)) total += taken
    }
    expect(total).toBe(0)
  }, 180_000)

  it('never reads another number than the one scanned, however a computer delays the keys, and misses few', () => {
    print(`scans of each kind: ${SCANNED}; 4 to 35 ms a key, single keys late by up to 240 ms`)
    const endings: Ending[] = ['Enter', 'Tab', 'CR+LF', 'none']
    for (const [often, length] of KINDS)
      for (const ending of endings) {
        const chance = chanceFrom(20_261_123)
        const found = { whole: 0, refused: 0, missed: 0, other: 0 }
        for (let turn = 0; turn < SCANNED; turn += 1) {
          const text = number(chance, length)
          const heard = listenTo(scannedKeys(text, ending, { often, longestMs: 240 }, chance, 1_000))
          if (heard.torn > 0) found.refused += 1
          else if (heard.scans.length === 0) found.missed += 1
          else if (heard.scans.length === 1 && heard.scans[0] === text) found.whole += 1
          if (heard.scans.some((scan) => scan !== text)) found.other += 1
        }
        const { whole, refused, missed, other } = found
        print(
          `  ${length} digits, ${ending}, ${often * 100} % late: ${whole} read, ${refused} refused, ${missed} missed, ${other} read as another number`,
        )
        expect(other).toBe(0)
        expect(whole).toBeGreaterThanOrEqual(leastOf(often, length) * SCANNED)
      }
  }, 180_000)
})
