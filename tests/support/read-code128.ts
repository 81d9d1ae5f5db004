/** Widths of the bars and spaces of each symbol, by its value (ISO/IEC 15417, table 1); the last is the stop. */
const PATTERNS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 ' +
  '223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 ' +
  '112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 ' +
  '311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 ' +
  '122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 ' +
  '214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'
).split(' ')
const [CODE_C, CODE_B, CODE_A, FNC_3, START_A, START_B, START_C, STOP] = [99, 100, 101, 96, 103, 104, 105, 106]
const MODULES = 11

/** Every Code 128 that a line of black (true) and white pixels shows, with its check character right; `<FNC3>` in its text is that character. */
export function readCode128(line: readonly boolean[]): string[] {
  const runs = runsOf(line)
  return runs.flatMap((run, at) => (run.black ? (symbolsFrom(runs, at) ?? []) : [])).map(textOf)
}

function runsOf(line: readonly boolean[]): { black: boolean; width: number }[] {
  const runs: { black: boolean; width: number }[] = []
  for (const black of line) {
    const last = runs.at(-1)
    if (last?.black === black) last.width++
    else runs.push({ black, width: 1 })
  }
  return runs
}

/** Symbol values from a start to the one before the check character. */
function symbolsFrom(runs: readonly { width: number }[], at: number): number[][] | null {
  const values: number[] = []
  for (let next = at; ; next += 6) {
    const value = symbolAt(runs, next, values.length > 0)
    if (value === null || (values.length === 0 && (value < START_A || value > START_C))) return null
    if (value === STOP) break
    values.push(value)
  }
  const check = values.pop()
  const sum = values.reduce((total, value, index) => total + value * Math.max(1, index), 0)
  return values.length > 1 && sum % 103 === check ? [values] : null
}

function symbolAt(runs: readonly { width: number }[], at: number, mayStop: boolean): number | null {
  for (const [value, pattern] of PATTERNS.entries()) {
    const widths = runs.slice(at, at + pattern.length).map(({ width }) => width)
    if (widths.length < pattern.length || (value === STOP && !mayStop)) continue
    const module = widths.reduce((sum, width) => sum + width, 0) / (MODULES + (value === STOP ? 2 : 0))
    if (widths.every((width, index) => Math.round(width / module) === Number(pattern[index]))) return value
  }
  return null
}

function textOf(values: readonly number[]): string {
  let set = values[0] === START_A ? 'A' : values[0] === START_B ? 'B' : 'C'
  let text = ''
  for (const value of values.slice(1)) {
    if (value === CODE_A && set !== 'A') set = 'A'
    else if (value === CODE_B && set !== 'B') set = 'B'
    else if (value === CODE_C && set !== 'C') set = 'C'
    else if (value === FNC_3 && set !== 'C') text += '<FNC3>'
    else if (set === 'C') text += String(value).padStart(2, '0')
    else text += String.fromCodePoint(set === 'A' && value > 63 ? value - 64 : value + 32)
  }
  return text
}
