import type { FeedTexts } from './feed-text.ts'

export const feedId: FeedTexts = {
  refusals: {
    unreachable: {
      word: 'tidak terjangkau',
      so: () => 'Sumber tidak terjangkau: jaringan putus, alamat salah, atau folder dan flashdisk tidak terpasang.',
      next: 'Periksa jaringan, atau pasang flashdisknya, lalu perbarui lagi.',
    },
    'certificate-refused': {
      word: 'sertifikat tidak dipercaya',
      so: () =>
        'Server tidak dapat membuktikan bahwa alamat ini miliknya: sertifikatnya bukan dari pihak yang dipercaya komputer ini, untuk nama lain, atau sudah lewat masanya.',
      next: 'Periksa tanggal komputer ini dan alamatnya. Bila keduanya benar, jangan dipaksakan: tanyakan kepada petugas TI atau penerbit.',
    },
    'too-slow': {
      word: 'terlalu lambat',
      so: () => 'Sumber terlalu lama tidak mengirim apa-apa.',
      next: 'Yang sudah terambil tersimpan. Program mencoba lagi sendiri; bila mendesak, ambil dengan flashdisk.',
    },
    'http-error': {
      word: 'ditolak server',
      so: (detail) =>
        `Server sumber menjawab dengan kesalahan${detail['status'] === undefined ? '' : ` ${detail['status']}`}.`,
      next: 'Program mencoba lagi sendiri. Bila tetap begini, beri tahu penerbit data.',
      nextFor: ({ status }) =>
        status === 404 || status === 403
          ? 'Periksa alamatnya. Bila benar, beri tahu penerbit data: berkasnya tidak ada di sana.'
          : null,
    },
    redirected: {
      word: 'dialihkan ke tempat lain',
      so: () => 'Server mengalihkan ke alamat lain atau ke halaman tanpa enkripsi, jadi tidak diikuti.',
      next: 'Minta alamat yang benar kepada penerbit, lalu ubah alamat sumber ini.',
    },
    'not-a-feed': {
      word: 'bukan sumber data',
      so: () => 'Di alamat ini bukan sumber data peserta, mungkin halaman masuk jaringan atau berkas lain.',
      next: 'Periksa alamatnya, dan masuk ke jaringan bila diminta.',
    },
    'bad-signature': {
      word: 'tanda tangan tidak sah',
      so: () => 'Tidak ditandatangani oleh kunci penerbit yang dipercaya loket ini.',
      next: 'Jangan dipaksakan. Tanyakan kepada penerbit lewat telepon yang sudah dikenal.',
    },
    expired: {
      word: 'kedaluwarsa',
      so: () => 'Tanda tangan sumber ini sudah kedaluwarsa: penerbit sudah lama tidak memperbarui.',
      next: 'Periksa tanggal komputer ini. Bila benar, minta penerbit menerbitkan lagi.',
    },
    'rolled-back': {
      word: 'lebih lama dari yang sudah ada',
      so: () => 'Yang ditawarkan lebih lama daripada yang sudah pernah dilihat loket ini.',
      next: 'Pakai salinan yang terbaru. Bila ini flashdisk, minta isi yang baru.',
    },
    mixed: {
      word: 'campuran beberapa terbitan',
      so: () => 'Isinya campuran dari beberapa terbitan.',
      next: 'Mungkin sedang disalin. Tunggu sampai selesai, lalu perbarui lagi.',
    },
    'number-reused': {
      word: 'dua data dengan satu nomor',
      so: () => 'Nomor versi data yang ada di sini ditandatangani juga untuk data lain.',
      next: 'Segera beri tahu penerbit lewat telepon yang sudah dikenal: kuncinya mungkin di tangan orang lain. Nomor berikutnya diterima seperti biasa.',
    },
    'too-large': {
      word: 'terlalu besar',
      so: () => 'Yang dikirim lebih besar daripada yang ditandatangani, atau dari yang boleh.',
      next: 'Beri tahu penerbit. Jangan diambil dari tempat lain.',
    },
    damaged: {
      word: 'rusak',
      so: () => 'Yang diambil terpotong atau berubah: tidak sama dengan yang ditandatangani.',
      next: 'Perbarui lagi. Bila ini flashdisk, salin ulang isinya.',
    },
    'newer-format': {
      word: 'untuk program yang lebih baru',
      so: () => 'Sumber ini dibuat untuk program yang lebih baru.',
      next: 'Perbarui program Loket Sehat di komputer ini.',
    },
    'not-for-this-desk': {
      word: 'bukan untuk loket ini',
      so: () => 'Data terenkripsi, dan kunci loket ini tidak termasuk yang dapat membukanya.',
      next: 'Minta penerbit menambahkan kunci loket ini. Bila kuncinya diganti, pilih Ubah dan beri letak berkas kunci yang baru.',
    },
    'pack-malformed': {
      word: 'berkas data tidak terbaca',
      so: () => 'Susunan berkas data tidak dapat dibaca.',
      next: 'Beri tahu penerbit: terbitan ini perlu dibuat ulang.',
    },
    'pack-contradicts': {
      word: 'isi tidak sesuai',
      so: () => 'Isi data tidak sesuai dengan yang dijanjikan penerbit: jumlah, program, atau urutannya lain.',
      next: 'Beri tahu penerbit: terbitan ini perlu dibuat ulang.',
    },
    'wrong-base': {
      word: 'perubahan untuk versi lain',
      so: () => 'Perubahan ini untuk versi lain daripada yang ada di loket.',
      next: 'Perbarui lagi: data lengkap akan diambil.',
    },
    'definitions-contradict': {
      word: 'aturan program bertentangan',
      so: (detail) =>
        `Aturan program di sumber ini bertentangan${detail['programme'] === undefined ? '' : ` (${detail['programme']})`}.`,
      next: 'Beri tahu penerbit: aturan programnya perlu dibetulkan.',
    },
    'programme-taken': {
      word: 'program sudah dari sumber lain',
      so: (detail) =>
        `Programnya sudah dari sumber lain di loket ini${detail['feed'] === undefined ? '' : `, "${detail['feed']}"`}.`,
      next: 'Lepas salah satu sumber itu: satu program hanya dari satu sumber.',
    },
    'programmes-changed': {
      word: 'programnya berubah',
      so: () => 'Program pada sumber ini tidak lagi sama dengan yang disetujui saat ditambahkan.',
      next: 'Bila memang benar, lepas sumber ini lalu tambahkan lagi.',
    },
    'shrinks-too-much': {
      word: 'peserta berkurang terlalu banyak',
      so: (detail) =>
        `Jumlah peserta turun terlalu banyak${detail['percent'] === undefined ? '' : ` (${detail['percent']} %)`}.`,
      next: 'Tanyakan kepada penerbit apakah memang begitu. Bila benar, lepas sumber ini lalu tambahkan lagi.',
    },
    'dated-ahead': {
      word: 'tanggalnya di masa depan',
      so: () => 'Data ini bertanggal lebih dari seminggu di depan.',
      next: 'Periksa tanggal komputer ini. Bila sudah benar, beri tahu penerbit data.',
    },
    'disk-full': {
      word: 'disk penuh',
      so: () => 'Ruang disk di komputer ini tidak cukup.',
      next: 'Kosongkan ruang disk, lalu perbarui lagi.',
    },
    busy: {
      word: 'data lain sedang dimuat',
      so: () => 'Data lain sedang dimuat di komputer ini.',
      next: 'Tunggu sampai selesai, lalu perbarui lagi.',
    },
    stopped: {
      word: 'dihentikan',
      so: () => 'Dihentikan sebelum selesai.',
      next: 'Yang sudah terambil tersimpan: perbarui lagi untuk melanjutkan.',
    },
  },
  notAdded: {
    'name-taken': { so: 'Nama ini sudah dipakai sumber lain.', next: 'Pilih nama lain.' },
    'from-refused': {
      'no-address': {
        so: 'Ini bukan alamat yang dapat dipakai.',
        next: 'Tulis lengkap, seperti https://data.contoh.go.id/peserta/, atau letak foldernya.',
      },
      'not-encrypted': {
        so: 'Alamat http:// tidak terenkripsi.',
        next: 'Pakai alamat https://, atau folder dan flashdisk.',
      },
      'not-absolute': {
        so: 'Letak folder belum lengkap.',
        next: 'Tulis dari awal, seperti E:\\data-peserta atau /media/usb/data-peserta.',
      },
      'inside-data': { so: 'Folder itu milik data loket sendiri.', next: 'Pilih folder di luar folder data loket.' },
    },
    'root-refused': {
      'file-not-found': { so: 'Berkas root.json tidak ada di letak itu.', next: 'Periksa letaknya.' },
      'not-a-root': {
        so: 'Berkas itu bukan root.json dari penerbit.',
        next: 'Minta berkas root.json langsung dari penerbit.',
      },
      expired: {
        so: 'Berkas root.json itu sudah kedaluwarsa.',
        next: 'Periksa tanggal komputer ini, atau minta yang baru dari penerbit.',
      },
    },
    'identity-refused': {
      'file-not-found': { so: 'Berkas kunci loket tidak ada di letak itu.', next: 'Periksa letaknya.' },
      'not-an-identity': {
        so: 'Berkas itu bukan kunci loket.',
        next: 'Pilih berkas yang berisi AGE-SECRET-KEY-1 dari penerbit.',
      },
    },
    'proxy-refused': {
      so: 'Alamat perantara (proxy) tidak dapat dipakai.',
      next: 'Tulis seperti http://10.0.0.1:3128, tanpa nama dan kata sandi.',
    },
    'too-many': { so: 'Sudah ada dua puluh sumber.', next: 'Lepas dulu sumber yang tidak dipakai.' },
  },
  changedMeanwhile: {
    so: 'Yang ada di alamat itu sudah lain daripada yang baru diperiksa.',
    next: 'Periksa lagi, lalu bandingkan sidik jarinya sekali lagi.',
  },
}
