import { Admission } from '../../../../shared/domain/admission.ts'
import { Hospital } from '../../../../shared/domain/hospital.ts'
import type { z } from 'zod'

export const hospital = Hospital.parse({
  code: '3275999',
  name: 'RSUD Contoh',
  owner: 'government',
  regencyCode: '3275',
  isRsud: true,
  contracts: [{ programme: 'kbs-bekasi', from: '2026-01-01', until: '2026-12-31' }],
  letterHead: {
    authority: 'Pemerintah Kota Bekasi',
    address: 'Jalan Contoh Nomor 1, Kota Bekasi',
    phone: '(021) 0000 0000',
    city: 'Bekasi',
  },
})

type AdmissionInput = z.input<typeof Admission>

const guaranteed: AdmissionInput = {
  id: '01999999-0000-7000-8000-000000000001',
  state: 'guaranteed',
  letterNumber: '000042/KBS/3275999/A1/XI/2026',
  programme: 'kbs-bekasi',
  programmeShownAs: 'Kartu Bekasi Sehat (LKM-NIK)',
  person: {
    nik: '3275025403929912',
    kkNumber: '3275021203159921',
    name: 'Siti Contoh',
    sex: 'P',
    birthDate: '1992-03-14',
    districtCode: '327502',
    villageCode: '3275021002',
    rw: '2',
    rt: '3',
    motherNik: null,
    birthOrder: null,
  },
  care: 'rawat-inap',
  serviceDate: '2026-11-21',
  wardClass: '3',
  referral: { origin: 'puskesmas', date: '2026-11-18' },
  accident: 'none',
  otherPayer: false,
  details: {
    medicalRecordNumber: '00-41-27-83',
    referralFrom: 'Puskesmas Kranji',
    referralNumber: '',
    documents: ['ktp', 'rujukan'],
    note: '',
  },
  evidence: {
    decidedAt: '2026-11-21T03:42:00.000Z',
    rosterVersion: '2026-11-21-1',
    rosterAsOf: '2026-11-21',
    programmeVersion: 'v4',
    verdict: 'eligible',
    reasons: [],
    conflict: null,
    chosen: null,
    warnings: [],
    rulesPassed: 18,
    rulesFailed: 0,
    rulesNotApplicable: 1,
    rulesUnknown: 0,
    foundBy: 'kk',
    reader: 'wedge',
    identityConfirmed: true,
  },
  openedAt: '2026-11-21T03:42:10.000Z',
  openedBy: 'Rina Contoh',
  deskCode: 'A1',
  openedSeq: 187,
  dueAt: null,
  prints: 1,
  lastPrintedAt: '2026-11-21T03:42:18.000Z',
  amendments: 0,
  voidReason: null,
}

type Changes = Partial<Omit<AdmissionInput, 'person' | 'details' | 'evidence'>> & {
  person?: Partial<AdmissionInput['person']>
  details?: Partial<AdmissionInput['details']>
  evidence?: Partial<AdmissionInput['evidence']>
}

/** A guaranteed inpatient admission, except for `changes`. */
export function anAdmission(changes: Changes = {}): Admission {
  return Admission.parse({
    ...guaranteed,
    ...changes,
    person: { ...guaranteed.person, ...changes.person },
    details: { ...guaranteed.details, ...changes.details },
    evidence: { ...guaranteed.evidence, ...changes.evidence },
  })
}

/** A stranger brought to the emergency room. */
export function anUnidentified(): Admission {
  return anAdmission({
    state: 'provisional',
    letterNumber: '000043/KBS/3275999/A1/XI/2026',
    person: {
      nik: null,
      kkNumber: null,
      name: 'Tidak dikenal, laki-laki, sekitar 40 tahun',
      sex: 'L',
      birthDate: null,
      districtCode: null,
      villageCode: null,
      rw: null,
      rt: null,
    },
    care: 'igd',
    wardClass: null,
    referral: null,
    accident: 'traffic',
    dueAt: '2026-11-24T03:42:10.000Z',
    details: { medicalRecordNumber: '', referralFrom: '', documents: [] },
    evidence: {
      verdict: 'unidentified',
      rosterVersion: null,
      rosterAsOf: null,
      programmeVersion: 'v4',
      rulesPassed: 0,
      rulesNotApplicable: 0,
      foundBy: null,
      reader: 'none',
      identityConfirmed: false,
    },
  })
}

/** The second of twins, under the mother's NIK. */
export function aNewborn(): Admission {
  return anAdmission({
    letterNumber: '000044/KBS/3275999/A1/XI/2026',
    person: {
      nik: null,
      name: 'Bayi Ny. Siti Contoh',
      sex: 'L',
      birthDate: '2026-11-20',
      motherNik: '3275025403929912',
      birthOrder: 2,
    },
    care: 'persalinan',
    referral: null,
    details: { referralFrom: '', documents: ['kk', 'surat-lahir'] },
    evidence: { foundBy: 'nik', reader: 'typed' },
  })
}

/** Refused by the rules; a supervisor agreed. */
export function anOverridden(): Admission {
  return anAdmission({
    letterNumber: '000045/KBS/3275999/A1/XI/2026',
    evidence: { verdict: 'ineligible', reasons: ['jkn-active', 'referral-expired'], rulesPassed: 16, rulesFailed: 2 },
    approval: {
      purpose: 'override',
      by: 'Sari Contoh',
      reason:
        'JKN baru nonaktif per 1 Desember, surat keterangan BPJS sudah dilihat; disetujui Kepala Bidang Pelayanan',
    },
  })
}

/** Every free text as long as its type allows. */
export function aLongAdmission(): Admission {
  return anAdmission({
    person: { name: 'Raden Ayu Kusumawardhani Tumenggung Sastrodiningrat '.repeat(3).slice(0, 120) },
    openedBy: 'Wijayakusumaningrat'.repeat(5).slice(0, 80),
    programmeShownAs: 'Kartu Kesejahteraan Sehat Masyarakat Kabupaten Contoh Raya Selatan (LKM-NIK 2026)',
    amendments: 12,
    details: {
      medicalRecordNumber: '00-41-27-83-99-12345',
      referralFrom: 'PuskesmasPembantuKecamatanBekasiBarat'.repeat(4).slice(0, 120),
      referralNumber: '445/PKM-KRJ/RUJ/XI/2026/0001234567890/'.repeat(2).slice(0, 60),
      note: 'Catatan '.repeat(62),
    },
    evidence: {
      verdict: 'review',
      conflict: 'nik-twice',
      chosen: {
        row: 1,
        reason: 'Tanggal lahir dan alamat pada KTP asli sama dengan data kedua, data pertama milik saudara. '
          .repeat(4)
          .slice(0, 300),
      },
      rulesPassed: 14,
      rulesUnknown: 4,
      foundBy: 'name',
      reader: 'chosen',
    },
    approval: {
      purpose: 'review',
      by: 'Wijayakusumaningrat'.repeat(4).slice(0, 60),
      reason: 'Penyelia telah membandingkan KTP dan KK asli dengan kedua data peserta dan menyetujui pilihan petugas. '
        .repeat(4)
        .slice(0, 300),
    },
  })
}

export const longHospital = Hospital.parse({
  ...hospital,
  name: 'Rumah Sakit Umum Daerah dr. Chasbullah Abdulmadjid Kota Contoh Raya Selatan dan Sekitarnya Kelas B Pendidikan Utama'.slice(
    0,
    120,
  ),
  letterHead: {
    authority: 'Pemerintah Daerah Kabupaten Contoh Raya Selatan, Dinas Kesehatan, Badan Layanan Umum Daerah'.slice(
      0,
      120,
    ),
    address: 'Jalan Pangeran Diponegoro Nomor 1, Kelurahan Contoh Jaya, Kecamatan Contoh Barat Daya, '
      .repeat(3)
      .slice(0, 200),
    phone: '(021) 0000 0000, (021) 0000 0001, (021) 0000 0002 pesawat 12',
    city: 'Kota Contoh Raya Selatan dan Sekitarnya, Kecamatan Barat Day',
  },
})
