import type { CodedRow } from '../coded-row.ts'
import type { ColumnsReader, ColumnsWriter } from './columns.ts'
import { unzigzag, zigzag } from './numbers.ts'
import { PackRefused } from './pack.ts'
import { GIVEN, realDay } from './terms-part.ts'

// Families move in together and are insured together: what one of them has says much of the next.

/** As the family's date and the birth date say: the later of them. */
const EXPECTED = 0
const SINCE_BIRTH = 1
const OWN_DATE = 2
const SINCE_CODES = 3

/** A JKN number that is no neighbour of the family's last one stands by itself. */
const FAR = 0
const NEAR_CODES = 128

const JKN_NUMBERS = 1e13

export type HistoryWriter = { newFamily(): void; push(row: CodedRow): void }

export function historyWriter(columns: ColumnsWriter, asOf: number): HistoryWriter {
  const codes = columns.numbers('residentSince')
  const dates = columns.numbers('residentDate')
  const steps = columns.numbers('jknStep')
  const numbers = columns.numbers('jknNumber')
  let settled: number | null = null
  let lastJkn: number | null = null

  const pushSince = (since: number, birthDate: number): void => {
    if (since === expected(settled, birthDate)) codes.push(EXPECTED)
    else if (since === birthDate) codes.push(SINCE_BIRTH)
    else {
      codes.push(OWN_DATE)
      dates.push(zigzag(asOf - since))
      settled = since
    }
  }
  const pushJkn = (jkn: number): void => {
    const step = lastJkn === null ? NEAR_CODES : 1 + zigzag(jkn - lastJkn)
    const isNear = step < NEAR_CODES
    if (lastJkn !== null) steps.push(isNear ? step : FAR)
    if (!isNear) numbers.push(jkn)
    lastJkn = jkn
  }

  return {
    newFamily() {
      settled = null
      lastJkn = null
    },
    push(row) {
      if (row.residentSince !== null) pushSince(row.residentSince, row.birthDate)
      if (row.jknNumber !== null) pushJkn(row.jknNumber)
    },
  }
}

export type HistoryReader = {
  newFamily(): void
  /** @throws {PackRefused} */
  residentSince(given: number, birthDate: number): number | null
  /** @throws {PackRefused} */
  jknNumber(given: number): number | null
}

export function historyReader(columns: ColumnsReader, asOf: number): HistoryReader {
  const codes = columns.numbers('residentSince')
  const dates = columns.numbers('residentDate')
  const steps = columns.numbers('jknStep')
  const numbers = columns.numbers('jknNumber')
  let settled: number | null = null
  let lastJkn: number | null = null
  return {
    newFamily() {
      settled = null
      lastJkn = null
    },
    residentSince(given, birthDate) {
      if ((given & GIVEN.residentSince) === 0) return null
      const code = codes.below(SINCE_CODES)
      if (code === EXPECTED) return expected(settled, birthDate)
      if (code === SINCE_BIRTH) return birthDate
      return (settled = realDay(asOf - unzigzag(dates.below(Number.MAX_SAFE_INTEGER))))
    },
    jknNumber(given) {
      if ((given & GIVEN.jknNumber) === 0) return null
      const step = lastJkn === null ? FAR : steps.below(NEAR_CODES)
      const jkn: number = step === FAR ? numbers.below(JKN_NUMBERS) : lastJkn! + unzigzag(step - 1)
      if (jkn < 0 || jkn >= JKN_NUMBERS) throw new PackRefused('malformed')
      return (lastJkn = jkn)
    },
  }
}

function expected(settled: number | null, birthDate: number): number {
  return settled === null ? birthDate : Math.max(settled, birthDate)
}
