import { feedRefusalOf } from './feed-refusal.ts'
import type { FactWords, HealthTexts } from './health-text.ts'

const notKnown = () => ({ so: 'Belum diketahui selama loket tidak dapat dibuka.', next: null })
const well = (so: string) => () => ({ so, next: null })
const RESTORE = 'Salin folder "journal" apa adanya ke tempat lain, lalu pulihkan cadangan ke folder data baru.'

/** Why, where something was refused. */
function becauseOf(fact: FactWords): string {
  const word = feedRefusalOf(fact.text('refusal'), 'id')
  return word === null ? '' : ` (${word})`
}

export const healthId: HealthTexts = {
  levels: { well: 'baik', notice: 'perhatian', trouble: 'masalah' },
  topics: {
    'data-folder': 'Folder data',
    'disk-space': 'Ruang disk',
    keys: 'Kunci',
    journal: 'Jurnal',
    audit: 'Jejak audit',
    clock: 'Jam komputer',
    hospital: 'Rumah sakit dan PKS',
    operators: 'Operator',
    readers: 'Pembaca kartu',
    feeds: 'Sumber data peserta',
    roster: 'Data peserta',
    backup: 'Cadangan',
    'off-site': 'Salinan di tempat lain',
    'recovery-kit': 'Lembar pemulihan',
    retention: 'Masa simpan',
    logs: 'Catatan teknis',
  },
  words: {
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
    hospital: {
      set: (fact) => ({ so: `${fact.text('hospital')}; PKS sampai ${fact.date('until')}.`, next: null }),
      missing: () => ({
        so: 'Belum diatur.',
        next: 'Selesaikan penyiapan, atau jalankan "loket hospital set BERKAS.json".',
      }),
      'no-contract': () => ({
        so: 'Tidak ada PKS dengan program mana pun: tidak ada yang dapat dijamin.',
        next: 'Tambahkan PKS dengan "loket hospital set BERKAS.json".',
      }),
      'contract-ending': (fact) => ({
        so: `PKS ${fact.text('programme')} berakhir ${fact.date('until')}, ${fact.days('days')} lagi.`,
        next: 'Masukkan PKS baru dengan "loket hospital set BERKAS.json" sebelum itu.',
      }),
      'contract-ended': (fact) => ({
        so: `PKS ${fact.text('programme')} berakhir ${fact.date('until')}: pasiennya ditolak.`,
        next: 'Masukkan PKS baru dengan "loket hospital set BERKAS.json".',
      }),
      'not-known': notKnown,
    },
    operators: {
      ready: (fact) => ({ so: `${fact.number('count')} orang dapat masuk.`, next: null }),
      none: () => ({
        so: 'Belum ada: tidak seorang pun dapat masuk.',
        next: 'Selesaikan penyiapan, atau jalankan "loket operator add NAMA --role administrator".',
      }),
      'no-administrator': () => ({
        so: 'Tidak ada yang dapat masuk dan boleh mengubah pengguna serta pengaturan.',
        next: 'Jalankan "loket operator add NAMA --role administrator".',
      }),
      'nobody-approves': (fact) => ({
        so: `${fact.number('count')} orang dapat masuk, tetapi tidak ada yang boleh menyetujui penyimpangan.`,
        next: 'Tambahkan penyelia bila perlu.',
      }),
      'locked-out': (fact) => ({
        so: `${fact.number('count')} orang terkunci setelah PIN salah.`,
        next: 'Tunggu, atau atur PIN baru dengan "loket operator reset-pin NAMA"; tanyakan siapa yang mencoba.',
      }),
      'without-secret': (fact) => ({
        so: `${fact.number('count')} orang tanpa PIN tidak dapat masuk.`,
        next: 'Atur PIN dengan "loket operator reset-pin NAMA".',
      }),
      'not-known': notKnown,
    },
    roster: {
      current: (fact) => ({ so: `${fact.number('people')} orang, per ${fact.date('asOf')}.`, next: null }),
      several: (fact) => ({
        so: `${fact.number('count')} sumber; yang terlama per ${fact.date('asOf')}.`,
        next: null,
      }),
      ageing: (fact) => ({
        so: `Per ${fact.date('asOf')}, sudah ${fact.days('ageDays')}.`,
        next: 'Minta data baru kepada penerbit lalu muat.',
      }),
      stale: (fact) => ({
        so: `Per ${fact.date('asOf')}, sudah ${fact.days('ageDays')}: terlalu lama untuk menjamin.`,
        next: 'Muat data baru sekarang ("loket roster import BERKAS.csv").',
      }),
      'fell-back': (fact) => ({
        so: `Versi terbaru rusak; yang menjawab versi sebelumnya, per ${fact.date('asOf')}.`,
        next: 'Muat ulang datanya ("loket roster import BERKAS.csv").',
      }),
      'one-copy': () => ({
        so: 'Satu dari dua salinan daftar versinya rusak; yang lain dipakai.',
        next: 'Perbarui atau muat ulang datanya ("loket roster import BERKAS.csv"): daftar itu ditulis baru. Jika terulang, periksa disk komputer ini.',
      }),
      damaged: () => ({
        so: 'Rusak, dan tidak ada versi sebelumnya yang dapat menjawab.',
        next: 'Muat ulang datanya ("loket roster import BERKAS.csv").',
      }),
      none: () => ({
        so: 'Belum ada: tidak seorang pun dapat dicari.',
        next: 'Muat datanya ("loket roster import BERKAS.csv").',
      }),
      'not-known': notKnown,
    },
    feeds: {
      current: (fact) => ({ so: `${fact.number('count')} sumber, semua terbaru.`, next: null }),
      none: well('Tidak ada: data dimuat dari berkas CSV.'),
      due: (fact) => ({
        so: `Sumber "${fact.text('feed')}" terakhir diperbarui ${fact.moment('lastGoodAt')}${becauseOf(fact)}.`,
        next: 'Biarkan loket terbuka dan tersambung, atau perbarui sekarang ("loket feed pull").',
      }),
      expiring: (fact) => ({
        so: `Tanda tangan "${fact.text('feed')}" hanya berlaku sampai ${fact.moment('expiresAt')}.`,
        next: 'Beri tahu penerbit data: terbitannya perlu diperbarui.',
      }),
      refused: (fact) => ({
        so: `Sumber "${fact.text('feed')}" tidak dapat diperbarui${becauseOf(fact)}. Data sebelumnya tetap dipakai.`,
        next: 'Lihat "Pengaturan, Data peserta", atau jalankan "loket feed pull".',
      }),
      never: (fact) => ({
        so: `Sumber "${fact.text('feed')}" belum pernah membawa data${becauseOf(fact)}.`,
        next: 'Perbarui sekarang di "Pengaturan, Data peserta", atau dengan "loket feed pull".',
      }),
      'not-known': notKnown,
    },
    readers: {
      reading: (fact) => ({ so: `Siap membaca: ${fact.number('count')} pembaca.`, next: null }),
      none: () => ({
        so: 'Tidak ada pembaca yang terpasang. Pemindai mode papan ketik tetap bekerja, dan nomor dapat diketik.',
        next: null,
      }),
      'not-chosen': (fact) => ({
        so: `${fact.number('count')} alat mungkin pembaca kartu, tetapi belum dipilih.`,
        next: 'Pilih di "Pengaturan, Pembaca kartu" bila memang pembaca.',
      }),
      alike: (fact) => ({
        so: `${fact.number('count')} pembaca tidak dapat dibedakan karena tidak bernomor seri: pengaturannya sama.`,
        next: 'Tidak perlu apa-apa bila tugasnya sama; bila tidak, ganti salah satu dengan yang bernomor seri.',
      }),
      absent: (fact) => ({
        so: `${fact.number('count')} pembaca sudah diatur tetapi tidak terpasang.`,
        next: 'Pasang kabelnya, atau lupakan pembaca itu di "Pengaturan, Pembaca kartu".',
      }),
      'no-permission': (fact) => ({
        so: `Sistem tidak mengizinkan ${fact.number('count')} pembaca dibaca.`,
        next: 'Di Linux jalankan "loket readers udev" sebagai root, lalu cabut dan pasang lagi pembacanya.',
      }),
      'cannot-be-opened': (fact) => ({
        so: `${fact.number('count')} pembaca tidak dapat dibuka: dipakai program lain, atau rusak.`,
        next: 'Tutup program lain yang memakai pembaca, lalu cabut dan pasang lagi.',
      }),
      flooding: (fact) => ({
        so: `${fact.number('count')} pembaca mengirim tanpa henti, jadi dijeda.`,
        next: 'Cabut lalu pasang lagi; bila tetap begini, ganti alatnya.',
      }),
      'too-many': (fact) => ({
        so: `${fact.number('count')} pembaca tidak dibaca karena terlalu banyak yang terpasang.`,
        next: 'Cabut yang tidak dipakai, atau matikan di "Pengaturan, Pembaca kartu".',
      }),
      'driver-missing': () => ({
        so: 'Pustaka pembaca tidak dapat dimuat: hanya pemindai mode papan ketik yang terbaca.',
        next: 'Pasang ulang program; di Linux pasang juga paket libudev1.',
      }),
      'restarting-often': (fact) => ({
        so: `Bagian program yang membaca pembaca berhenti ${fact.number('count')} kali dalam sepuluh menit.`,
        next: 'Cabut pembaca satu per satu: yang terakhir dicabut saat ini berhenti terjadi adalah sebabnya.',
      }),
      'not-running': () => ({
        so: 'Bagian program yang membaca pembaca tidak berjalan: hanya pemindai mode papan ketik yang terbaca.',
        next: 'Tutup program lalu buka lagi; bila tetap begini, pasang ulang.',
      }),
      starting: well('Sedang dicari.'),
      'not-known': () => ({
        so: 'Hanya diketahui program yang sedang berjalan.',
        next: 'Lihat "Pengaturan, Kesehatan" di layar, atau jalankan "loket readers list".',
      }),
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
  },
}
