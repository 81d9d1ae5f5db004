import { dayNumber } from '../../../shared/domain/dates.ts'
import type { CodedRow } from '../coded-row.ts'
import { addressReader, addressWriter } from './address-part.ts'
import { cardReader, cardWriter } from './card-part.ts'
import { columnsReader, columnsWriter, GONE_COLUMNS, ROW_COLUMNS, type ColumnsReader } from './columns.ts'
import { digitsAt, isNikForm } from './digits.ts'
import { districtsReader, districtsWriter } from './districts.ts'
import { ascendingReader, ascendingWriter } from './family-part.ts'
import { historyReader, historyWriter } from './history-part.ts'
import { PackRefused, type PackHeader } from './pack.ts'
import { personReader, personWriter } from './person-part.ts'
import { termsReader, termsWriter } from './terms-part.ts'

type OfPack = Pick<PackHeader, 'asOf' | 'programmes'>

/** `rows` in their order. @throws on a value that a row cannot have: a bug of the caller */
export function encodeRows(rows: readonly CodedRow[], pack: OfPack): Uint8Array {
  const asOf = dayNumber(pack.asOf)
  const columns = columnsWriter(ROW_COLUMNS)
  const familyRows = columns.numbers('familyRows')
  const kk = ascendingWriter(columns)
  const { districts, end: endDistricts } = districtsWriter(columns)
  const person = personWriter(columns, districts, asOf)
  const terms = termsWriter(columns, pack.programmes, asOf)
  const history = historyWriter(columns, asOf)
  const address = addressWriter(columns, districts)
  const card = cardWriter(columns, asOf)

  let before: CodedRow | null = null
  let kkDistrict = 0
  let inFamily = 0
  for (const row of rows) {
    if (before === null || before.kkNumber !== row.kkNumber) {
      if (before !== null) familyRows.push(inFamily)
      inFamily = 0
      before = null
      kkDistrict = digitsAt(row.kkNumber, 0, 6)
      kk(row.kkNumber)
      for (const part of [history, address, card]) part.newFamily()
    }
    person.push(row, before, kkDistrict)
    terms.push(row)
    history.push(row)
    address.push(row, kkDistrict)
    card.push(row)
    inFamily += 1
    before = row
  }
  familyRows.push(inFamily)

  for (const part of [person, terms, address, card]) part.end()
  endDistricts()
  return columns.body()
}

/** Rows that are given out together: few enough to be forgotten cheaply. */
const PART_ROWS = 2048

/** The rows of a block, part by part: they are good as far as they came when this throws. @throws {PackRefused} */
export function* decodeRows(body: Uint8Array, count: number, pack: OfPack): Generator<CodedRow[], void, void> {
  const columns = columnsReader(body, ROW_COLUMNS, count)
  const familyRows = columns.numbers('familyRows')
  const kk = ascendingReader(columns)
  const member = memberReader(columns, pack)
  let rows: CodedRow[] = []
  for (let left = count; left > 0;) {
    const members = familyRows.below(left + 1)
    if (members === 0) throw new PackRefused('malformed')
    left -= members
    const kkNumber = kk.next()
    member.newFamily(kkNumber, kk.district())
    for (let at = 0; at < members; at += 1) {
      rows.push(member.next())
      if (rows.length === PART_ROWS) {
        yield rows
        rows = []
      }
    }
  }
  columns.end()
  member.end()
  if (rows.length > 0) yield rows
}

type MemberReader = { newFamily(kkNumber: string, kkDistrict: number): void; next(): CodedRow; end(): void }

function memberReader(columns: ColumnsReader, pack: OfPack): MemberReader {
  const asOf = dayNumber(pack.asOf)
  const districts = districtsReader(columns)
  const persons = personReader(columns, districts, asOf)
  const terms = termsReader(columns, pack.programmes, asOf)
  const history = historyReader(columns, asOf)
  const addresses = addressReader(columns, districts)
  const cards = cardReader(columns, asOf)
  let [kkNumber, kkDistrict] = ['', 0]
  let before: CodedRow | null = null
  return {
    newFamily(number, district) {
      kkNumber = number
      kkDistrict = district
      before = null
      history.newFamily()
      addresses.newFamily()
      cards.newFamily()
    },
    next() {
      const { nik, name, sex, birthDate } = persons(before, kkDistrict)
      const { kind, validFrom, validUntil, statusSince } = terms(birthDate)
      const { districtCode, villageCode, rw, rt } = addresses.next(kkDistrict)
      const { cardNumber, cardUid, cardStatus, cardSubmittedOn, cardDistributedOn } = cards.next()
      before = {
        nik,
        kkNumber,
        name,
        sex,
        birthDate,
        programme: kind.programme,
        category: kind.category,
        wardClass: kind.wardClass,
        validFrom,
        validUntil,
        status: kind.status,
        statusSince,
        districtCode,
        villageCode,
        rw,
        rt,
        residentSince: history.residentSince(kind.given, birthDate),
        jknNumber: history.jknNumber(kind.given),
        jknStatus: kind.jknStatus,
        jknSegment: kind.jknSegment,
        cardNumber,
        cardUid,
        cardStatus,
        cardSubmittedOn,
        cardDistributedOn,
      }
      return before
    },
    end: () => cards.end(),
  }
}

export function encodeGone(niks: readonly string[]): Uint8Array {
  const columns = columnsWriter(GONE_COLUMNS)
  const push = ascendingWriter(columns)
  for (const nik of niks) {
    if (!isNik(nik)) throw new RangeError('not a NIK')
    push(nik)
  }
  return columns.body()
}

/** @throws {PackRefused} */
export function decodeGone(body: Uint8Array, count: number): string[] {
  const columns = columnsReader(body, GONE_COLUMNS, count)
  const ascending = ascendingReader(columns)
  const niks: string[] = []
  while (niks.length < count) {
    const nik = ascending.next()
    if (!isNik(nik)) throw new PackRefused('malformed')
    niks.push(nik)
  }
  columns.end()
  return niks
}

function isNik(text: string): boolean {
  return isNikForm(digitsAt(text, 0, 6), digitsAt(text, 6, 8), digitsAt(text, 8, 10), digitsAt(text, 12, 16))
}
