import type { Admission } from '../../../shared/domain/admission.ts'

/** One person once for the same care and date: by NIK, a newborn by mother and order of birth, a stranger never the same as another. */
export function personKey(admission: Pick<Admission, 'id' | 'person'>): string {
  const { nik, motherNik, birthOrder } = admission.person
  if (nik !== null) return `nik:${nik}`
  return motherNik === null ? `unknown:${admission.id}` : `newborn:${motherNik}:${birthOrder ?? 1}`
}
