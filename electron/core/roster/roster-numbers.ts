import { openDatabase } from '../db/open-database.ts'
import { unpacked } from './packed-number.ts'
import { WrongSnapshot } from './snapshot-reader.ts'
import { EVERY_KK, EVERY_MEMBER, SCHEMA_VERSION } from './snapshot-schema.ts'

export type RosterNumber = { kind: 'nik'; value: string; name: string } | { kind: 'kk'; value: string }

/** Every person, then every family of one roster file, one at a time whatever its size. A number may come twice. Seconds for millions: for workers. */
export function* rosterNumbers(path: string, key: Buffer): Generator<RosterNumber, void, void> {
  const db = openDatabase(path, key, 'read')
  try {
    if (db.pragma('user_version', { simple: true }) !== SCHEMA_VERSION) throw new WrongSnapshot()
    for (const { nik, name } of db.prepare<[], { nik: Buffer; name: string }>(EVERY_MEMBER).iterate())
      yield { kind: 'nik', value: unpacked(nik), name }
    for (const kk of db.prepare<[], Buffer>(EVERY_KK).pluck().iterate()) yield { kind: 'kk', value: unpacked(kk) }
  } finally {
    db.close()
  }
}
