import type { NikError, NikNote, NikReading } from '../domain/reading.ts'
import { unreachable } from '../domain/unreachable.ts'
import { pick } from './language.ts'
import type { Language } from './language.ts'

type FailedNik = Extract<NikReading, { ok: false }>

/** What is wrong with a typed NIK, short enough to stand under the field; the span says where. */
export function nikErrorText(reading: FailedNik, language: Language): string {
  return errorText(reading.error, reading.digits, language)
}

function errorText(error: NikError, digits: number, language: Language): string {
  switch (error) {
    case 'EMPTY':
      return pick(language, 'Ketik 16 angka NIK dari KTP atau KK.', 'Type the 16 digits of the NIK from the KTP or KK.')
    case 'NOT_DIGITS':
      return pick(
        language,
        'NIK hanya angka; periksa tanda yang ditunjuk.',
        'A NIK has digits only; check the marked one.',
      )
    case 'WRONG_LENGTH':
      return wrongLength(digits, language)
    case 'ALL_SAME_DIGIT':
      return pick(
        language,
        'Semua angkanya sama. Baca ulang dari KTP.',
        'All digits are the same. Read them again from the KTP.',
      )
    case 'BAD_DAY':
      return pick(
        language,
        'Angka 7–8 adalah tanggal lahir: 01–31, atau 41–71 untuk perempuan.',
        'Digits 7–8 are the day of birth: 01–31, or 41–71 for women.',
      )
    case 'BAD_MONTH':
      return pick(
        language,
        'Angka 9–10 adalah bulan lahir: 01 sampai 12.',
        'Digits 9–10 are the month of birth: 01 to 12.',
      )
    case 'IMPOSSIBLE_DATE':
      return pick(
        language,
        'Angka 7–12 adalah tanggal lahir, dan tanggal ini tidak ada di kalender.',
        'Digits 7–12 are the date of birth, and this date is not in the calendar.',
      )
    case 'FUTURE_DATE':
      return pick(
        language,
        'Angka 7–12 adalah tanggal lahir, dan tanggal ini belum terjadi.',
        'Digits 7–12 are the date of birth, and this date is still to come.',
      )
    case 'SERIAL_ZERO':
      return pick(
        language,
        'Empat angka terakhir tidak pernah 0000. Baca ulang dari KTP.',
        'The last four digits are never 0000. Read them again from the KTP.',
      )
    default:
      return unreachable(error)
  }
}

function wrongLength(digits: number, language: Language): string {
  return digits < 16
    ? pick(language, `NIK harus 16 angka; baru ${digits}.`, `A NIK has 16 digits; ${digits} so far.`)
    : pick(
        language,
        `NIK harus 16 angka; ini ${digits}, kelebihan ${digits - 16}.`,
        `A NIK has 16 digits; this has ${digits}, ${digits - 16} too many.`,
      )
}

/** A note stops nothing: the number is looked up all the same. */
export function nikNoteText(note: NikNote, language: Language): string {
  switch (note) {
    case 'PROVINCE_UNKNOWN':
      return pick(
        language,
        'Dua angka pertama bukan kode provinsi yang dikenal. Cocokkan dengan KTP.',
        'The first two digits are no known province. Compare with the KTP.',
      )
    case 'REGENCY_UNKNOWN':
      return pick(
        language,
        'Empat angka pertama bukan kode kota atau kabupaten yang dikenal. Cocokkan dengan KTP.',
        'The first four digits are no known city or regency. Compare with the KTP.',
      )
    case 'DISTRICT_UNKNOWN':
      return pick(
        language,
        'Enam angka pertama bukan kode kecamatan yang dikenal. Cocokkan dengan KTP.',
        'The first six digits are no known district. Compare with the KTP.',
      )
    case 'DISTRICT_RETIRED':
      return pick(
        language,
        'Kode kecamatannya sudah diganti; NIK lama tetap dipakai.',
        'The district code was replaced; the old NIK stays in use.',
      )
    default:
      return unreachable(note)
  }
}
