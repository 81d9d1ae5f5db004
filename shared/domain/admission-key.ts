import type { AdmittedPerson } from './admission.ts'
import type { CareKind } from './care.ts'
import type { IsoDate } from './dates.ts'

/**
 * What may stand only once: a person, a kind of care, a service date. A newborn without NIK is known by the mother's and its birth
 * order, so that twins are two. Null for a person nobody knows yet: two strangers are not the same one.
 */
export function admissionKey(
  person: Pick<AdmittedPerson, 'nik' | 'motherNik' | 'birthOrder'>,
  care: CareKind,
  serviceDate: IsoDate,
): string | null {
  const who = identityOf(person)
  return who === null ? null : `${who}|${care}|${serviceDate}`
}

function identityOf({
  nik,
  motherNik,
  birthOrder,
}: Pick<AdmittedPerson, 'nik' | 'motherNik' | 'birthOrder'>): string | null {
  if (nik !== null) return `nik:${nik}`
  return motherNik === null ? null : `ibu:${motherNik}:${birthOrder ?? 1}`
}
