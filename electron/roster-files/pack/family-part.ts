import type { ColumnsReader, ColumnsWriter } from './columns.ts'
import { DigitsBuffer, digitsAt } from './digits.ts'
import { PackRefused } from './pack.ts'

const DISTRICTS = 1e6
const DATES = 1e6
const SERIALS = 10_000

/** Sixteen digits of district, date and serial in ascending order: mostly the same district, a date near the last one, or the next serial. */
export function ascendingWriter(columns: ColumnsWriter): (digits: string) => void {
  const districts = columns.numbers('kkDistrict')
  const dates = columns.numbers('kkDate')
  const steps = columns.numbers('kkSerialStep')
  const highs = columns.numbers('kkSerialHigh')
  const lows = columns.numbers('kkSerialLow')
  let [district, date, serial] = [-1, 0, 0]
  return (digits) => {
    const [lastDistrict, lastDate, lastSerial] = [district, date, serial]
    district = digitsAt(digits, 0, 6)
    date = digitsAt(digits, 6, 12)
    serial = digitsAt(digits, 12, 16)
    if (digits.length !== 16) throw new RangeError('not 16 digits')
    districts.push(lastDistrict < 0 ? district : district - lastDistrict)
    const isSameDistrict = district === lastDistrict
    dates.push(isSameDistrict ? date - lastDate : date)
    if (isSameDistrict && date === lastDate) steps.push(serial - lastSerial - 1)
    else {
      highs.push(Math.floor(serial / 100))
      lows.push(serial % 100)
    }
  }
}

export type Ascending = {
  /** The next number. @throws {PackRefused} */
  next(): string
  /** Its first six digits. */
  district(): number
}

export function ascendingReader(columns: ColumnsReader): Ascending {
  const districts = columns.numbers('kkDistrict')
  const dates = columns.numbers('kkDate')
  const steps = columns.numbers('kkSerialStep')
  const highs = columns.numbers('kkSerialHigh')
  const lows = columns.numbers('kkSerialLow')
  const digits = new DigitsBuffer()
  let [district, date, serial] = [-1, 0, 0]
  return {
    next() {
      const step = districts.below(DISTRICTS)
      const isSameDistrict = district >= 0 && step === 0
      district = district < 0 ? step : district + step
      const dateStep = dates.below(DATES)
      const isSameDate = isSameDistrict && dateStep === 0
      date = isSameDistrict ? date + dateStep : dateStep
      serial = isSameDate ? serial + 1 + steps.below(SERIALS) : highs.below(100) * 100 + lows.below(100)
      if (district >= DISTRICTS || date >= DATES || serial >= SERIALS) throw new PackRefused('malformed')
      digits.put(district, 0, 6)
      digits.put(date, 6, 6)
      digits.put(serial, 12, 4)
      return digits.text()
    },
    district: () => district,
  }
}
