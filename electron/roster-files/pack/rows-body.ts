import { dayNumber } from '../../../shared/domain/dates.ts'
import type { CodedRow } from '../coded-row.ts'
import { addressReader, addressWriter } from './address-part.ts'
import { cardReader, cardWriter } from './card-part.ts'
import { columnsReader, columnsWriter, GONE_COLUMNS, ROW_COLUMNS } from './columns.ts'
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

/** @throws {PackRefused} */
export function decodeRows(body: Uint8Array, count: number, pack: OfPack): CodedRow[] {
  const asOf = dayNumber(pack.asOf)
  const columns = columnsReader(body, ROW_COLUMNS)
  const familyRows = columns.numbers('familyRows')
  const kk = ascendingReader(columns)
  const districts = districtsReader(columns)
  const person = personReader(columns, districts, asOf)
  const terms = termsReader(columns, pack.programmes, asOf)
  const history = historyReader(columns, asOf)
  const address = addressReader(columns, districts)
  const card = cardReader(columns, asOf)

  const rows: CodedRow[] = []
  while (rows.length < count) {
    const members = familyRows.below(count - rows.length + 1)
    if (members === 0) throw new PackRefused('malformed')
    const kkNumber = kk.next()
    const kkDistrict = kk.district()
    for (const part of [history, address, card]) part.newFamily()
    let before: CodedRow | null = null
    for (let member = 0; member < members; member += 1) {
      const { nik, name, sex, birthDate } = person(before, kkDistrict)
      const { given, ...held } = terms(birthDate)
      const place = address.next(kkDistrict)
      const shown = card.next()
      before = {
        nik,
        kkNumber,
        name,
        sex,
        birthDate,
        programme: held.programme,
        category: held.category,
        wardClass: held.wardClass,
        validFrom: held.validFrom,
        validUntil: held.validUntil,
        status: held.status,
        statusSince: held.statusSince,
        districtCode: place.districtCode,
        villageCode: place.villageCode,
        rw: place.rw,
        rt: place.rt,
        residentSince: history.residentSince(given, birthDate),
        jknNumber: history.jknNumber(given),
        jknStatus: held.jknStatus,
        jknSegment: held.jknSegment,
        cardNumber: shown.cardNumber,
        cardUid: shown.cardUid,
        cardStatus: shown.cardStatus,
        cardSubmittedOn: shown.cardSubmittedOn,
        cardDistributedOn: shown.cardDistributedOn,
      }
      rows.push(before)
    }
  }
  columns.end()
  card.end()
  return rows
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
  const columns = columnsReader(body, GONE_COLUMNS)
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
