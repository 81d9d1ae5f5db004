import { groupDigits } from '../../../shared/domain/format.ts'
import { describeAddress } from '../../../shared/domain/address.ts'
import type { Admission } from '../../../shared/domain/admission.ts'
import { ageInYears, localDate, type IsoInstant } from '../../../shared/domain/dates.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import type { ProgrammeDefinition, ProgrammeVersion } from '../../../shared/domain/programme.ts'
import {
  formatAge,
  formatDate,
  formatTime,
  formatTimeWithZone,
  zoneAbbreviation,
} from '../../../shared/texts/format.ts'
import { pick, type Language } from '../../../shared/texts/language.ts'
import { terms } from '../../../shared/texts/terms.ts'
import type { FontName } from './fonts.ts'
import { letterConditions } from './letter-conditions.ts'
import { letterGrounds, letterNotes, type LetterNote } from './letter-grounds.ts'
import type { Span } from './typeset.ts'

/** One line of a column: label and value. */
export type Entry = { label: string; value: Span[] }

/** Everything that stands on a letter, in words: the drawing adds no fact of its own. */
export type LetterWords = {
  head: LetterHeadWords
  title: string
  number: string
  /** Boxed under the number; null unless provisional. */
  deadline: string | null
  opening: Span[]
  patient: Entry[]
  care: Entry[]
  conditions: string[]
  grounds: string
  notes: LetterNote[]
  place: string
  onBehalf: string
  /** Null where the patient cannot sign: the line is left empty to be filled in. */
  patientName: string | null
  clerkName: string
  foot: string
  demo: boolean
}

export type LetterHeadWords = { authority: string; hospital: string; address: string }

export type LetterFactsIn = {
  admission: Admission
  hospital: Hospital
  /** Null when the definition is gone: a reprint must not fail for that. */
  programme: ProgrammeDefinition | null
  copy: number
  printedAt: IsoInstant
  deskCode: string
  demo: boolean
}

const UNKNOWN = 'Belum diketahui'
const ADULT_AGE = 17

/** Puts an admission into the words of its letter. */
export function letterWords(facts: LetterFactsIn): LetterWords {
  const { admission, hospital, programme } = facts
  const version = versionOf(admission, programme)
  const deadline = deadlineOf(admission, hospital)
  return {
    head: letterHeadWords(hospital),
    title: deadline === null ? 'Surat Jaminan Pelayanan' : 'Surat Jaminan Sementara',
    number: admission.letterNumber,
    deadline: deadline === null ? null : `Berlaku sampai ${deadline}`,
    opening: opening(admission, programme),
    patient: patientEntries(admission),
    care: careEntries(admission, hospital, version, deadline),
    conditions: letterConditions({ admission, hospital, version, deadline }),
    grounds: letterGrounds(admission, version),
    notes: letterNotes(admission),
    place: `${hospital.letterHead.city}, ${formatDate(localDate(admission.openedAt, hospital.timeZone), 'id')}`,
    onBehalf: `a.n. Direktur ${hospital.name}`,
    patientName: canSign(admission) ? admission.person.name : null,
    clerkName: admission.openedBy,
    foot: `Cetakan ke-${facts.copy} · ${printedAt(facts.printedAt, hospital.timeZone)} · Loket ${facts.deskCode}`,
    demo: facts.demo,
  }
}

/** The hospital as it stands at the top of every page that it hands out. */
export function letterHeadWords(hospital: Hospital, language: Language = 'id'): LetterHeadWords {
  const { letterHead } = hospital
  const phone = letterHead.phone === '' ? [] : [`${pick(language, 'Telepon', 'Phone')} ${letterHead.phone}`]
  const code = `${pick(language, 'Kode rumah sakit', 'Hospital code')} ${hospital.code}`
  const parts = [letterHead.address, ...phone, code]
  return {
    authority: letterHead.authority.toUpperCase(),
    hospital: hospital.name.toUpperCase(),
    address: parts.filter((part) => part !== '').join(' · '),
  }
}

/** `21 November 2026, 10.42.18 WIB`. */
export function printedAt(instant: IsoInstant, timeZone: string): string {
  const second = instant.slice(17, 19)
  return `${formatDate(localDate(instant, timeZone), 'id')}, ${formatTime(instant, timeZone, 'id')}.${second} ${zoneAbbreviation(timeZone)}`
}

export function span(text: string, font: FontName = 'serif'): Span {
  return { text, font }
}

function versionOf(admission: Admission, programme: ProgrammeDefinition | null): ProgrammeVersion | null {
  return programme?.versions.find((version) => version.version === admission.evidence.programmeVersion) ?? null
}

function deadlineOf(admission: Admission, hospital: Hospital): string | null {
  if (admission.state !== 'provisional' || admission.dueAt === null) return null
  const date = formatDate(localDate(admission.dueAt, hospital.timeZone), 'id')
  return `${date} pukul ${formatTimeWithZone(admission.dueAt, hospital.timeZone, 'id').replace(' ', '\u00A0')}`
}

function opening(admission: Admission, programme: ProgrammeDefinition | null): Span[] {
  const shownAs = span(admission.programmeShownAs, 'serif-bold')
  if (admission.state === 'provisional') {
    const why = admission.care === 'persalinan' ? 'untuk persalinan' : 'dalam keadaan darurat'
    return [
      span(`Pasien berikut diterima ${why} dan dilayani sekarang. Jaminan `),
      shownAs,
      span(' bersifat sementara sampai berkasnya dilengkapi dan diperiksa.'),
    ]
  }
  const payer = programme === null ? '' : ` oleh ${programme.payer}`
  if (admission.approval?.purpose === 'override')
    return [
      span('Dengan persetujuan penyelia di luar ketentuan '),
      shownAs,
      span(`, pelayanan kesehatan bagi pasien berikut dijamin${payer}. Dasarnya tertulis di bawah.`),
    ]
  return [
    span('Berdasarkan data peserta '),
    shownAs,
    span(`, pelayanan kesehatan bagi pasien berikut dijamin${payer} sesuai ketentuan program.`),
  ]
}

function patientEntries(admission: Admission): Entry[] {
  const { person, details } = admission
  const address = describeAddress(person)
  const newborn = person.motherNik !== null && person.nik === null
  return [
    entry('Nama', span(person.name, 'serif-bold')),
    entry('NIK', person.nik !== null ? digits(person.nik) : span(newborn ? 'Belum ada (bayi baru lahir)' : UNKNOWN)),
    ...(newborn && person.motherNik !== null ? [entry('NIK ibu', digits(person.motherNik))] : []),
    entry('Lahir', span(birth(admission))),
    entry('Jenis kelamin', span(person.sex === null ? UNKNOWN : terms.id.sex[person.sex])),
    entry('Alamat', span(address === '' ? UNKNOWN : address.replaceAll(/(RT|RW) /g, '$1\u00A0'))),
    entry('Nomor KK', person.kkNumber === null ? span(UNKNOWN) : digits(person.kkNumber)),
    entry('Rekam medis', details.medicalRecordNumber === '' ? span('–') : span(details.medicalRecordNumber, 'mono')),
  ]
}

function birth({ person, serviceDate }: Admission): string {
  if (person.birthDate === null) return UNKNOWN
  const twin =
    person.birthOrder !== null && person.birthOrder > 1 ? `, anak ke-${person.birthOrder} dalam kelahiran ini` : ''
  return `${formatDate(person.birthDate, 'id')} (${formatAge(person.birthDate, serviceDate, 'id')})${twin}`
}

function careEntries(
  admission: Admission,
  hospital: Hospital,
  version: ProgrammeVersion | null,
  deadline: string | null,
): Entry[] {
  const wardClass = admission.wardClass
  return [
    entry('Jenis', span(terms.id.care[admission.care], 'serif-bold')),
    ...(wardClass === null ? [] : [entry('Kelas', span(`${wardClass} (${CLASS_WORDS[wardClass]})`, 'serif-bold'))]),
    entry('Masuk', span(arrival(admission, hospital))),
    entry('Berlaku', span(validity(admission, deadline))),
    entry('Rujukan', ...referral(admission, version)),
    entry('Kecelakaan', span(terms.id.accident[admission.accident])),
    entry('Penjamin lain', span(admission.otherPayer ? 'Ada' : 'Tidak ada')),
  ]
}

const CLASS_WORDS = { '1': 'satu', '2': 'dua', '3': 'tiga' }

function arrival(admission: Admission, { timeZone }: Hospital): string {
  const date = formatDate(admission.serviceDate, 'id')
  const sameDay = localDate(admission.openedAt, timeZone) === admission.serviceDate
  return sameDay ? `${date}, ${formatTimeWithZone(admission.openedAt, timeZone, 'id').replace(' ', '\u00A0')}` : date
}

function validity(admission: Admission, deadline: string | null): string {
  if (deadline !== null) return `Sampai ${deadline}`
  const date = formatDate(admission.serviceDate, 'id')
  return admission.care === 'rawat-jalan' ? `${date}, satu kali kunjungan` : `${date} sampai selesai perawatan`
}

function referral(admission: Admission, version: ProgrammeVersion | null): Span[] {
  const { referral: given, details, care } = admission
  if (given === null) {
    const needed = version?.referral?.careKinds.includes(care) ?? false
    return [span(needed ? 'Tidak ada' : 'Tidak diperlukan')]
  }
  const from = details.referralFrom === '' ? terms.id.origin[given.origin] : details.referralFrom
  const dated = span(`${from}, ${formatDate(given.date, 'id').replaceAll(' ', '\u00A0')}`)
  return details.referralNumber === '' ? [dated] : [dated, span(' · nomor '), span(details.referralNumber, 'mono')]
}

/** A newborn and a stranger without a name cannot; for a child the parent signs with the own name. */
function canSign({ person, evidence, serviceDate }: Admission): boolean {
  if (person.motherNik !== null || evidence.verdict === 'unidentified') return false
  return person.birthDate === null || ageInYears(person.birthDate, serviceDate) >= ADULT_AGE
}

function digits(number: string): Span {
  return span(groupDigits(number).replaceAll(' ', '\u00A0'), 'mono')
}

function entry(label: string, ...value: Span[]): Entry {
  return { label, value }
}
