import type { Desk, Hospital } from '../../../shared/domain/hospital.ts'
import { Hospital as HospitalSchema } from '../../../shared/domain/hospital.ts'
import type { Operator } from '../../../shared/domain/operator.ts'

/** The demo hospital, with contracts for both programmes in the year of `today` (`YYYY-MM-DD`). */
export function demoHospital(today: string): Hospital {
  const year = today.slice(0, 4)
  const contract = { from: `${year}-01-01`, until: `${year}-12-31` }
  return HospitalSchema.parse({
    code: '3275999',
    name: 'RSUD Contoh',
    owner: 'government',
    regencyCode: '3275',
    isRsud: true,
    contracts: [
      { programme: 'kbs-bekasi', ...contract },
      { programme: 'bogor-sehat', ...contract },
    ],
    letterHead: {
      authority: 'Pemerintah Kota Bekasi',
      address: 'Jalan Contoh Nomor 1, Kota Bekasi',
      phone: '(021) 0000 0000',
      city: 'Bekasi',
    },
  })
}

export const DEMO_DESK: Desk = { code: 'A1' }

/** One for each role, so that everything can be tried. */
export const DEMO_OPERATORS: readonly Omit<Operator, 'active'>[] = [
  { name: 'Rina Contoh', role: 'clerk' },
  { name: 'Sari Contoh', role: 'supervisor' },
  { name: 'Dewi Contoh', role: 'finance' },
  { name: 'Budi Contoh', role: 'administrator' },
  { name: 'Agus Contoh', role: 'auditor' },
]
/** The PIN of all of them, shown on the sign-in screen of a demo. */
export const DEMO_SECRET = '246810'
export const DEMO_PEOPLE = 50_000
export const DEMO_SEED = 2017
