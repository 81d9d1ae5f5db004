import { z } from 'zod'

/** Outpatient, planned inpatient, emergency, delivery (treated as emergency for referral). */
export const CareKind = z.enum(['rawat-jalan', 'rawat-inap', 'igd', 'persalinan'])
export type CareKind = z.infer<typeof CareKind>

/** Where a referral was written: community health centre, clinic, family doctor, hospital. */
export const ReferralOrigin = z.enum(['puskesmas', 'klinik', 'dokter', 'rs'])
export type ReferralOrigin = z.infer<typeof ReferralOrigin>

/** `traffic`: Jasa Raharja pays first. `work`: BPJS Ketenagakerjaan pays first. */
export const Accident = z.enum(['none', 'traffic', 'work'])
export type Accident = z.infer<typeof Accident>
