import { parts, type IsoDate } from '../../../shared/domain/dates.ts'

/**
 * Gives out numbers that no real person has: every NIK and KK ends in 99xx. Only 100 such serials exist per kecamatan, date and sex, so
 * a date that is used up says so and the caller takes another. Each number is given once.
 */
export type DemoNumbers = {
  /** Null when the 100 serials of this kecamatan, date and sex are used up. */
  nik(districtCode: string, birthDate: IsoDate, female: boolean): string | null
  kk(districtCode: string, issuedOn: IsoDate): string | null
  jkn(): string
  card(): string
}

const SERIALS = 100
const FIRST_JKN = 1000
const FIRST_CARD = 1000

/** `reserved`: NIKs and KK numbers of the fixed samples, and those that must stay unknown. */
export function createDemoNumbers(reserved: ReadonlySet<string>): DemoNumbers {
  const used = new Map<string, Uint8Array>()
  let lastJkn = FIRST_JKN
  let lastCard = FIRST_CARD

  /** `slots`: two per district for NIKs, one for KKs, each a table over all two-digit dates. */
  const take = (slot: string, prefix: string, date: IsoDate, dayOffset: number): string | null => {
    let table = used.get(slot)
    if (table === undefined) {
      table = new Uint8Array(100 * 12 * 31)
      used.set(slot, table)
    }
    const [year, month, day] = parts(date)
    const cell = ((year % 100) * 12 + (month - 1)) * 31 + (day - 1)
    for (;;) {
      const serial = table[cell]!
      if (serial === SERIALS) return null
      table[cell] = serial + 1
      const number = `${prefix}${two(day + dayOffset)}${two(month)}${two(year % 100)}99${two(serial)}`
      if (!reserved.has(number)) return number
    }
  }

  return {
    nik: (districtCode, birthDate, female) =>
      take(`${districtCode}${female ? 'P' : 'L'}`, districtCode, birthDate, female ? 40 : 0),
    kk: (districtCode, issuedOn) => take(`${districtCode}K`, districtCode, issuedOn, 0),
    jkn() {
      lastJkn += 1
      return `00099${String(lastJkn).padStart(8, '0')}`
    },
    card() {
      lastCard += 1
      return `KBS99${String(lastCard).padStart(7, '0')}`
    },
  }
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
