import {
  firstPayer,
  isFutureReferral,
  hasMoved,
  jknTrouble,
  lowerFirst,
  originList,
  segmentList,
  wardClasses,
} from './rule-facts.ts'
import type { RefusalTexts } from './refusal-text.ts'
import { sentenceCase } from './rule-context.ts'
import type { RuleContext } from './rule-context.ts'
import { terms } from './terms.ts'

const words = terms.id

/** Grounds of refusal in Indonesian: the fact, the next step, and what to say to the patient. */
export const refusalId: RefusalTexts = {
  'programme-not-in-force': {
    title: () => 'Program tidak berlaku pada tanggal ini',
    fact: (c) => `Tidak ada aturan ${c.programme} yang berlaku pada ${c.serviceDate}.`,
    next: () => 'Periksa tanggal layanannya. Bila sudah benar, tawarkan jaminan lain yang dimiliki pasien.',
    say: (c) =>
      `Pada ${c.serviceDate} program ini tidak berlaku. Mari kita lihat jaminan lain yang ${c.address} miliki.`,
  },
  'membership-not-started': {
    title: () => 'Kepesertaan belum mulai',
    fact: (c) => `Berlaku mulai ${c.date(c.row.validFrom)}; layanan pada ${c.serviceDate}.`,
    next: () =>
      'Periksa tanggal layanannya. Bila sudah benar, tawarkan jaminan lain atau jadwal sesudah tanggal mulai.',
    say: (c) =>
      `Kepesertaan ${c.address} baru berlaku mulai ${c.date(c.row.validFrom)}. Sebelum tanggal itu, program ini belum dapat menanggung.`,
  },
  'membership-ended': {
    title: () => 'Kepesertaan sudah berakhir',
    fact: (c) => endedSentence(c),
    next: () =>
      'Arahkan memperpanjang ke Dinas Kesehatan dengan KTP dan KK asli. Setelah data diperbarui, periksa ulang.',
    say: (c) =>
      `Kepesertaan ${c.address} sudah berakhir. Perpanjangannya diurus di Dinas Kesehatan dengan membawa KTP dan KK.`,
  },
  'membership-suspended': {
    title: () => 'Kepesertaan sedang ditangguhkan',
    fact: (c) => since(c, 'Ditangguhkan sejak', 'Tercatat ditangguhkan oleh penerbit data.'),
    next: () => 'Arahkan ke Dinas Kesehatan untuk menanyakan sebabnya. Setelah diaktifkan kembali, periksa ulang.',
    say: (c) =>
      `Kepesertaan ${c.address} sedang ditangguhkan. Dinas Kesehatan dapat menjelaskan sebabnya; mohon membawa KTP dan KK.`,
  },
  'moved-away': {
    title: () => 'Tercatat di luar wilayah program',
    fact: (c) =>
      hasMoved(c)
        ? since(c, 'Tercatat pindah sejak', 'Tercatat sudah pindah.')
        : `Alamat di data peserta${c.place === null ? '' : ` (${c.place})`} berada di luar wilayah ${c.programme}.`,
    next: () => 'Cocokkan alamat di KTP. Bila masih warga, minta pasien memperbarui data di Disdukcapil.',
    say: (c) =>
      `Di data kami ${c.address} tercatat tinggal di luar wilayah program ini. Bila alamatnya masih sama, mohon memperbarui data di Disdukcapil.`,
  },
  deceased: {
    title: () => 'Tercatat telah meninggal',
    fact: (c) => since(c, 'Tercatat meninggal pada', 'Penerbit data mencatat peserta ini telah meninggal.'),
    next: () =>
      'Cocokkan KTP dengan orangnya, tanpa menyebut isi catatan ini. Bila datanya keliru, panggil penyelia dan laporkan ke Dinas Kesehatan.',
    say: (c) => `Mohon maaf, ada data ${c.address} yang perlu kami periksa dulu. Mohon menunggu sebentar.`,
  },
  'residence-too-short': {
    title: () => 'Belum cukup lama menjadi warga',
    fact: (c) => {
      const months = c.number('minMonths')
      const required = months === null ? 'belum cukup menurut syarat program' : `syaratnya minimal ${months} bulan`
      return `Warga sejak ${c.date(c.row.residentSince) ?? 'tanggal yang belum tercatat'}; ${required}.`
    },
    next: (c) => {
      const from = residenceMetOn(c)
      return from === null
        ? 'Cocokkan tanggal di KK. Sementara itu, tawarkan jaminan lain yang dimiliki pasien.'
        : `Memenuhi syarat mulai ${from}. Sementara itu, tawarkan jaminan lain yang dimiliki pasien.`
    },
    say: (c) => {
      const from = residenceMetOn(c)
      return from === null
        ? `Program ini untuk warga yang sudah menetap beberapa waktu, dan ${c.address} belum mencapainya.`
        : `Program ini untuk warga yang sudah cukup lama menetap. Untuk ${c.address}, syaratnya terpenuhi mulai ${from}.`
    },
  },
  'jkn-active': {
    title: () => 'Pasien punya JKN yang aktif',
    fact: (c) => {
      const segment = c.row.jknSegment === null ? '' : `, ${words.segment[c.row.jknSegment]}`
      const excluded = segmentList(c, '', 'atau')
      const which = excluded === '' ? 'JKN yang aktif' : `JKN aktif segmen ${excluded}`
      return `${c.programme} tidak dipakai bersama ${which}. Tercatat: JKN-KIS aktif${segment}.`
    },
    next: () => 'Arahkan ke Loket BPJS. Pelayanan memakai JKN, bukan bayar sendiri.',
    say: (c) => `${c.address} punya JKN yang aktif, jadi diurus dengan JKN. Silakan ke Loket BPJS membawa KTP.`,
  },
  'jkn-not-active': {
    title: (c) => (jknTrouble(c) === 'segment' ? 'JKN dibayar pihak lain' : 'JKN belum aktif'),
    fact: (c) => {
      const segment = c.row.jknSegment === null ? 'segmen belum diketahui' : words.segment[c.row.jknSegment]
      const facts = {
        'no-number': `${c.programme} memakai kepesertaan JKN; nomor JKN pasien belum tercatat.`,
        'not-active': `${c.programme} memakai kepesertaan JKN; JKN pasien tercatat tidak aktif.`,
        segment: `${c.programme} menanggung segmen ${segmentList(c, 'PBI APBD atau PBPU Pemda', 'atau')}. Tercatat: JKN aktif, ${segment}.`,
      }
      return facts[jknTrouble(c)]
    },
    next: (c) =>
      jknTrouble(c) === 'segment'
        ? 'Arahkan ke Loket BPJS. Pelayanan memakai JKN segmen itu.'
        : 'Arahkan ke Dinas Kesehatan atau kantor BPJS untuk mengaktifkan JKN, lalu periksa ulang.',
    say: (c) =>
      jknTrouble(c) === 'segment'
        ? `${c.address} punya JKN yang aktif, jadi diurus dengan JKN. Silakan ke Loket BPJS membawa KTP.`
        : `JKN ${c.address} belum aktif. Dinas Kesehatan dapat membantu mengaktifkannya; mohon membawa KTP dan KK.`,
  },
  'other-insurance': {
    title: () => 'Ada penjamin lain',
    fact: (c) => `${c.programme} hanya untuk warga tanpa jaminan lain; petugas mencatat ada penjamin lain.`,
    next: () => 'Layani dengan penjamin itu. Bila salah catat, ubah isian Penjamin lain lalu periksa ulang.',
    say: (c) =>
      `Karena ${c.address} punya penjamin lain, biayanya diurus dengan penjamin itu. Mohon menunjukkan kartunya.`,
  },
  'referral-missing': {
    title: () => 'Surat rujukan belum ada',
    fact: (c) => {
      const age = c.number('maxAgeDays')
      return `${sentenceCase(c.care)}${c.question.care === 'rawat-inap' ? ' terencana' : ''} perlu rujukan ${originList(c, 'dari faskes yang diterima program', 'atau')}${age === null ? '' : `, umurnya paling lama ${age} hari`}.`
    },
    next: () => 'Bila suratnya ada, isi di formulir lalu periksa ulang. Bila belum, minta ke puskesmas.',
    say: (c) =>
      `Untuk ${c.care} diperlukan surat rujukan. Bila ${c.address} membawanya, mohon ditunjukkan; bila belum, silakan memintanya ke puskesmas.`,
  },
  'referral-wrong-origin': {
    title: () => 'Asal rujukan tidak sesuai',
    fact: (c) =>
      `Rujukan dari ${c.question.referral === null ? 'faskes lain' : lowerFirst(words.origin[c.question.referral.origin])}; yang diterima dari ${originList(c, 'faskes yang ditetapkan program', 'atau')}.`,
    next: (c) => `Minta rujukan dari ${originList(c, 'faskes yang ditetapkan program', 'atau')}, lalu periksa ulang.`,
    say: (c) =>
      `Rujukan ${c.address} belum dari faskes yang ditetapkan program. Silakan meminta rujukan dari ${originList(c, 'puskesmas', 'atau')}.`,
  },
  'referral-expired': {
    title: (c) => (isFutureReferral(c) ? 'Tanggal rujukan sesudah tanggal layanan' : 'Surat rujukan sudah lewat masa'),
    fact: (c) => {
      const date = c.date(c.question.referral?.date ?? null) ?? 'tanggal yang belum diisi'
      if (isFutureReferral(c)) return `Rujukan tertulis ${date}; layanan pada ${c.serviceDate}.`
      const max = c.number('maxAgeDays')
      const age = c.referralAgeDays === null ? '' : `, umurnya ${c.referralAgeDays} hari`
      return `Rujukan tertulis ${date}${age}${max === null ? '' : `; paling lama ${max} hari`}.`
    },
    next: (c) =>
      isFutureReferral(c)
        ? 'Periksa tanggal di suratnya, betulkan isiannya, lalu periksa ulang.'
        : 'Minta rujukan baru dari faskes asal, lalu periksa ulang.',
    say: (c) =>
      isFutureReferral(c)
        ? `Tanggal di surat rujukan ${c.address} perlu kami cocokkan dulu. Mohon ditunjukkan suratnya.`
        : `Surat rujukan ${c.address} sudah lewat masa berlakunya. Silakan meminta rujukan baru di tempat asal rujukan.`,
  },
  'hospital-not-contracted': {
    title: () => 'Rumah sakit belum bekerja sama',
    fact: (c) => {
      const latest = c.date(c.isoDate('contractUntil'))
      return `Tidak ada kerja sama dengan ${c.programme} untuk ${c.care} yang berlaku pada ${c.serviceDate}${latest === null ? '' : `; yang terakhir sampai ${latest}`}.`
    },
    next: () =>
      'Rujuk ke rumah sakit yang bekerja sama. Bila kerja samanya sudah diperpanjang, minta petugas TI memperbarui pengaturan.',
    say: (c) =>
      `Rumah sakit ini belum bekerja sama dengan program tersebut. Kami bantu menunjukkan rumah sakit yang dapat menerima ${c.address}.`,
  },
  'hospital-not-government': {
    title: () => 'Hanya di rumah sakit pemerintah',
    fact: (c) => `${c.programme} hanya berlaku di rumah sakit pemerintah yang bekerja sama.`,
    next: () => 'Rujuk ke RSUD atau rumah sakit pemerintah yang bekerja sama.',
    say: (c) => `Jaminan ${c.address} berlaku di rumah sakit pemerintah. Kami bantu mengarahkan ke RSUD terdekat.`,
  },
  'ward-class-too-high': {
    title: () => 'Kelas yang diminta di atas jaminan',
    fact: (c) => {
      const classes = wardClasses(c)
      return classes.guaranteed === null
        ? `Diminta kelas ${classes.asked ?? 'yang lebih tinggi'}, di atas kelas yang dijamin.`
        : `Diminta kelas ${classes.asked ?? 'yang lebih tinggi'}; yang dijamin kelas ${classes.guaranteed}.`
    },
    next: (c) =>
      `Pilih kelas ${wardClasses(c).guaranteed ?? 'yang dijamin'}, lalu periksa ulang. Bila pasien tetap ingin naik kelas, terima sebagai pasien umum.`,
    say: (c) =>
      `${c.address} dijamin di kelas ${wardClasses(c).guaranteed ?? 'sesuai program'}. Bila ingin kelas lain, biayanya ditanggung sendiri. Kelas mana yang dipilih?`,
  },
  'care-not-covered': {
    title: () => 'Jenis layanan tidak ditanggung',
    fact: (c) => `${c.programme} tidak menanggung ${c.care}.`,
    next: () => 'Periksa jenis layanannya. Bila sudah benar, tawarkan jaminan lain yang dimiliki pasien.',
    say: (c) => `Program ini tidak menanggung ${c.care}. Mari kita lihat jaminan lain yang ${c.address} miliki.`,
  },
  'card-blocked': {
    title: (c) => (c.row.cardStatus === 'lost' ? 'Kartu ini tercatat hilang' : 'Kartu ini diblokir'),
    fact: () => 'Hanya kartunya yang tidak dapat dipakai; kepesertaan tetap dapat diperiksa dengan NIK.',
    next: () => 'Ketik NIK dari KTP atau KK, lalu cocokkan orangnya.',
    say: (c) => `Kartu ini tidak dapat dipakai lagi. Mohon KTP atau KK ${c.address}, kami periksa dengan NIK.`,
  },
  'accident-other-payer': {
    title: (c) => `${firstPayer(c)} menanggung lebih dulu`,
    fact: (c) =>
      `Tercatat ${lowerFirst(words.accident[c.question.accident])}; ${firstPayer(c)} menjadi penjamin pertama.`,
    next: (c) =>
      c.question.accident === 'work'
        ? 'Minta laporan kecelakaan kerja dari perusahaan, lalu arahkan ke loket BPJS Ketenagakerjaan.'
        : 'Minta laporan polisi, lalu arahkan ke loket Jasa Raharja.',
    say: (c) =>
      `Untuk ${lowerFirst(words.accident[c.question.accident])}, biaya ${c.address} lebih dulu ditanggung ${firstPayer(c)}. Kami bantu berkasnya.`,
  },
}

function endedSentence(c: RuleContext): string {
  const { validUntil } = c.row
  return validUntil !== null && validUntil < c.question.serviceDate
    ? `Berlaku sampai ${c.date(validUntil)}; layanan pada ${c.serviceDate}.`
    : since(c, 'Berakhir sejak', 'Tercatat sudah berakhir.')
}

function since(c: RuleContext, phrase: string, otherwise: string): string {
  const date = c.date(c.row.statusSince)
  return date === null ? otherwise : `${phrase} ${date}.`
}

function residenceMetOn(c: RuleContext): string | null {
  return c.date(c.isoDate('reachedOn'))
}
