export type Print = (line: string) => void

export type Quantiles = { count: number; p50: number; p99: number; p999: number; max: number }

export function summary(times: readonly number[]): Quantiles {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), p999: at(0.999), max: sorted.at(-1) ?? 0 }
}

/** In microseconds. */
export function quantiles({ p50, p99, p999, max }: Quantiles): string {
  const us = (ms: number) => (ms * 1000).toFixed(0)
  return `p50 ${us(p50)} p99 ${us(p99)} p99.9 ${us(p999)} max ${us(max)} us`
}

/** In milliseconds. */
export function milliseconds({ p50, p99, p999, max }: Quantiles): string {
  const ms = (value: number) => value.toFixed(value < 10 ? 2 : 1)
  return `p50 ${ms(p50)}, p99 ${ms(p99)}, p99.9 ${ms(p999)}, max ${ms(max)} ms`
}

export function count(number: number): string {
  return Math.round(number).toLocaleString('en-US')
}

export function megabytes(bytes: number): string {
  const mb = bytes / 1e6
  return mb < 10 ? mb.toFixed(2) : mb.toFixed(0)
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** A row of a table as docs/benchmarks.md holds them. */
export function tableRow(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
