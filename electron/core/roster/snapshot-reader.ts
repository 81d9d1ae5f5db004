import { dayNumber, type IsoDate } from '../../../shared/domain/dates.ts'
import type { LookupKey } from '../../../shared/domain/reading.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import { openDatabase, type Db } from '../db/open-database.ts'
import { foldName } from './fold-name.ts'
import type { PersonRows } from './roster.ts'
import { rosterRow, type StoredRow } from './row-codes.ts'
import {
  NAMES_BY_BIRTH_DATE,
  NIKS_BY_CARD_NUMBER,
  NIKS_BY_CARD_UID,
  NIKS_BY_JKN_NUMBER,
  NIKS_BY_KK,
  ROWS_BY_NIK,
  SCHEMA_VERSION,
  SELECT_PROGRAMMES,
  SELECT_SNAPSHOT,
} from './snapshot-schema.ts'

/** What a snapshot says about itself. */
export type SnapshotFacts = {
  version: string
  asOf: IsoDate
  people: number
  rows: number
  conflicts: number
  /** Those that have rows, ascending; over layers also those that had some in a file below. */
  programmes: string[]
  /** People whom the layers over the base speak for; someone in two layers counts twice. */
  layered: number
}

/** Look-ups in one immutable roster file. Any of them throws SQLite's error when it meets a damaged page. */
export type SnapshotReader = {
  facts: SnapshotFacts
  find(key: LookupKey): PersonRows[]
  search(name: string, birthDate: IsoDate): PersonRows[]
  familySize(kkNumber: string): number
  /** Reads every page and the order of every index. Seconds for millions of rows: for workers. */
  isWhole(): boolean
  close(): void
}

export class WrongSnapshot extends Error {
  constructor() {
    super('roster file has another layout')
  }
}

const SEARCH_LIMIT = 20
/** No family is larger; a number that stands for nobody, all zeros or nines, may be on thousands. */
const FAMILY_LIMIT = 50
/** Upper levels of the indexes and the families of one morning. */
const CACHE_KIB = 16_384

/** @throws {OpenRefused | WrongSnapshot} when the file cannot be read with this key or has another layout. */
export function openSnapshot(path: string, key: Buffer): SnapshotReader {
  const db = openDatabase(path, key, 'read')
  try {
    if (db.pragma('user_version', { simple: true }) !== SCHEMA_VERSION) throw new WrongSnapshot()
    db.pragma(`cache_size = -${CACHE_KIB}`)
    return reader(db)
  } catch (error) {
    db.close()
    throw error
  }
}

type NikRow = { id: number; nik: string }

function reader(db: Db): SnapshotReader {
  const stored = db.prepare<[], Omit<SnapshotFacts, 'programmes' | 'layered'>>(SELECT_SNAPSHOT).get()
  if (stored === undefined) throw new WrongSnapshot()
  const programmes = db.prepare<[], string>(SELECT_PROGRAMMES).pluck().all()
  const facts = { ...stored, programmes, layered: 0 }
  const rowsByNik = db.prepare<[string], StoredRow>(ROWS_BY_NIK)
  const niksByKk = db.prepare<[string], NikRow>(NIKS_BY_KK)
  const niksByJkn = db.prepare<[number], NikRow>(NIKS_BY_JKN_NUMBER)
  const niksByCard = db.prepare<[string], NikRow>(NIKS_BY_CARD_NUMBER)
  const niksByUid = db.prepare<[string], NikRow>(NIKS_BY_CARD_UID)
  const namesByBirthDate = db.prepare<[number], { nik: string; name: string }>(NAMES_BY_BIRTH_DATE)

  const person = (nik: string): PersonRows | null => {
    const [first, ...others] = rowsByNik.all(nik)
    if (first === undefined) return null
    const row = rosterRow(first)
    return { nik: row.nik, rows: [row, ...others.map(rosterRow)] }
  }
  const people = (niks: Iterable<string>): PersonRows[] => {
    const found: PersonRows[] = []
    for (const nik of new Set(niks)) {
      const one = person(nik)
      if (one !== null) found.push(one)
    }
    return found
  }
  const inOrder = (rows: Iterable<NikRow>): PersonRows[] =>
    people([...firstOf(rows)].toSorted(([, a], [, b]) => a - b).map(([nik]) => nik))

  return {
    facts,
    find(key) {
      switch (key.kind) {
        case 'nik':
          return people([key.value])
        case 'kk':
          return inOrder(niksByKk.iterate(key.value))
        case 'jkn':
          return inOrder(niksByJkn.iterate(Number(key.value)))
        case 'card':
          return inOrder(niksByCard.iterate(key.value))
        case 'uid':
          return inOrder(niksByUid.iterate(key.value))
        default:
          return unreachable(key)
      }
    },
    search(name, birthDate) {
      const words = foldName(name)
      if (words.length === 0) return []
      const niks = new Set<string>()
      for (const row of namesByBirthDate.iterate(dayNumber(birthDate))) {
        const folded = foldName(row.name)
        if (words.every((word) => folded.some((part) => part.includes(word)))) niks.add(row.nik)
        if (niks.size === SEARCH_LIMIT) break
      }
      return people(niks)
    },
    familySize: (kkNumber) => firstOf(niksByKk.iterate(kkNumber)).size,
    isWhole: () => db.pragma('quick_check(1)', { simple: true }) === 'ok',
    close: () => db.close(),
  }
}

/** The people of these rows, at most `FAMILY_LIMIT`, each with the first of their places in the file. */
function firstOf(rows: Iterable<NikRow>): Map<string, number> {
  const places = new Map<string, number>()
  for (const { id, nik } of rows) {
    const known = places.get(nik)
    if (known === undefined && places.size === FAMILY_LIMIT) break
    places.set(nik, Math.min(id, known ?? id))
  }
  return places
}
