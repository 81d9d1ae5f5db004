import { changedTerms, type Terms } from '../../../shared/domain/terms.ts'

/** Whether what holds now is something else than what the clerk was shown. `shown` null: nothing was, so nothing can differ. */
export function isOther(shown: Terms | null, now: Terms | null): boolean {
  if (shown === null) return false
  return now === null || changedTerms(shown, now).length > 0
}
