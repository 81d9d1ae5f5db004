import type { RefusalCode } from '../domain/verdict.ts'
import type { Language } from './language.ts'

/** A ground of refusal in a few words, without the person: for a letter, a list, a record. Lower case, to stand inside a sentence. */
export const refusalWord: Readonly<Record<Language, Readonly<Record<RefusalCode, string>>>> = {
  id: {
    'programme-not-in-force': 'program tidak berlaku pada tanggal layanan',
    'membership-not-started': 'kepesertaan belum mulai',
    'membership-ended': 'kepesertaan sudah berakhir',
    'membership-suspended': 'kepesertaan ditangguhkan',
    'moved-away': 'tercatat pindah dari wilayah program',
    // Of a newborn's mother: a refusal of the person meant is never put aside.
    deceased: 'data ibu perlu diperiksa',
    'residence-too-short': 'belum cukup lama menjadi warga',
    'jkn-active': 'punya JKN aktif',
    'jkn-not-active': 'JKN tidak aktif atau bukan dari pemerintah daerah',
    'other-insurance': 'ada penjamin lain',
    'referral-missing': 'tanpa surat rujukan',
    'referral-wrong-origin': 'asal rujukan tidak sesuai',
    'referral-expired': 'rujukan kedaluwarsa',
    'hospital-not-contracted': 'rumah sakit tidak bekerja sama',
    'hospital-not-government': 'bukan rumah sakit pemerintah',
    'ward-class-too-high': 'kelas rawat di atas jaminan',
    'care-not-covered': 'layanan di luar program',
    'card-blocked': 'kartu diblokir',
    'accident-other-payer': 'kecelakaan yang ditanggung penjamin lain',
  },
  en: {
    'programme-not-in-force': 'programme not in force on the day of care',
    'membership-not-started': 'membership not started',
    'membership-ended': 'membership ended',
    'membership-suspended': 'membership suspended',
    'moved-away': 'recorded as moved away',
    deceased: 'the mother’s record needs checking',
    'residence-too-short': 'not a resident for long enough',
    'jkn-active': 'has active JKN',
    'jkn-not-active': 'JKN not active, or not paid by the local government',
    'other-insurance': 'another payer',
    'referral-missing': 'no referral letter',
    'referral-wrong-origin': 'referral from the wrong place',
    'referral-expired': 'referral expired',
    'hospital-not-contracted': 'hospital without a contract',
    'hospital-not-government': 'not a government hospital',
    'ward-class-too-high': 'ward class above the guarantee',
    'care-not-covered': 'care outside of the programme',
    'card-blocked': 'card blocked',
    'accident-other-payer': 'accident that another payer covers',
  },
}
