import type { Random } from './random.ts'

/** The family word of every demo person: nobody can be mistaken for somebody who exists. */
export const FAMILY_WORD = 'Contoh'

type Names = readonly [string, ...string[]]

const MEN: Names = words(
  'Ahmad Budi Bima Rahmat Agus Dedi Eko Fajar Galih Hadi Indra Joko Kurnia Lukman Maman Nanang Oman Purnomo Rizki Sandi ' +
    'Taufik Ujang Wahyu Yusuf Zaenal Arif Bagus Cecep Dani Edi Firman Gilang Hendra Imam Jajang Kosim Asep Mulyana Nurdin Opan ' +
    'Pandu Rudi Suryadi Tono Untung Wawan Yanto Andi Bayu Darma Endang Farhan Guntur Haris Irfan Karta Luki Made Nyoman Putu ' +
    'Ketut Rangga Satria Teguh Umar Vino Wisnu Yoga Zaki',
)
const WOMEN: Names = words(
  'Siti Dewi Aminah Nur Maya Rina Ani Bunga Citra Dian Eka Fitri Gita Hani Indah Juju Kartika Lestari Mira Nina Oktavia Putri ' +
    'Ratna Sari Tuti Umi Vina Wulan Yanti Zahra Aisyah Betty Cucu Dedeh Euis Farida Galuh Hesti Imas Jamilah Komala Laras Murni ' +
    'Nengsih Odah Popi Rohani Sumiati Titin Uci Wati Yuyun Ayu Bulan Desi Elis Fatimah Halimah Ida Kania Lia Melati Nia Nining ' +
    'Pratiwi Rosita Sri Tari',
)

/** One or two given names and the family word. */
export function demoName(random: Random, female: boolean): string {
  const list = female ? WOMEN : MEN
  const first = random.pick(list)
  const second = random.chance(0.6) ? random.pick(list) : first
  return second === first ? `${first} ${FAMILY_WORD}` : `${first} ${second} ${FAMILY_WORD}`
}

function words(text: string): Names {
  return text.split(' ') as [string, ...string[]]
}
