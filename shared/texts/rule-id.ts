import { jknTrouble, wardClasses } from './rule-facts.ts'
import type { RuleTexts } from './refusal-text.ts'
import type { RuleContext } from './rule-context.ts'
import { terms } from './terms.ts'

const words = terms.id

/** Every rule in Indonesian by its good side, for Rincian and "Mengapa dijamin". */
export const ruleId: RuleTexts = {
  'programme-not-in-force': {
    rule: 'Program berlaku pada tanggal layanan',
    passed: (c) => {
      const from = c.date(c.isoDate('from'))
      return from === null ? null : `Aturan berlaku sejak ${from}`
    },
  },
  'membership-not-started': {
    rule: 'Kepesertaan sudah mulai',
    passed: (c) => `Mulai ${c.date(c.row.validFrom)}`,
  },
  'membership-ended': {
    rule: 'Kepesertaan belum berakhir',
    passed: (c) => (c.row.validUntil === null ? 'Tanpa batas akhir' : `Sampai ${c.date(c.row.validUntil)}`),
    ground: (c) => ({ strong: 'Peserta aktif', rest: `sejak ${c.date(c.row.validFrom)}` }),
  },
  'membership-suspended': { rule: 'Kepesertaan tidak ditangguhkan', passed: () => null },
  'moved-away': {
    rule: 'Terdaftar di wilayah program',
    passed: (c) => c.place,
    ground: (c) => ({ strong: residentOf(c), rest: residenceRest(c) }),
  },
  deceased: { rule: 'Tidak tercatat meninggal', passed: () => null },
  'residence-too-short': {
    rule: 'Cukup lama menjadi warga',
    passed: (c) => residenceRest(c) || null,
    unknown: 'Tanggal mulai menjadi warga belum tercatat',
    ground: (c) => ({ strong: residentOf(c), rest: residenceRest(c) }),
  },
  'jkn-active': {
    rule: 'Tidak punya JKN aktif yang dikecualikan',
    passed: (c) =>
      c.row.jknStatus === 'active' ? 'JKN aktif, tetapi tidak dikecualikan' : 'JKN tidak aktif atau tidak ada',
    unknown: 'JKN aktif, segmennya belum tercatat',
    ground: (c) =>
      c.row.jknStatus === 'active' ? null : { strong: 'Tidak punya JKN aktif', rest: 'menurut data peserta' },
  },
  'jkn-not-active': {
    rule: 'JKN aktif dan dibayar pemerintah daerah',
    passed: (c) => (c.row.jknSegment === null ? null : `JKN aktif, ${words.segment[c.row.jknSegment]}`),
    ground: (c) =>
      jknTrouble(c) === 'segment' && c.row.jknSegment !== null
        ? { strong: 'JKN aktif', rest: `segmen ${words.segment[c.row.jknSegment]}` }
        : null,
  },
  'other-insurance': { rule: 'Tidak ada penjamin lain', passed: () => 'Menurut isian petugas' },
  'referral-missing': {
    rule: 'Surat rujukan ada',
    passed: (c) =>
      c.question.referral === null ? null : `Dari ${words.origin[c.question.referral.origin].toLowerCase()}`,
  },
  'referral-wrong-origin': { rule: 'Asal rujukan sesuai', passed: () => null },
  'referral-expired': {
    rule: 'Rujukan masih berlaku',
    passed: (c) => referralRest(c),
    ground: (c) => {
      const rest = referralRest(c)
      return rest === null ? null : { strong: 'Rujukan berlaku', rest }
    },
  },
  'hospital-not-contracted': {
    rule: 'Rumah sakit bekerja sama',
    passed: (c) => contractRest(c),
    ground: (c) => ({ strong: `${c.hospital ?? 'Rumah sakit ini'} bekerja sama`, rest: contractRest(c) ?? '' }),
  },
  'hospital-not-government': { rule: 'Rumah sakit milik pemerintah', passed: () => null },
  'ward-class-too-high': {
    rule: 'Kelas yang diminta sesuai jaminan',
    passed: (c) => {
      const { guaranteed } = wardClasses(c)
      return guaranteed === null ? null : `Dijamin kelas ${guaranteed}`
    },
  },
  'care-not-covered': { rule: 'Jenis layanan ditanggung', passed: (c) => words.care[c.question.care] },
  'card-blocked': { rule: 'Kartu yang dibaca tidak diblokir', passed: () => null },
  'accident-other-payer': { rule: 'Bukan tanggungan penjamin kecelakaan', passed: () => 'Menurut isian petugas' },
}

function residentOf(c: RuleContext): string {
  return c.place === null ? 'Warga wilayah program' : `Warga ${c.place}`
}

function residenceRest(c: RuleContext): string {
  const since = c.date(c.row.residentSince)
  const months = c.number('minMonths')
  const parts = [since === null ? '' : `sejak ${since}`, months === null ? '' : `syarat minimal ${months} bulan`]
  return parts.filter((part) => part !== '').join(', ')
}

function referralRest(c: RuleContext): string | null {
  if (c.question.referral === null || c.referralAgeDays === null) return null
  const max = c.number('maxAgeDays')
  return `umurnya ${c.referralAgeDays} hari${max === null ? '' : `, paling lama ${max} hari`}`
}

function contractRest(c: RuleContext): string | null {
  const until = c.isoDate('contractUntil')
  return until === null ? null : `berlaku sampai ${c.date(until)}`
}
