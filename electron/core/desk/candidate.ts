import type { Candidate } from '../../../shared/contract/desk.ts'
import { admissionKey } from '../../../shared/domain/admission-key.ts'
import { describeAddress } from '../../../shared/domain/address.ts'
import { ageInYears } from '../../../shared/domain/dates.ts'
import type { Question } from '../../../shared/domain/question.ts'
import { termsOf } from '../../../shared/domain/terms.ts'
import type { AdmissionsReader } from '../journal/journal.ts'
import type { Roster } from '../roster/roster.ts'
import type { Answered, Moment } from './answer.ts'

type CandidateDeps = { roster: Roster; admissions: AdmissionsReader }

/** What the screen shows of one person that the key may mean. */
export function candidate(
  { roster, admissions }: CandidateDeps,
  moment: Moment,
  question: Question,
  { person, foundBy, judged }: Answered,
): Candidate {
  const [row] = person.rows
  const [first, ...others] = judged.programmes
  if (first === undefined) throw new Error('a person without a programme')
  return {
    matchedBy: foundBy.kind,
    nik: person.nik,
    kkNumber: row.kkNumber,
    name: row.name,
    sex: row.sex,
    birthDate: row.birthDate,
    ageYears: ageInYears(row.birthDate, moment.today),
    address: describeAddress(row),
    familySize: roster.familySize(row.kkNumber),
    warnings: judged.warnings,
    verdict: judged.verdict,
    programmes: [first, ...others],
    terms: termsOf(judged, moment.programmes),
    existing: standing(admissions, person.nik, question),
  }
}

function standing(admissions: AdmissionsReader, nik: Candidate['nik'], { care, serviceDate }: Question) {
  const key = admissionKey({ nik, motherNik: null, birthOrder: null }, care, serviceDate)
  return key === null ? null : admissions.standing(key)
}
