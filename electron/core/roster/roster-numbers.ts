import { openDatabase } from '../db/open-database.ts'
import { WrongSnapshot } from './snapshot-reader.ts'
import { EVERY_KK, EVERY_NIK, SCHEMA_VERSION } from './snapshot-schema.ts'

export type RosterNumber = { kind: 'nik'; value: string; name: string } | { kind: 'kk'; value: string }

/** Every person, then every family of one roster file, one at a time whatever its size. A number may come twice. Seconds for millions: for workers. */
export function* rosterNumbers(path: string, key: Buffer): Generator<RosterNumber, void, void> {
  const db = openDatabase(path, key, 'read')
  try {
    if (db.pragma('user_version', { simple: true }) !== SCHEMA_VERSION) throw new WrongSnapshot()
    for (const { nik, name } of db.prepare<[], { nik: string; name: string }>(EVERY_NIK).iterate())
      yield { kind: 'nik', value: nik, name }
    for (const { kkNumber } of db.prepare<[], { kkNumber: string }>(EVERY_KK).iterate())
      yield { kind: 'kk', value: kkNumber }
  } finally {
    db.close()
  }
}
