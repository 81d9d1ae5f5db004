import type { HealthTexts } from './health-text.ts'

const notKnown = () => ({ so: 'Belum diketahui selama loket tidak dapat dibuka.', next: null })
const well = (so: string) => () => ({ so, next: null })
const RESTORE = 'Salin folder "journal" apa adanya ke tempat lain, lalu pulihkan cadangan ke folder data baru.'

/** Of what keeps the desk's data safe. */
export const healthSafetyId = {
  'data-folder': {
    private: well('Hanya pemiliknya yang dapat membuka.'),
    'not-checked': well('Terletak di profil pengguna; daftar aksesnya tidak diperiksa di sini.'),
    'not-private': (fact) => ({
      so: `Pengguna lain di komputer ini dapat membukanya (mode ${fact.text('mode')}).`,
      next: 'Jalankan "chmod 700" pada folder itu.',
    }),
    'not-owned': () => ({
      so: 'Pemiliknya pengguna lain di komputer ini.',
      next: 'Jalankan program sebagai pengguna itu, atau serahkan folder dan isinya kepada pengguna ini ("chown -R").',
    }),
    'not-writable': () => ({
      so: 'Tidak dapat ditulisi.',
      next: 'Periksa pemilik dan izinnya, dan apakah disk hanya dapat dibaca.',
    }),
    missing: () => ({ so: 'Folder itu tidak ada.', next: 'Periksa --data DIR dan apakah disknya terpasang.' }),
  },
  'disk-space': {
    enough: (fact) => ({ so: `Tersisa ${fact.number('freeMb')} MB.`, next: null }),
    low: (fact) => ({
      so: `Hanya tersisa ${fact.number('freeMb')} MB.`,
      next: 'Kosongkan sebagian disk: memuat data peserta memerlukannya.',
    }),
    'nearly-full': (fact) => ({
      so: `Hanya tersisa ${fact.number('freeMb')} MB.`,
      next: 'Kosongkan disk sekarang: bila penuh, tidak ada pasien yang dapat didaftarkan.',
    }),
    'not-known': () => ({ so: 'Sistem tidak menyebutkan sisa ruang.', next: null }),
  },
  keys: {
    private: well('Dalam berkas yang hanya dapat dibaca pemiliknya.'),
    sealed: well('Disegel oleh sistem operasi.'),
    missing: () => ({
      so: 'Berkas kunci keys/keys.json hilang: tanpanya tidak ada yang dapat dibaca.',
      next: 'Kembalikan berkas itu, atau pulihkan cadangan dengan lembar pemulihan ke folder data baru.',
    }),
    'readable-by-others': () => ({
      so: 'Pengguna lain di komputer ini dapat membaca berkas kunci.',
      next: 'Jalankan "chmod 600" pada keys/keys.json; bila komputer ini dipakai orang lain, ganti kuncinya ("loket keys rotate").',
    }),
    damaged: () => ({
      so: 'Berkas kunci rusak: tidak ada yang dapat dibaca dengannya.',
      next: 'Kembalikan berkas itu, atau pulihkan cadangan dengan lembar pemulihan ke folder data baru.',
    }),
    'unsealing-failed': () => ({
      so: 'Sistem operasi tidak dapat membuka segel kunci.',
      next: 'Masuk ke komputer ini sebagai pengguna yang menyiapkan loket ini.',
    }),
    'cannot-be-read': () => ({ so: 'Kunci tidak dapat dibaca.', next: 'Periksa pemilik dan izin folder keys.' }),
    'rotation-unfinished': () => ({
      so: 'Penggantian kunci terputus.',
      next: 'Buka loket: penggantian diselesaikan dengan sendirinya.',
    }),
    'sealed-elsewhere': () => ({
      so: 'Disegel sistem operasi untuk program desktop; perintah ini tidak dapat membukanya.',
      next: 'Lihat "Pengaturan, Kesehatan" di program desktop.',
    }),
    'not-known': notKnown,
  },
  journal: {
    sound: (fact) => ({
      so: `${fact.number('entries')} entri; bagian akhirnya utuh. Seluruhnya diperiksa dengan "loket doctor --full".`,
      next: null,
    }),
    verified: (fact) => ({
      so: `Semua ${fact.number('entries')} entri dan ${fact.number('auditRows')} baris audit ada di tempatnya, tidak berubah, dan bertanda tangan.`,
      next: null,
    }),
    'no-desk': () => ({
      so: 'Folder data ini belum pernah dipakai: tidak ada loket di dalamnya.',
      next: 'Periksa --data DIR, atau buka program dan siapkan loket.',
    }),
    missing: () => ({
      so: 'Berkas jurnal hilang, padahal loket ini pernah menulisnya.',
      next: 'Kembalikan berkas itu, atau pulihkan cadangan ke folder data baru; jangan mulai dengan yang kosong.',
    }),
    damaged: (fact) => ({ so: `Rusak pada entri ${fact.number('seq')}.`, next: RESTORE }),
    'shorter-than-head': (fact) => ({
      so: `Entri di bagian akhirnya hilang, mulai dari ${fact.number('seq')}.`,
      next: RESTORE,
    }),
    'other-desk': () => ({
      so: 'Milik loket lain, bukan loket yang kuncinya ada di folder ini.',
      next: 'Satukan berkas dari loket yang sama.',
    }),
    'newer-than-program': () => ({
      so: 'Ditulis oleh versi program yang lebih baru.',
      next: 'Pasang versi itu atau yang lebih baru.',
    }),
    'not-readable-with-keys': () => ({
      so: 'Tidak terbaca dengan kunci folder ini: rusak, atau milik loket lain.',
      next: RESTORE,
    }),
    'plain-file': () => ({ so: 'Tidak terenkripsi, jadi tidak dipakai.', next: RESTORE }),
    'cannot-be-opened': () => ({
      so: 'Tidak dapat dibuka.',
      next: 'Periksa pemilik dan izin folder journal, dan apakah disknya lokal dan tidak penuh.',
    }),
    'not-known': notKnown,
  },
  audit: {
    sealed: (fact) => ({
      so: `${fact.number('rows')} baris, terakhir disegel ${fact.moment('sealedAt')}.`,
      next: null,
    }),
    empty: well('Belum ada baris.'),
    'never-sealed': (fact) => ({
      so: `${fact.number('rows')} baris, belum ada yang bertanda tangan.`,
      next: 'Tidak perlu apa-apa: segel dibuat saat seseorang keluar atau loket ditutup.',
    }),
    'seal-old': (fact) => ({
      so: `${fact.number('unsealed')} baris belum bertanda tangan; segel terakhir sudah ${fact.days('days')}.`,
      next: 'Keluarlah di akhir setiap giliran, atau tutup program sekali.',
    }),
    'rows-waiting': (fact) => ({
      so: `Baris yang saat ini belum dapat ditulis: ${fact.number('rows')}.`,
      next: 'Kosongkan sebagian disk, dan jangan tutup program sebelum itu.',
    }),
    damaged: (fact) => ({
      so: `Rusak pada baris ${fact.number('seq')}: diubah, dibuang, atau dipindah.`,
      next: RESTORE,
    }),
    'not-known': notKnown,
  },
  clock: {
    right: well('Sesuai dengan jurnal.'),
    behind: (fact) => ({
      so: `Tertinggal ${fact.number('minutes')} menit dari entri terakhir.`,
      next: 'Setel tanggal dan jam komputer ini.',
    }),
    'far-ahead': (fact) => ({
      so: `Entri terakhir sudah ${fact.days('days')} yang lalu.`,
      next: 'Bila loket ini dipakai sejak itu, jamnya terlalu maju: setel tanggal dan jam komputer ini.',
    }),
    'before-program': () => ({
      so: 'Menunjuk waktu sebelum tahun 2024.',
      next: 'Setel tanggal dan jam komputer ini.',
    }),
    'not-known': notKnown,
  },
  backup: {
    good: (fact) => ({ so: `Cadangan baik terakhir: ${fact.moment('lastGoodAt')}.`, next: null }),
    running: well('Sedang dibuat.'),
    never: () => ({
      so: 'Belum ada.',
      next: 'Buat sekarang: "Pengaturan, Cadangan", atau "loket backup create DIR".',
    }),
    due: (fact) => ({
      so: `Cadangan baik terakhir: ${fact.moment('lastGoodAt')}, lebih lama dari yang disepakati.`,
      next: 'Biarkan loket terbuka, atau buat sekarang ("loket backup create DIR").',
    }),
    'folder-missing': () => ({
      so: 'Folder atau disk cadangan tidak ada.',
      next: 'Pasang disknya, atau tunjuk folder lain di "Pengaturan, Cadangan".',
    }),
    failed: () => ({
      so: 'Cadangan terakhir gagal.',
      next: 'Periksa ruang dan izin folder cadangan, lalu buat lagi ("loket backup create DIR").',
    }),
    unset: () => ({
      so: 'Folder cadangan belum ditunjuk: bila disk ini rusak, semuanya hilang.',
      next: 'Tunjuk folder di disk lain di "Pengaturan, Cadangan".',
    }),
    'not-known': notKnown,
  },
  'off-site': {
    taken: (fact) => ({ so: `Salinan dibawa ke tempat lain ${fact.moment('offSiteAt')}.`, next: null }),
    due: (fact) => ({
      so: `Salinan terakhir dibawa ke tempat lain ${fact.moment('offSiteAt')}.`,
      next: 'Bawa berkas cadangan ke gedung lain, lalu tekan "Salinan sudah dibawa ke tempat lain".',
    }),
    never: () => ({
      so: 'Belum pernah ada salinan yang dibawa ke tempat lain.',
      next: 'Bawa berkas cadangan ke gedung lain, lalu tekan "Salinan sudah dibawa ke tempat lain".',
    }),
    'no-backup': () => ({ so: 'Belum ada cadangan yang dapat dibawa.', next: null }),
    'not-known': notKnown,
  },
  'recovery-kit': {
    printed: (fact) => ({ so: `Dicetak ${fact.moment('printedAt')}.`, next: null }),
    outdated: () => ({
      so: 'Kunci diganti setelah lembar dicetak: lembar itu tidak membuka cadangan baru.',
      next: 'Cetak lagi di "Pengaturan, Kunci", dan musnahkan lembar lama bila cadangan lama tidak diperlukan lagi.',
    }),
    never: () => ({
      so: 'Belum pernah dicetak: tanpanya cadangan tidak dapat dibuka di komputer lain.',
      next: 'Cetak di "Pengaturan, Kunci" dan simpan terkunci di luar gedung ini.',
    }),
    'not-known': notKnown,
  },
  retention: {
    kept: (fact) => ({ so: `Data peserta yang diganti dihapus setelah ${fact.days('rosterDays')}.`, next: null }),
    'rosters-due': (fact) => ({
      so: `${fact.number('count')} versi lama data peserta tersimpan lebih dari ${fact.days('rosterDays')}.`,
      next: 'Buka loket: versi itu dihapus saat mulai.',
    }),
    'short-of-space': (fact) => ({
      so: `Hanya ${fact.number('freeMb')} MB yang kosong, padahal perlu ${fact.number('neededMb')} MB: data peserta yang diganti dihapus sebelum ${fact.days('rosterDays')}; yang terakhir tetap disimpan.`,
      next: 'Kosongkan ruang di disk ini.',
    }),
    'not-known': notKnown,
  },
  logs: {
    written: (fact) => ({ so: `Dapat ditulis; ${fact.number('megabytes')} MB.`, next: null }),
    'not-writable': () => ({ so: 'Tidak dapat ditulis.', next: 'Periksa pemilik dan izin folder logs.' }),
    large: (fact) => ({
      so: `Besarnya ${fact.number('megabytes')} MB, lebih dari yang ditulis program ini.`,
      next: 'Lihat apa yang ada di folder logs.',
    }),
    'not-known': notKnown,
  },
} satisfies Partial<HealthTexts['words']>
