import type { ConflictCode, WarningCode } from '../domain/verdict.ts'
import type { Language } from './language.ts'

/** One line that never changes the verdict: what differs, and what to do about it. */
export type WarningText = { title: string; next: string }

/** Why a person must decide: the sentence under the head, the next step, and what to say meanwhile. */
export type ConflictText = { title: string; next: string; say: (address: string) => string }

export const warningTexts: Record<Language, Record<WarningCode, WarningText>> = {
  id: {
    'nik-birth-date-differs': {
      title: 'Tanggal lahir di NIK berbeda dari data peserta.',
      next: 'Cocokkan dengan KTP.',
    },
    'nik-sex-differs': {
      title: 'Jenis kelamin di NIK berbeda dari data peserta.',
      next: 'Cocokkan dengan KTP.',
    },
    'district-unknown': {
      title: 'Kode kecamatan di NIK atau alamat tidak dikenal.',
      next: 'Cocokkan dengan KTP.',
    },
    'district-retired': {
      title: 'Kode kecamatan di NIK atau alamat sudah diganti.',
      next: 'NIK lama tetap dipakai.',
    },
    'card-lost-but-member': {
      title: 'Kartunya tercatat hilang atau diblokir.',
      next: 'NIK tetap dapat dipakai.',
    },
  },
  en: {
    'nik-birth-date-differs': {
      title: 'The birth date in the NIK differs from the roster.',
      next: 'Compare with the KTP.',
    },
    'nik-sex-differs': {
      title: 'The sex in the NIK differs from the roster.',
      next: 'Compare with the KTP.',
    },
    'district-unknown': {
      title: 'The district code in the NIK or address is not known.',
      next: 'Compare with the KTP.',
    },
    'district-retired': {
      title: 'The district code in the NIK or address was replaced.',
      next: 'The old NIK stays in use.',
    },
    'card-lost-but-member': {
      title: 'The card is recorded as lost or blocked.',
      next: 'The NIK can still be used.',
    },
  },
}

export const conflictTexts: Record<Language, Record<ConflictCode, ConflictText>> = {
  id: {
    'nik-twice': {
      title: 'NIK yang sama tercatat dua kali di data peserta',
      next: 'Bandingkan dengan KTP pasien, pilih catatan yang sesuai, lalu tulis alasannya.',
      say: (address) => `Ada dua catatan dengan NIK ${address}. Mohon KTP-nya, kami cocokkan dulu sebentar.`,
    },
    'marked-duplicate': {
      title: 'Catatan ini ditandai ganda oleh penerbit data',
      next: 'Bandingkan dengan KTP pasien. Bila sesuai, pilih catatan ini dan tulis alasannya.',
      say: (address) => `Data ${address} perlu kami cocokkan dengan KTP dulu. Mohon menunggu sebentar.`,
    },
  },
  en: {
    'nik-twice': {
      title: 'The same NIK stands twice in the roster',
      next: 'Compare with the patient’s KTP, choose the record that fits, then write the reason.',
      say: () => 'There are two records with this NIK. May we see the KTP and compare it?',
    },
    'marked-duplicate': {
      title: 'The issuer has marked this record as a duplicate',
      next: 'Compare with the patient’s KTP. If it fits, choose this record and write the reason.',
      say: () => 'We need to compare this record with the KTP first. One moment, please.',
    },
  },
}
