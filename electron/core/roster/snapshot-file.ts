import type { CodedRow } from '../../roster-files/coded-row.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { openDatabase, type Db } from '../db/open-database.ts'
import { openKeyPages } from './key-pages.ts'
import { readOverridden, type NikSet } from './nik-set.ts'
import { packed, packedJkn, unpacked } from './packed-number.ts'
import {
  COUNT_HOUSEHOLDS,
  COUNT_MEMBERS,
  HOUSEHOLDS_BY_CARD_NUMBER,
  HOUSEHOLDS_BY_CARD_UID,
  MEMBERS_BY_BIRTH_DAY,
  MEMBERS_FROM,
  NAME_BY_ID,
  NEXT_HOUSEHOLD,
  NIK_BY_ID,
  PROGRAMME_BY_ID,
  ROW_BY_ID,
  ROWS_FROM_ID,
  SCHEMA_VERSION,
  SELECT_SNAPSHOT,
} from './snapshot-schema.ts'
import { WrongSnapshot } from './snapshot-reader.ts'
import { readAscending } from './varints.ts'

/** What a file says of the version that ends with it. */
export type StoredFacts = {
  version: string
  asOf: IsoDate
  people: number
  rows: number
  conflicts: number
  /** People for whom this file alone speaks: 0 in a base. */
  overridden: number
  /** Those that have rows in this file, ascending. */
  programmes: string[]
}

export type MemberPlace = { id: number; nik: string }

/** One roster file: a base, or a layer. Ids ascend in roster order. */
export type SnapshotFile = {
  facts: StoredFacts
  /** For whom this file alone says what there is, among itself and those below it. */
  overridden: NikSet
  idsByNik(nik: string): number[]
  row(id: number): CodedRow
  programme(id: number): string
  byKk(kkNumber: string): Generator<MemberPlace, void, void>
  byJkn(jknNumber: string): Generator<MemberPlace, void, void>
  byCardNumber(cardNumber: string): Generator<MemberPlace, void, void>
  byCardUid(cardUid: string): Generator<MemberPlace, void, void>
  byBirthDay(day: number): Generator<MemberPlace & { name: string }, void, void>
  /** Every row in order, a block at a time. */
  rows(): Generator<CodedRow, void, void>
  /** Reads every page and every index. Seconds for millions of rows: for workers. */
  isWhole(): boolean
  close(): void
}

/** Upper levels of the indexes and the families of one morning. */
const CACHE_KIB = 16_384
const ROWS_AT_ONCE = 500

/** @throws {OpenRefused | WrongSnapshot} when the file cannot be read with this key or has another layout. */
export function openSnapshotFile(path: string, key: Buffer): SnapshotFile {
  const db = openDatabase(path, key, 'read')
  try {
    if (db.pragma('user_version', { simple: true }) !== SCHEMA_VERSION) throw new WrongSnapshot()
    db.pragma(`cache_size = -${CACHE_KIB}`)
    // Nobody changes this file. A reader that takes its lock once does not ask the system for it with every statement: that was two thirds
    // of a look-up. It does not keep out other readers.
    db.pragma('locking_mode = EXCLUSIVE')
    return fileOf(db)
  } catch (error) {
    db.close()
    throw error
  }
}

type StoredRow = Omit<CodedRow, 'nik' | 'kkNumber' | 'cardUid'> & {
  id: number
  nik: Buffer
  kk: Buffer
  cardUid: Buffer | null
}

function codedRowOf(stored: StoredRow): CodedRow {
  return {
    nik: unpacked(stored.nik),
    kkNumber: unpacked(stored.kk),
    name: stored.name,
    sex: stored.sex,
    birthDate: stored.birthDate,
    programme: stored.programme,
    category: stored.category,
    wardClass: stored.wardClass,
    validFrom: stored.validFrom,
    validUntil: stored.validUntil,
    status: stored.status,
    statusSince: stored.statusSince,
    districtCode: stored.districtCode,
    villageCode: stored.villageCode,
    rw: stored.rw,
    rt: stored.rt,
    residentSince: stored.residentSince,
    jknNumber: stored.jknNumber,
    jknStatus: stored.jknStatus,
    jknSegment: stored.jknSegment,
    cardNumber: stored.cardNumber,
    cardUid: stored.cardUid === null ? null : stored.cardUid.toString('hex').toUpperCase(),
    cardStatus: stored.cardStatus,
    cardSubmittedOn: stored.cardSubmittedOn,
    cardDistributedOn: stored.cardDistributedOn,
  }
}

function fileOf(db: Db): SnapshotFile {
  const stored = db.prepare<[], Omit<StoredFacts, 'programmes'> & { programmes: string }>(SELECT_SNAPSHOT).get()
  if (stored === undefined) throw new WrongSnapshot()
  const facts = { ...stored, programmes: stored.programmes.split(' ').filter((programme) => programme !== '') }
  const overridden = readOverridden(db)
  const pages = openKeyPages(db)
  const rowById = db.prepare<[number], StoredRow>(ROW_BY_ID)
  const rowsFrom = db.prepare<[number, number], StoredRow>(ROWS_FROM_ID)
  const nikById = db.prepare<[number], Buffer>(NIK_BY_ID).pluck()
  const nameById = db.prepare<[number], { nik: Buffer; name: string }>(NAME_BY_ID)
  const programmeById = db.prepare<[number], string>(PROGRAMME_BY_ID).pluck()
  const householdsByCard = db.prepare<[string], number>(HOUSEHOLDS_BY_CARD_NUMBER).pluck()
  const householdsByUid = db.prepare<[Buffer], number>(HOUSEHOLDS_BY_CARD_UID).pluck()
  const nextHousehold = db.prepare<[number], number | null>(NEXT_HOUSEHOLD).pluck()
  const membersFrom = db.prepare<[number, number], { id: number; nik: Buffer }>(MEMBERS_FROM)
  const byBirthDay = db.prepare<[number], Buffer>(MEMBERS_BY_BIRTH_DAY).pluck()

  const there = <T>(found: T | undefined): T => {
    if (found === undefined) throw new Error('roster file names a row that it does not have')
    return found
  }
  function* membersOf(households: Iterable<number>): Generator<MemberPlace, void, void> {
    for (const id of households) {
      const next = nextHousehold.get(id) ?? Number.MAX_SAFE_INTEGER
      for (const member of membersFrom.iterate(id, next)) yield { id: member.id, nik: unpacked(member.nik) }
    }
  }

  return {
    facts,
    overridden,
    idsByNik: (nik) => pages.allPlaces('nik', packed(nik)),
    row: (id) => codedRowOf(there(rowById.get(id))),
    programme: (id) => there(programmeById.get(id)),
    byKk: (kkNumber) => membersOf(pages.places('kk', packed(kkNumber))),
    *byJkn(jknNumber) {
      for (const id of pages.places('jkn', packedJkn(Number(jknNumber))))
        yield { id, nik: unpacked(there(nikById.get(id))) }
    },
    byCardNumber: (cardNumber) => membersOf(householdsByCard.iterate(cardNumber)),
    byCardUid: (cardUid) => membersOf(householdsByUid.iterate(Buffer.from(cardUid, 'hex'))),
    *byBirthDay(day) {
      for (const id of readAscending(byBirthDay.get(day) ?? Buffer.alloc(0))) {
        const { nik, name } = there(nameById.get(id))
        yield { id, nik: unpacked(nik), name }
      }
    },
    *rows() {
      let from = 1
      for (;;) {
        const block = rowsFrom.all(from, ROWS_AT_ONCE)
        for (const row of block) yield codedRowOf(row)
        const last = block.at(-1)
        if (last === undefined || block.length < ROWS_AT_ONCE) return
        from = last.id + 1
      }
    },
    isWhole() {
      const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0
      return (
        db.pragma('quick_check(1)', { simple: true }) === 'ok' &&
        overridden.length === facts.overridden &&
        overridden.ascends() &&
        pages.areWhole({ nik: count(COUNT_MEMBERS), kk: count(COUNT_HOUSEHOLDS) })
      )
    },
    close: () => db.close(),
  }
}
