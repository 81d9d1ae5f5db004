import type { SampleCard } from '../../../shared/contract/demo.ts'
import { RosterRow } from '../../../shared/domain/roster-row.ts'

/** The family of five whose members get five different answers. */
const FAMILY_KK = '3275021203159921'
const KRANJI = { districtCode: '327502', villageCode: '3275021002', rw: '002', rt: '003' }
const BINTARA = { districtCode: '327502', villageCode: '3275021001', rw: '011', rt: '005' }
const JATIRASA = { districtCode: '327509', villageCode: '3275091004', rw: '004', rt: '002' }
const CIBINONG = { districtCode: '320101', villageCode: '3201011006', rw: '006', rt: '001' }
const CIKARANG = { districtCode: '321609', villageCode: null, rw: null, rt: null }

const FAMILY_CARD = card('KBS990000001', 'distributed', '2017-04-03', '2017-05-16', '049900000001A1')
const NO_JKN = { jknNumber: null, jknStatus: 'none', jknSegment: null }

const base = {
  programme: 'kbs-bekasi',
  category: 'non-jkn',
  wardClass: '3',
  validFrom: '2017-03-12',
  validUntil: null,
  status: 'active',
  statusSince: null,
  residentSince: '2015-06-04',
  ...NO_JKN,
  ...card(null, null, null, null, null),
}
const family = { ...base, kkNumber: FAMILY_KK, ...KRANJI, ...FAMILY_CARD }

/** No roster has this NIK: asking for it answers "not found". */
export const UNKNOWN_NIK = '3275021508909910'
/** EAN-13 of the range that shops number themselves. */
const PRODUCT_CODE = '2099000000019'

/**
 * The same people in every demo roster, whatever its size and seed. All synthetic: serials 99xx, family word Contoh. The family lives in
 * RW 02 of Kranji and is one of the 516 that the press article counts there.
 */
export function sampleRows(): RosterRow[] {
  return ROWS.map((row) => RosterRow.parse(row))
}

/** One card for each answer that the desk can give, with the text that a scanner would send. */
export function sampleCards(): SampleCard[] {
  return [
    { id: 'eligible', text: '3275021508909901', holder: 'Ahmad Contoh' },
    { id: 'family', text: FAMILY_KK, holder: 'Ahmad Contoh' },
    { id: 'bogor', text: '0009900000014', holder: 'Nia Contoh' },
    { id: 'jkn-active', text: '3275020302859931', holder: 'Rahmat Contoh' },
    { id: 'referral', text: '3275026106959932', holder: 'Sari Contoh' },
    { id: 'suspended', text: '3275020411789933', holder: 'Dedi Contoh' },
    { id: 'moved', text: '3275021701849934', holder: 'Hadi Contoh' },
    { id: 'review', text: '3275024907889916', holder: 'Nur Contoh' },
    { id: 'card-lost', text: 'KBS990000002', holder: 'Wulan Contoh' },
    { id: 'product', text: PRODUCT_CODE, holder: null },
    { id: 'unknown', text: UNKNOWN_NIK, holder: null },
  ]
}

/** NIKs and KK numbers that the generator must not give to anybody else. */
export function reservedNumbers(): Set<string> {
  return new Set([UNKNOWN_NIK, ...ROWS.flatMap((row) => [row.nik, row.kkNumber])])
}

const ROWS = [
  { ...family, nik: '3275021508909901', name: 'Ahmad Contoh', sex: 'L', birthDate: '1990-08-15' },
  { ...family, nik: '3275025403929912', name: 'Siti Contoh', sex: 'P', birthDate: '1992-03-14' },
  { ...family, nik: '3275024205149913', name: 'Dewi Contoh', sex: 'P', birthDate: '2014-05-02' },
  {
    ...family,
    nik: '3275020907199914',
    name: 'Bima Contoh',
    sex: 'L',
    birthDate: '2019-07-09',
    validFrom: '2019-08-01',
  },
  {
    ...family,
    nik: '3275024302519915',
    name: 'Aminah Contoh',
    sex: 'P',
    birthDate: '1951-02-03',
    jknNumber: '0009900000030',
    jknStatus: 'active',
    jknSegment: 'pbi-apbn',
  },
  // The second record under Bima's NIK: another family, another birth date.
  {
    ...base,
    ...JATIRASA,
    nik: '3275020907199914',
    kkNumber: '3275090510189922',
    name: 'Bima Contoh',
    sex: 'L',
    birthDate: '2019-07-19',
    validFrom: '2023-02-01',
  },
  {
    ...base,
    ...BINTARA,
    nik: '3275020302859931',
    kkNumber: '3275021105109923',
    name: 'Rahmat Contoh',
    sex: 'L',
    birthDate: '1985-02-03',
    jknNumber: '0009900000031',
    jknStatus: 'active',
    jknSegment: 'pbi-apbn',
  },
  {
    ...base,
    ...BINTARA,
    nik: '3275026106959932',
    kkNumber: '3275021908189924',
    name: 'Sari Contoh',
    sex: 'P',
    birthDate: '1995-06-21',
    category: 'tidak-mampu',
  },
  {
    ...base,
    ...BINTARA,
    nik: '3275020411789933',
    kkNumber: '3275020702129925',
    name: 'Dedi Contoh',
    sex: 'L',
    birthDate: '1978-11-04',
    status: 'suspended',
    statusSince: '2026-06-01',
  },
  {
    ...base,
    ...CIKARANG,
    nik: '3275021701849934',
    kkNumber: '3216090903249926',
    name: 'Hadi Contoh',
    sex: 'L',
    birthDate: '1984-01-17',
    status: 'moved',
    statusSince: '2026-03-09',
    residentSince: '2024-03-09',
  },
  {
    ...base,
    ...KRANJI,
    rw: '005',
    nik: '3275024907889916',
    kkNumber: '3275022204139927',
    name: 'Nur Contoh',
    sex: 'P',
    birthDate: '1988-07-09',
  },
  {
    ...base,
    ...JATIRASA,
    nik: '3275024907889916',
    kkNumber: '3275091406209928',
    name: 'Nur Contoh',
    sex: 'P',
    birthDate: '1988-07-19',
    validFrom: '2023-05-02',
  },
  {
    ...base,
    ...BINTARA,
    ...card('KBS990000002', 'lost', '2017-04-20', '2017-06-08', '049900000002A1'),
    nik: '3275025309809935',
    kkNumber: '3275023011149929',
    name: 'Wulan Contoh',
    sex: 'P',
    birthDate: '1980-09-13',
  },
  {
    ...base,
    ...CIBINONG,
    programme: 'bogor-sehat',
    category: 'tidak-mampu',
    nik: '3201015012889936',
    kkNumber: '3201012507159930',
    name: 'Nia Contoh',
    sex: 'P',
    birthDate: '1988-12-10',
    validFrom: '2019-01-01',
    jknNumber: '0009900000014',
    jknStatus: 'active',
    jknSegment: 'pbi-apbd',
  },
]

function card(
  cardNumber: string | null,
  cardStatus: string | null,
  cardSubmittedOn: string | null,
  cardDistributedOn: string | null,
  cardUid: string | null,
): Record<'cardNumber' | 'cardUid' | 'cardStatus' | 'cardSubmittedOn' | 'cardDistributedOn', string | null> {
  return { cardNumber, cardUid, cardStatus, cardSubmittedOn, cardDistributedOn }
}
