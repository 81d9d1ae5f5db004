import type { Outcome } from '../results.ts'
import { tellHost } from './console.ts'

/** Runs one scenario after the other and keeps what came of each; one that fails does not end the others. */
export class Checks {
  readonly outcomes: Outcome[] = []
  private readonly recent: () => string

  /** `recent`: what the readers process said last, for the line of a failure. */
  constructor(recent: () => string) {
    this.recent = recent
  }

  /** `run` throws what is wrong, or returns what is worth telling. */
  async check(name: string, run: () => Promise<string | void> | string | void): Promise<void> {
    let outcome: Outcome
    try {
      outcome = { name, passed: true, detail: (await run()) ?? '' }
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error)
      outcome = { name, passed: false, detail: `${what}; last said: ${this.recent()}` }
    }
    this.outcomes.push(outcome)
    const detail = outcome.detail === '' ? '' : ` (${outcome.detail})`
    tellHost(`${outcome.passed ? 'ok    ' : 'FAILED'} ${name}${detail}`)
  }
}

/** Strict, with both sides in the message: everything here is synthetic. */
export function mustBe<T>(what: string, found: T, wanted: T): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)]
  if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`)
}

export function mustHold(what: string, holds: boolean): void {
  if (!holds) throw new Error(what)
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
}
