import { JournalEntry } from '../../../shared/domain/journal-entry.ts'
import type { StoredEntry } from './entries-table.ts'
import { canonicalJson } from './entry-hash.ts'

/** Reads an entry as it lies in the file; null when it is not one, or its body is not in the canonical form. */
export function parseStored(stored: StoredEntry): JournalEntry | null {
  let body: unknown
  try {
    body = JSON.parse(stored.body)
  } catch {
    return null
  }
  const parsed = JournalEntry.safeParse({ ...stored, body })
  return parsed.success && canonicalJson(parsed.data.body) === stored.body ? parsed.data : null
}
