import type { PersonCase } from '../../../shared/domain/decide.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import type { RefusalCode } from '../../../shared/domain/verdict.ts'
import { asked, on } from '../domain/deciding.ts'
import { bogorRow, hospital, kbsRow } from '../domain/samples.ts'

/** One real case for a ground of refusal, and words of the fact that its sentence must carry, Indonesian then English. */
export type RefusedCase = {
  code: RefusalCode
  row: RosterRow
  change: Partial<PersonCase>
  facts: [id: string, en: string]
}

const planned = { care: 'rawat-inap' as const }
const byCard: Partial<PersonCase> = { foundBy: { kind: 'card', value: 'KBS2017000001' } }

export const refusedCases: RefusedCase[] = [
  { code: 'programme-not-in-force', row: kbsRow(), change: on('2016-05-04'), facts: ['4 Mei 2016', '4 May 2016'] },
  {
    code: 'membership-not-started',
    row: kbsRow({ validFrom: '2026-12-01' }),
    change: {},
    facts: ['1 Desember 2026', '1 December 2026'],
  },
  {
    code: 'membership-ended',
    row: kbsRow({ validUntil: '2026-10-31' }),
    change: {},
    facts: ['31 Oktober 2026', '31 October 2026'],
  },
  {
    code: 'membership-ended',
    row: kbsRow({ status: 'ended', statusSince: '2026-08-17' }),
    change: {},
    facts: ['Berakhir sejak 17 Agustus 2026', 'Ended on 17 August 2026'],
  },
  {
    code: 'membership-suspended',
    row: kbsRow({ status: 'suspended', statusSince: '2026-05-02' }),
    change: {},
    facts: ['2 Mei 2026', '2 May 2026'],
  },
  {
    code: 'moved-away',
    row: kbsRow({ status: 'moved', statusSince: '2026-03-02' }),
    change: {},
    facts: ['pindah sejak 2 Maret 2026', 'moved away since 2 March 2026'],
  },
  {
    code: 'moved-away',
    row: kbsRow({ districtCode: '320101', villageCode: null }),
    change: {},
    facts: ['Kabupaten Bogor', 'Kabupaten Bogor'],
  },
  {
    code: 'deceased',
    row: kbsRow({ status: 'deceased', statusSince: '2026-10-01' }),
    change: {},
    facts: ['1 Oktober 2026', '1 October 2026'],
  },
  {
    code: 'residence-too-short',
    row: kbsRow({ residentSince: '2026-09-01' }),
    change: {},
    facts: ['minimal 6 bulan', 'at least 6 months'],
  },
  {
    code: 'jkn-active',
    row: kbsRow({ jknStatus: 'active', jknNumber: '0001234567890', jknSegment: 'ppu' }),
    change: {},
    facts: ['JKN-KIS aktif, PPU', 'JKN-KIS active, PPU'],
  },
  {
    code: 'jkn-active',
    row: kbsRow({ jknStatus: 'active', jknNumber: '0001234567890', jknSegment: 'pbi-apbn' }),
    change: on('2018-03-01'),
    facts: ['segmen PBI APBN atau PBI APBD', 'segment PBI APBN or PBI APBD'],
  },
  {
    code: 'jkn-not-active',
    row: bogorRow({ jknNumber: null, jknStatus: 'none', jknSegment: null }),
    change: {},
    facts: ['nomor JKN pasien belum tercatat', 'no JKN number'],
  },
  {
    code: 'jkn-not-active',
    row: bogorRow({ jknStatus: 'inactive' }),
    change: {},
    facts: ['tidak aktif', 'not active'],
  },
  {
    code: 'jkn-not-active',
    row: bogorRow({ jknSegment: 'ppu' }),
    change: {},
    facts: ['PBI APBD atau PBPU Pemda. Tercatat: JKN aktif, PPU', 'PBI APBD or PBPU Pemda. On record: JKN active, PPU'],
  },
  {
    code: 'other-insurance',
    row: kbsRow(),
    change: asked({ otherPayer: true }),
    facts: ['penjamin lain', 'another payer'],
  },
  {
    code: 'referral-missing',
    row: kbsRow(),
    change: asked(planned),
    facts: ['puskesmas atau rumah sakit, umurnya paling lama 90 hari', 'puskesmas or hospital, at most 90 days'],
  },
  {
    code: 'referral-wrong-origin',
    row: kbsRow(),
    change: asked({ ...planned, referral: { origin: 'klinik', date: '2026-11-18' } }),
    facts: ['klinik; yang diterima dari puskesmas atau rumah sakit', 'clinic; accepted: puskesmas or hospital'],
  },
  {
    code: 'referral-expired',
    row: kbsRow(),
    change: asked({ ...planned, referral: { origin: 'puskesmas', date: '2026-06-01' } }),
    facts: ['1 Juni 2026, umurnya 173 hari; paling lama 90 hari', '1 June 2026, 173 days old; at most 90 days'],
  },
  {
    code: 'referral-expired',
    row: kbsRow(),
    change: asked({ ...planned, referral: { origin: 'puskesmas', date: '2026-11-22' } }),
    facts: ['22 November 2026; layanan pada 21 November 2026', '22 November 2026; care is on 21 November 2026'],
  },
  {
    code: 'hospital-not-contracted',
    row: kbsRow(),
    change: {
      hospital: hospital({ contracts: [{ programme: 'kbs-bekasi', from: '2025-01-01', until: '2025-12-31' }] }),
    },
    facts: ['yang terakhir sampai 31 Desember 2025', 'the latest ended on 31 December 2025'],
  },
  {
    code: 'hospital-not-government',
    row: kbsRow(),
    change: { hospital: hospital({ owner: 'private' }) },
    facts: ['rumah sakit pemerintah', 'government hospitals'],
  },
  {
    code: 'ward-class-too-high',
    row: kbsRow(),
    change: asked({ care: 'persalinan', wardClass: '1' }),
    facts: ['Diminta kelas 1; yang dijamin kelas 3', 'Class 1 was asked; class 3 is guaranteed'],
  },
  {
    code: 'card-blocked',
    row: kbsRow({ cardStatus: 'lost' }),
    change: byCard,
    facts: ['Hanya kartunya', 'Only the card'],
  },
  {
    code: 'accident-other-payer',
    row: kbsRow(),
    change: asked({ accident: 'traffic' }),
    facts: ['kecelakaan lalu lintas; Jasa Raharja', 'traffic accident; Jasa Raharja'],
  },
  {
    code: 'accident-other-payer',
    row: kbsRow(),
    change: asked({ accident: 'work' }),
    facts: ['kecelakaan kerja; BPJS Ketenagakerjaan', 'accident at work; BPJS Ketenagakerjaan'],
  },
]
