import { groupDigits } from '../../../shared/domain/format.ts'
import type { Symbology } from './symbol.ts'

/** Where a maker's manual has the two codes. Chapters and codes are called as the manual calls them, in English. */
export type MakerWords = { maker: string; chapter: string; toHidPos: string; toKeyboard: string }

/** A code to try the scanner with, and what "Pindai apa saja" must then say. */
export type TestCode = { title: string; text: string; shown: string; expected: string; symbology: Symbology }

/** Everything that stands on the sheet for switching scanners. */
export type ScannerSheetWords = {
  why: string
  steps: string[]
  /** What to type, below the step of this index. */
  command: { step: number; text: string }
  makers: readonly MakerWords[]
  others: string
  warning: string
  tests: readonly TestCode[]
  tested: string
  foot: string
}

/*
 * No programming code is printed here. The manuals name the codes, but what their bars hold (which function character, where, with what
 * end) could be read from no maker's document, and a wrong one may misconfigure a scanner. So the sheet says which code of which chapter.
 *
 * Sources. Honeywell: user's guides of Voyager 1602g (chapter and sections), 1200g, 1450g and Vuquest 3310g ("Terminal ID Table": USB HID
 * POS 131, USB PC keyboard 124); the codes are captioned PAP131 and PAP124 in that of Voyager 1200g. Newland: NLS-FM420, "USB Interface",
 * "HID-POS"; NLS-HR42 and HR11, "Enter Setup" and "Exit Setup". Zebra and Datalogic: product reference guides; not every model has the mode.
 */
const MAKERS: readonly MakerWords[] = [
  {
    maker: 'Honeywell',
    chapter: 'User’s Guide: “Programming the Interface”, bagian “USB HID”',
    toHidPos: '“USB HID”, tertulis PAP131 (tabel “Terminal ID”: 131, HID POS)',
    toKeyboard: '“USB PC Keyboard”, tertulis PAP124',
  },
  {
    maker: 'Zebra (Symbol)',
    chapter: 'Product Reference Guide: “USB Interface”, bagian “USB Device Type”',
    toHidPos: '“USB HID POS”. Bukan SNAPI, bukan IBM',
    toKeyboard: '“HID Keyboard Emulation”',
  },
  {
    maker: 'Newland',
    chapter: 'User Guide: “USB Interface”, bagian “HID-POS”',
    toHidPos: '“Enter Setup”, lalu “HID-POS”, lalu “Exit Setup”',
    toKeyboard: 'Sama, dengan “HID-KBW”',
  },
  {
    maker: 'Datalogic',
    chapter: 'Product Reference Guide: “Interface Selection”',
    toHidPos: '“USB HID POS”, bila ada. “USB-OEM” adalah cara lain, yang tidak dibaca loket',
    toKeyboard: '“USB Keyboard”',
  },
]

/** Synthetic: the serial 9901 is given to nobody. */
const SAMPLE_NIK = '3275021508909901'
const NO_CARD = 'INI BUKAN KARTU'
// More than the 56 characters that one report holds.
const LONG = 'UJI PEMINDAI LOKET SEHAT: INI BUKAN KARTU, HANYA KODE PANJANG YANG MEMERLUKAN DUA LAPORAN'

const TESTS: readonly TestCode[] = [
  {
    title: '1. Kartu contoh',
    text: SAMPLE_NIK,
    shown: groupDigits(SAMPLE_NIK),
    expected: 'Harus terbaca: NIK atau nomor KK.',
    symbology: 'code128',
  },
  {
    title: '2. Bukan kartu',
    text: NO_CARD,
    shown: NO_CARD,
    expected: 'Harus terbaca: teks yang bukan nomor kartu.',
    symbology: 'code128',
  },
  {
    title: '3. Kode panjang (pemindai QR)',
    text: LONG,
    shown: '',
    expected: 'Harus terbaca: teks yang bukan nomor kartu, dari dua laporan.',
    symbology: 'qr',
  },
]

export const SCANNER_SHEET: ScannerSheetWords = {
  why: 'Dalam mode papan ketik, pemindai mengetik isi kode di tempat kursor berada. Dalam mode HID POS, loket membacanya langsung: isi kode tidak jatuh ke kolom yang salah, dan laporan yang tidak utuh ditolak. Cukup satu kali untuk tiap pemindai.',
  steps: [
    'Lihat nama model di stiker pemindai, lalu buka buku panduan model itu dari situs pabriknya.',
    'Cari kode pengatur menurut tabel di bawah, lalu pindai dari buku panduan. Pemindai berbunyi dan menyambung lagi sendiri; bila tidak, cabut lalu colokkan.',
    'Di loket buka Pengaturan, Pembaca kartu. Pemindai harus tertulis “Siap membaca”. Bila tertulis “Belum diizinkan” (Linux), pasang dulu izin USB dengan perintah ini:',
    'Tekan “Mulai mendengarkan” di “Pindai apa saja”, lalu pindai kode uji di kaki lembar ini.',
  ],
  command: { step: 2, text: 'sudo npx loket readers udev' },
  makers: MAKERS,
  others:
    'Pabrik lain: cari “HID POS”, “USB POS”, atau “POS HID Scanner” di buku panduan. Bila tidak ada, pemindai itu tidak punya mode ini: biarkan sebagai papan ketik. Loket tetap mengenali pindaiannya dari kecepatannya.',
  warning:
    'Lembar ini sengaja tidak memuat kode pengatur. Kode model lain dapat mengacaukan pemindai: pindai hanya dari buku panduan model Anda.',
  tests: TESTS,
  tested:
    'Yang tampil lain, atau tidak ada yang tampil? Kembalikan ke papan ketik menurut kolom terakhir, dan pakai pemindai seperti sebelumnya.',
  foot: 'Loket Sehat. Nomor pada kode uji rekaan.',
}
