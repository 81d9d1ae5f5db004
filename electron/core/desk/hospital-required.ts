import type { Hospital } from '../../../shared/domain/hospital.ts'
import type { Journal } from '../journal/journal.ts'

/** Nobody has said yet which hospital this is, so no rule can be asked. */
export class HospitalNotSet extends Error {
  constructor() {
    super('Tell the program which hospital this is: loket hospital set FILE.json')
  }
}

/** @throws {HospitalNotSet} */
export function requireHospital(journal: Pick<Journal, 'hospital'>): Hospital {
  const hospital = journal.hospital()
  if (hospital === null) throw new HospitalNotSet()
  return hospital
}
