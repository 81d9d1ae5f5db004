import { NoRoster } from '../roster/serving-snapshot.ts'

/** A roster may turn out damaged in the middle of a question, with no earlier one to take over. Asked again, its state says so. */
export function askingRoster<Input extends unknown[], Answer>(
  ask: (...input: Input) => Answer,
): (...input: Input) => Answer {
  return (...input) => {
    try {
      return ask(...input)
    } catch (error) {
      if (!(error instanceof NoRoster)) throw error
      return ask(...input)
    }
  }
}
