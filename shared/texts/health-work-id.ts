import { feedRefusalOf } from './feed-refusal.ts'
import type { FactWords, HealthTexts } from './health-text.ts'

const notKnown = () => ({ so: 'Belum diketahui selama loket tidak dapat dibuka.', next: null })
const well = (so: string) => () => ({ so, next: null })

/** Why, where something was refused. */
function becauseOf(fact: FactWords): string {
  const word = feedRefusalOf(fact.text('refusal'), 'id')
  return word === null ? '' : ` (${word})`
}

/** Of what the desk works with. */
export const healthWorkId = {
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
} satisfies Partial<HealthTexts['words']>
