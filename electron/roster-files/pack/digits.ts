/** Digits of a text that is known to hold digits there, as a number. */
export function digitsAt(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** Digits of numbers put together into one text: bytes are cheaper than six texts joined. */
export class DigitsBuffer {
  private readonly bytes = Buffer.alloc(16)

  /** `value` in `count` digits from place `at`. */
  put(value: number, at: number, count: number): void {
    let rest = value
    for (let place = at + count - 1; place >= at; place -= 1) {
      const above = Math.floor(rest / 10)
      this.bytes[place] = 48 + rest - above * 10
      rest = above
    }
  }

  text(): string {
    return this.bytes.toString('latin1')
  }
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A woman's day of birth is written with 40 added. */
export const FEMALE_DAY = 40

/** Whether digits can be those of a NIK, as far as digits tell: a day of some year, and a serial. */
export function isNikForm(district: number, day: number, month: number, serial: number): boolean {
  const dayOfMonth = day > FEMALE_DAY ? day - FEMALE_DAY : day
  return dayOfMonth >= 1 && dayOfMonth <= MONTH_DAYS[month - 1]! && serial >= 1 && district >= 0
}
