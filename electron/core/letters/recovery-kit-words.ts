import { localDate, type IsoInstant } from '../../../shared/domain/dates.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import { formatDate, formatTimeWithZone } from '../../../shared/texts/format.ts'
import { letterHeadWords, printedAt, type LetterHeadWords } from './letter-words.ts'

/** Everything that stands on a recovery kit. The key is a secret: these words go to the press and nowhere else. */
export type RecoveryKitWords = {
  /** Null while nobody has said which hospital this is. */
  head: LetterHeadWords | null
  facts: { label: string; value: string; mono?: true }[]
  /** As the QR says it. */
  key: string
  /** The same to be read and typed: one array for each line. */
  keyLines: string[][]
  warning: string
  keeping: string[]
  lost: string[]
  command: string
  printedBy: string
  foot: string
  demo: boolean
}

export type RecoveryKitFacts = {
  hospital: Hospital | null
  deskCode: string
  device: string
  /** `AGE-SECRET-KEY-1...` */
  key: string
  /** Null: these are the desk's first keys. */
  rotatedAt: IsoInstant | null
  printedAt: IsoInstant
  printedBy: string
  demo: boolean
}

const PREFIX = 'AGE-SECRET-KEY-1'
const GROUP = 4
const GROUPS_A_LINE = 5
const ZONE = 'Asia/Jakarta'

export function recoveryKitWords(facts: RecoveryKitFacts): RecoveryKitWords {
  const zone = facts.hospital?.timeZone ?? ZONE
  return {
    head: facts.hospital && letterHeadWords(facts.hospital),
    facts: [
      { label: 'Loket', value: facts.hospital === null ? facts.deskCode : `${facts.deskCode}, ${facts.hospital.name}` },
      { label: 'Nomor perangkat', value: facts.device, mono: true },
      { label: 'Membuka', value: opens(facts.rotatedAt, zone) },
      { label: 'Dicetak', value: `${printedAt(facts.printedAt, zone)}, oleh ${facts.printedBy}` },
    ],
    key: facts.key,
    keyLines: linesOf(facts.key),
    warning: 'Siapa memegang lembar ini dapat membaca semua data pasien di cadangan loket ini.',
    keeping: [
      'Masukkan ke amplop, segel, lalu tanda tangani di atas segelnya.',
      'Simpan di brankas rumah sakit: jauh dari komputer loket, dan tidak bersama cadangannya.',
      'Jangan difoto, difotokopi, atau dikirim lewat pesan.',
      'Sesudah kunci diganti, cetak lembar baru. Lembar ini tetap disimpan selama cadangan lama masih ada: hanya lembar ini yang membukanya.',
    ],
    lost: [
      'Pasang Loket Sehat di komputer lain. Komputer yang lama jangan dipakai lagi sebagai loket.',
      'Hubungkan disk cadangan, jalankan Loket Sehat, lalu pilih “Pulihkan dari cadangan”.',
      'Pilih cadangan terbaru, lalu pindai kode di atas atau ketik kuncinya. Cadangan diperiksa seluruhnya sebelum dipasang.',
      'Muat lagi data peserta: data itu tidak ada di dalam cadangan.',
      'Bila komputer lama dicuri, ganti kunci di Pengaturan dan cetak lembar baru.',
    ],
    command: 'loket backup restore CADANGAN.lsbackup --into FOLDER',
    printedBy: facts.printedBy,
    foot: `Lembar pemulihan · ${printedAt(facts.printedAt, zone)} · Loket ${facts.deskCode}`,
    demo: facts.demo,
  }
}

function opens(rotatedAt: IsoInstant | null, zone: string): string {
  if (rotatedAt === null) return 'semua cadangan loket ini, sampai kuncinya diganti'
  const date = formatDate(localDate(rotatedAt, zone), 'id')
  return `cadangan sejak ${date} pukul ${formatTimeWithZone(rotatedAt, zone, 'id')}, sampai kunci diganti lagi`
}

/** `AGE-SECRET-KEY-1` on a line of its own, then groups of four characters. */
function linesOf(key: string): string[][] {
  const groups = key.slice(PREFIX.length).match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []
  const lines: string[][] = [[key.slice(0, PREFIX.length)]]
  for (let at = 0; at < groups.length; at += GROUPS_A_LINE) lines.push(groups.slice(at, at + GROUPS_A_LINE))
  return lines
}
