import type { Accident, CareKind, ReferralOrigin } from '../domain/care.ts'
import type { Category, JknSegment, Sex, WardClass } from '../domain/roster-row.ts'
import type { Language } from './language.ts'

/** The field's words for closed codes, sentence case. One word per thing on screen, letter and slip. */
type Terms = {
  care: Record<CareKind, string>
  origin: Record<ReferralOrigin, string>
  accident: Record<Accident, string>
  sex: Record<Sex, string>
  segment: Record<JknSegment, string>
  category: Record<Category, string>
  wardClass: (wardClass: WardClass) => string
}

const id: Terms = {
  care: { 'rawat-jalan': 'Rawat jalan', 'rawat-inap': 'Rawat inap', igd: 'IGD', persalinan: 'Persalinan' },
  origin: { puskesmas: 'Puskesmas', klinik: 'Klinik', dokter: 'Dokter keluarga', rs: 'Rumah sakit' },
  accident: { none: 'Bukan kecelakaan', traffic: 'Kecelakaan lalu lintas', work: 'Kecelakaan kerja' },
  sex: { L: 'Laki-laki', P: 'Perempuan' },
  segment: {
    'pbi-apbn': 'PBI APBN',
    'pbi-apbd': 'PBI APBD',
    'pbpu-pemda': 'PBPU Pemda',
    ppu: 'PPU',
    pbpu: 'PBPU',
    bp: 'BP',
  },
  category: {
    'fakir-miskin': 'Fakir miskin',
    'tidak-mampu': 'Masyarakat tidak mampu',
    pmks: 'PMKS',
    'non-jkn': 'Warga tanpa JKN',
    lainnya: 'Lainnya',
  },
  wardClass: (wardClass) => `kelas ${wardClass}`,
}

const en: Terms = {
  care: {
    'rawat-jalan': 'Outpatient care',
    'rawat-inap': 'Inpatient care',
    igd: 'Emergency care (IGD)',
    persalinan: 'Delivery',
  },
  origin: { puskesmas: 'Puskesmas', klinik: 'Clinic', dokter: 'Family doctor', rs: 'Hospital' },
  accident: { none: 'Not an accident', traffic: 'Traffic accident', work: 'Accident at work' },
  sex: { L: 'Male', P: 'Female' },
  segment: id.segment,
  category: {
    'fakir-miskin': 'Fakir miskin (destitute)',
    'tidak-mampu': 'Tidak mampu (low income)',
    pmks: 'PMKS (social welfare)',
    'non-jkn': 'Resident without JKN',
    lainnya: 'Other',
  },
  wardClass: (wardClass) => `class ${wardClass}`,
}

export const terms: Record<Language, Terms> = { id, en }
