import { localDate, parts } from '../../../shared/domain/dates.ts'
import { versionOn } from '../../../shared/domain/decide.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { contractedOn, type Desk, type Hospital } from '../../../shared/domain/hospital.ts'
import type { LetterSequence } from '../../../shared/domain/journal-entry.ts'
import type { ProgrammeCode } from '../../../shared/domain/identifiers.ts'
import { formatLetterNumber } from '../../../shared/domain/letter-number.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import type { JournalWriter } from '../journal/journal.ts'

/** The next letter of this desk: its place in the sequence, and the number as printed. Inside the transaction that writes it. */
export function newLetter(
  tx: JournalWriter,
  hospital: Hospital,
  desk: Desk,
  programme: ProgrammeDefinition,
): { letter: LetterSequence; letterNumber: string } {
  const date = localDate(tx.at, hospital.timeZone)
  const [year] = parts(date)
  const sequence = tx.nextLetterSequence(desk.code, year)
  const letterNumber = formatLetterNumber({
    sequence,
    letters: programme.letters,
    hospitalCode: hospital.code,
    deskCode: desk.code,
    date,
  })
  return { letter: { deskCode: desk.code, year, sequence }, letterNumber }
}

/** The programme on whose paper the letter stands: the one that decided, else the hospital's first contract on that day. */
export function letterProgramme(
  programmes: readonly ProgrammeDefinition[],
  hospital: Hospital,
  decided: ProgrammeCode | null,
  serviceDate: IsoDate,
): ProgrammeDefinition {
  const wanted = [decided, ...contractedOn(hospital, serviceDate)]
  const found = wanted.map((code) => programmes.find((definition) => definition.code === code)).find(Boolean)
  const first = found ?? programmes[0]
  if (first === undefined) throw new Error('no programme is defined')
  return first
}

/** The programme's name on the service date. */
export function shownAsOn(programme: ProgrammeDefinition, serviceDate: IsoDate): string {
  return versionOn(programme, serviceDate)?.shownAs ?? programme.shortName
}
