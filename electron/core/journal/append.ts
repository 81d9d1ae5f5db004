import type { KeyObject } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { DeviceId } from '../../../shared/domain/identifiers.ts'
import { FIRST_PREV_HASH, JournalEntry, type JournalEvent } from '../../../shared/domain/journal-entry.ts'
import type { Connection } from './connection.ts'
import { sealEntry } from './entry-hash.ts'
import { project } from './project.ts'

/** Whose chain this is. */
export type Signer = { device: DeviceId; key: KeyObject }

const UNSEALED = { hash: FIRST_PREV_HASH, signature: FIRST_PREV_HASH.repeat(2) }

/** Adds one entry and brings the projections along. Only inside a transaction: its place is read here. @throws when the event is not what its type says. */
export function append(
  to: Connection,
  signer: Signer,
  event: JournalEvent,
  actor: string,
  at: IsoInstant,
): JournalEntry {
  const last = to.entries.last() ?? { seq: 0, hash: FIRST_PREV_HASH }
  const parsed = JournalEntry.parse({
    device: signer.device,
    seq: last.seq + 1,
    id: uuidv7({ msecs: Date.parse(at) }),
    at,
    actor,
    prevHash: last.hash,
    ...event,
    ...UNSEALED,
  })
  const { hash: _hash, signature: _signature, ...unsealed } = parsed
  const entry = sealEntry(unsealed, signer.key)
  to.entries.insert(entry)
  project(to, entry)
  return entry
}
