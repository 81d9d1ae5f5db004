/** Words that stand on every screen. This file is the type; the English one must follow it. */
export const commonId = {
  brand: 'Loket Sehat',
  demo: 'DEMO: data contoh',
  language: 'Bahasa',
  close: 'Tutup',
  back: 'Kembali',
  cancel: 'Batal',
  save: 'Simpan',
  change: 'Ubah',
  clear: 'Kosongkan',
  tryAgain: 'Coba lagi',
  unknown: 'Belum diketahui',
  none: 'Tidak ada',
  today: 'hari ini',
  key: (name: string) => `Tombol ${name}`,
}
