import type { HealthItem } from '../../../shared/contract/health.ts'
import type { Reader, ReaderState } from '../../../shared/domain/reader.ts'
import type { ReadersHistory } from '../readers/readers.ts'
import { notice, trouble, well } from './health-item.ts'

/** Within the ten minutes that the core remembers: once is an accident, three times is a fault. */
const OFTEN = 3

/** What the running core knows of its card readers. Whatever is wrong with them, numbers can be typed. */
export function readersItem({ process, driver, readers, recentEnds }: ReadersHistory): HealthItem {
  if (process === null) return notice('readers', 'not-known')
  if (process === 'absent') return trouble('readers', 'not-running')
  if (recentEnds >= OFTEN) return trouble('readers', 'restarting-often', { count: recentEnds })
  if (driver === null) return notice('readers', 'starting')
  if (driver === 'none') return trouble('readers', 'driver-missing')
  return ofReaders(readers)
}

function ofReaders(readers: readonly Reader[]): HealthItem {
  const count = (...states: ReaderState[]) => readers.filter(({ state }) => states.includes(state)).length
  const closed = count('no-permission')
  if (closed > 0) return trouble('readers', 'no-permission', { count: closed })
  const failed = count('busy', 'failed')
  if (failed > 0) return trouble('readers', 'cannot-be-opened', { count: failed })
  const flooding = count('flooding')
  if (flooding > 0) return trouble('readers', 'flooding', { count: flooding })
  const reading = count('reading', 'opening')
  const absent = readers.filter(({ state, settings }) => state === 'absent' && settings.role !== 'off').length
  if (absent > 0) return (reading === 0 ? trouble : notice)('readers', 'absent', { count: absent })
  const beyond = count('too-many')
  if (beyond > 0) return trouble('readers', 'too-many', { count: beyond })
  const alike = readersAlike(readers)
  if (alike > 0) return notice('readers', 'alike', { count: alike })
  if (reading > 0) return well('readers', 'reading', { count: reading })
  const offered = count('not-chosen')
  return offered > 0 ? notice('readers', 'not-chosen', { count: offered }) : notice('readers', 'none')
}

/** Readers in use that share their settings because nothing tells them apart. */
function readersAlike(readers: readonly Reader[]): number {
  const ids = readers.filter(({ state }) => state === 'reading').map(({ settings }) => settings.id)
  return ids.filter((id) => ids.filter((other) => other === id).length > 1).length
}
