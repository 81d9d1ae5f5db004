import type { CodedRow } from '../coded-row.ts'
import type { ColumnsReader, ColumnsWriter } from './columns.ts'
import { lastIndexIn } from './in-family.ts'
import { digitsAt } from './digits.ts'
import type { Districts } from './districts.ts'
import { Ranked } from './ranked.ts'

export type Address = Pick<CodedRow, 'districtCode' | 'villageCode' | 'rw' | 'rt'>

export type AddressWriter = {
  newFamily(): void
  push(row: CodedRow, kkDistrict: number): void
  end(): void
}

export function addressWriter(columns: ColumnsWriter, districts: Districts): AddressWriter {
  const places = columns.numbers('address')
  const districtPlaces = columns.numbers('addressDistrict')
  const villages = new Ranked<number>()
  const villagePlaces = columns.numbers('addressVillage')
  const rws = columns.numbers('rw')
  const rts = columns.numbers('rt')
  let family: Address[] = []
  return {
    newFamily: () => void (family = []),
    push(row, kkDistrict) {
      const found = lastIndexIn(family, (one) => isSameAddress(one, row))
      if (family.length > 0) places.push(found < 0 ? family.length : found)
      if (found >= 0) return
      family.push(row)
      districtPlaces.push(row.districtCode === kkDistrict ? 0 : 1 + districts.id(row.districtCode))
      villagePlaces.push(row.villageCode === null ? 0 : 1 + villages.id(row.villageCode))
      rws.push(shortNumber(row.rw))
      rts.push(shortNumber(row.rt))
    },
    end() {
      const column = columns.numbers('villages')
      for (const village of villages.settle([villagePlaces], 1)) column.push(village)
    },
  }
}

export type AddressReader = { newFamily(): void; next(kkDistrict: number): Address }

/** Its calls throw `PackRefused`. */
export function addressReader(columns: ColumnsReader, districts: readonly number[]): AddressReader {
  const places = columns.numbers('address')
  const districtPlaces = columns.numbers('addressDistrict')
  const villageColumn = columns.numbers('villages')
  const villages = Array.from(villageColumn.values, () => villageColumn.below(1e10))
  const villagePlaces = columns.numbers('addressVillage')
  const rws = columns.numbers('rw')
  const rts = columns.numbers('rt')
  let family: Address[] = []
  return {
    newFamily: () => void (family = []),
    next(kkDistrict) {
      const place = family.length === 0 ? 0 : places.below(family.length + 1)
      const known = family[place]
      if (known !== undefined) return known
      const district = districtPlaces.below(districts.length + 1)
      const village = villagePlaces.below(villages.length + 1)
      const address: Address = {
        districtCode: district === 0 ? kkDistrict : districts[district - 1]!,
        villageCode: village === 0 ? null : villages[village - 1]!,
        rw: SHORT_TEXTS[rws.below(SHORT_TEXTS.length)]!,
        rt: SHORT_TEXTS[rts.below(SHORT_TEXTS.length)]!,
      }
      family.push(address)
      return address
    },
  }
}

function isSameAddress(one: Address, row: CodedRow): boolean {
  return (
    one.rt === row.rt &&
    one.rw === row.rw &&
    one.villageCode === row.villageCode &&
    one.districtCode === row.districtCode
  )
}

/** One to three digits as they were written, `2` and `002` apart: none, then the long ones, the usual form. */
const SHORT_TEXTS: readonly (string | null)[] = [
  null,
  ...Array.from({ length: 1000 }, (_, value) => String(value).padStart(3, '0')),
  ...Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0')),
  ...Array.from({ length: 10 }, (_, value) => String(value)),
]

const FIRST_OF_LENGTH = [Number.NaN, 1101, 1001, 1]

function shortNumber(text: string | null): number {
  return text === null ? 0 : (FIRST_OF_LENGTH[text.length] ?? Number.NaN) + digitsAt(text, 0, text.length)
}
