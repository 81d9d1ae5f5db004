import type { Nik } from '../../shared/domain/identifiers.ts'
import type { Core } from '../../electron/core/open-core.ts'
import { newerRoster } from './newer-roster.ts'

/** The next roster says that this person died. */
export function withDeceased(core: Core, nik: Nik): Promise<void> {
  return newerRoster(core, nik, { status: 'deceased' })
}
