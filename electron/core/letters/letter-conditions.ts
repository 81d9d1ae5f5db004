import type { Admission } from '../../../shared/domain/admission.ts'
import { addDays, type IsoDate } from '../../../shared/domain/dates.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import type { ProgrammeVersion } from '../../../shared/domain/programme.ts'
import type { WardClass } from '../../../shared/domain/roster-row.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import { formatDate, joinWords } from '../../../shared/texts/format.ts'

export type ConditionFacts = {
  admission: Admission
  hospital: Hospital
  version: ProgrammeVersion | null
  /** `24 November 2026 pukul 10.42 WIB`; null unless provisional. */
  deadline: string | null
}

/** The numbered conditions of a letter, the ones that bind this patient first. */
export function letterConditions(facts: ConditionFacts): string[] {
  const { admission } = facts
  return [
    ...provisionalConditions(facts),
    careCondition(facts),
    ...newbornCondition(facts),
    ...accidentCondition(admission),
    admission.care === 'rawat-jalan'
      ? 'Surat ini hanya untuk pasien yang namanya tercantum dan tidak dapat dialihkan.'
      : 'Surat ini berlaku untuk satu kali perawatan pasien yang namanya tercantum dan tidak dapat dialihkan.',
    'Pelayanan di luar ketentuan program tidak termasuk dalam jaminan ini; petugas memberitahukannya lebih dahulu kepada pasien.',
    'Cetak ulang memakai nomor yang sama. Dua surat dengan nomor yang sama adalah satu jaminan.',
  ]
}

function provisionalConditions({ admission, deadline }: ConditionFacts): string[] {
  if (deadline === null) return []
  return [
    `Bawa ke loket paling lambat ${deadline}: ${joinWords(missingPapers(admission), 'dan')}.`,
    'Bila berkas tidak lengkap sampai batas waktu itu, pasien menjadi pasien umum dan biaya perawatan ditanggung sendiri.',
  ]
}

function missingPapers(admission: Admission): string[] {
  const { evidence } = admission
  const identity = evidence.identityConfirmed ? [] : ['KTP atau KK asli pasien']
  switch (evidence.verdict) {
    case 'eligible':
      return identity.length > 0 ? identity : ['berkas kepesertaan']
    case 'unidentified':
    case 'not-found':
      return [...identity, `kartu atau bukti kepesertaan ${admission.programmeShownAs}`]
    case 'ineligible':
    case 'stale':
    case 'review':
      return [...identity, 'keterangan kepesertaan dari Dinas Kesehatan']
    default:
      return unreachable(evidence.verdict)
  }
}

function careCondition({ admission, hospital, version }: ConditionFacts): string {
  const wardClass = admission.wardClass ?? version?.wardClass ?? null
  const date = formatDate(admission.serviceDate, 'id')
  switch (admission.care) {
    case 'rawat-jalan':
      return `Jaminan berlaku untuk satu kali kunjungan rawat jalan pada ${date}.`
    case 'igd':
      return wardClass === null
        ? 'Jaminan berlaku untuk pelayanan gawat darurat.'
        : `Jaminan berlaku untuk pelayanan gawat darurat. Bila pasien kemudian dirawat inap, kelas yang dijamin adalah kelas ${wardClass}.`
    case 'rawat-inap':
    case 'persalinan':
      return wardClass === null
        ? 'Jaminan berlaku untuk perawatan di kelas yang ditetapkan program.'
        : `Jaminan berlaku untuk perawatan di kelas ${wardClass} dan tidak dapat dipakai di ${joinWords(dearer(wardClass, hospital), 'atau')}.`
    default:
      return unreachable(admission.care)
  }
}

/** The hospital's classes that are better than the guaranteed one; a pavilion always is. */
function dearer(wardClass: WardClass, hospital: Hospital): string[] {
  const classes = hospital.wardClasses.filter((other) => other < wardClass).toSorted()
  return [...classes.map((other) => `kelas ${other}`), 'paviliun']
}

function newbornCondition({ admission, version }: ConditionFacts): string[] {
  const { motherNik, nik, birthDate } = admission.person
  if (motherNik === null || nik !== null || birthDate === null || version === null) return []
  const until: IsoDate = addDays(birthDate, version.newbornDays)
  return [
    `Bayi dijamin dengan NIK ibunya sampai ${formatDate(until, 'id')} (${version.newbornDays} hari sejak lahir). Uruslah akta dan NIK bayi sebelum tanggal itu.`,
  ]
}

function accidentCondition(admission: Admission): string[] {
  switch (admission.accident) {
    case 'none':
      return []
    case 'traffic':
      return ['Kecelakaan lalu lintas: Jasa Raharja menjadi penjamin pertama. Bawa laporan polisi.']
    case 'work':
      return ['Kecelakaan kerja: BPJS Ketenagakerjaan menjadi penjamin pertama. Bawa laporan dari tempat kerja.']
    default:
      return unreachable(admission.accident)
  }
}
