import { foldOperatorName } from '../../../shared/domain/operator.ts'
import type { Journal } from '../journal/journal.ts'
import type { OperatorSecret, Tries } from '../journal/operator-secrets-table.ts'

/** Wrong tries as they are counted: in the database, so that a restart or another process forgets none. */
export type TryCounter = {
  read(name: string): OperatorSecret | null
  /** Reads again and changes, in one transaction: of tries at the same moment none is lost. `change` gives null where nothing is to be changed. */
  change(name: string, change: (now: OperatorSecret) => Tries | null): void
}

/**
 * A full disk or a journal that another process keeps must stop nobody from signing in, and must not make guessing free: then the count
 * goes on in memory, until it can be written.
 */
export function tryCounter(journal: Pick<Journal, 'beside' | 'write'>): TryCounter {
  const unwritten = new Map<string, { instead: OperatorSecret; tries: Tries }>()

  function counted(name: string, stored: OperatorSecret | null): OperatorSecret | null {
    const kept = unwritten.get(foldOperatorName(name))
    if (kept === undefined || stored === null) return stored
    // Somebody wrote since: another process counted, or the secret was reset.
    if (!isSame(kept.instead, stored)) return stored
    return { ...stored, ...kept.tries }
  }

  return {
    read: (name) => counted(name, journal.beside.secrets.get(name)),
    change(name, change) {
      const key = foldOperatorName(name)
      const written = journal.write(({ beside }) => {
        const now = counted(name, beside.secrets.get(name))
        const tries = now && change(now)
        if (tries) beside.secrets.setTries(name, tries)
      })
      if (written.kind === 'written') return void unwritten.delete(key)
      const stored = journal.beside.secrets.get(name)
      const now = counted(name, stored)
      const tries = now && change(now)
      if (stored && tries) unwritten.set(key, { instead: stored, tries })
    },
  }
}

function isSame(a: OperatorSecret, b: OperatorSecret): boolean {
  return (
    a.verifier === b.verifier &&
    a.failures === b.failures &&
    a.waitMs === b.waitMs &&
    a.waitFromUptimeMs === b.waitFromUptimeMs
  )
}
