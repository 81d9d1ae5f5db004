import type { Admission, Evidence } from '../../../shared/domain/admission.ts'
import type { ProgrammeVersion } from '../../../shared/domain/programme.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import { formatDate } from '../../../shared/texts/format.ts'
import { refusalWord } from '../../../shared/texts/refusal-word.ts'

/** "Dasar keputusan": everything the verdict rested on, in one line of parts. */
export function letterGrounds(admission: Admission, version: ProgrammeVersion | null): string {
  const { evidence } = admission
  return [
    rosterPart(evidence),
    version === null
      ? `aturan ${admission.programme}`
      : `aturan ${admission.programme} ${version.version}, berlaku sejak ${formatDate(version.from, 'id')}`,
    ...rulesPart(evidence),
    identityPart(admission),
    ...(admission.amendments > 0 ? [`${admission.amendments} perubahan tercatat`] : []),
    `catatan jurnal ${journalEntry(admission)}`,
  ].join(' · ')
}

/** The notes under the grounds where persons decided what the rules refuse or leave open; none where nobody had to. */
export function letterNotes({ evidence, approval }: Admission): LetterNote[] {
  const { chosen } = evidence
  const choice: LetterNote[] =
    chosen === null
      ? []
      : [{ head: 'Ditetapkan petugas:', text: `data ke-${chosen.row + 1} yang dipakai. Alasan: ${chosen.reason}` }]
  if (approval === undefined) return choice
  const agreed = { head: `Disetujui penyelia ${approval.by}:`, text: sentence(approval.reason) }
  if (approval.purpose !== 'override') return [...choice, agreed]
  return [...choice, { ...agreed, text: `${agreed.text} ${overriddenPart(evidence)}` }]
}

export type LetterNote = { head: string; text: string }

/** What the rules had said: whoever reads the letter later must see that it was known. */
function overriddenPart({ verdict, reasons, rosterAsOf }: Evidence): string {
  const words = refusalWord.id
  const old =
    verdict === 'stale'
      ? [`data peserta terlalu lama${rosterAsOf === null ? '' : ` (keadaan ${formatDate(rosterAsOf, 'id')})`}`]
      : []
  return `Dikecualikan: ${[...old, ...reasons.map((code) => words[code])].join('; ')}.`
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** `A1-000187`. */
export function journalEntry(admission: Pick<Admission, 'deskCode' | 'openedSeq'>): string {
  return `${admission.deskCode}-${String(admission.openedSeq).padStart(6, '0')}`
}

function rosterPart({ rosterVersion, rosterAsOf }: Evidence): string {
  if (rosterVersion === null) return 'Tanpa data peserta'
  const asOf = rosterAsOf === null ? '' : `, keadaan ${formatDate(rosterAsOf, 'id')}`
  return `Data peserta versi ${rosterVersion}${asOf}`
}

function rulesPart(evidence: Evidence): string[] {
  const counts: [number, string][] = [
    [evidence.rulesPassed, 'terpenuhi'],
    [evidence.rulesFailed, 'tidak terpenuhi'],
    [evidence.rulesNotApplicable, 'tidak berlaku'],
    [evidence.rulesUnknown, 'belum dapat dinilai'],
  ]
  const total = counts.reduce((sum, [count]) => sum + count, 0)
  if (total === 0) return []
  const named = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  return [`${total} aturan diperiksa: ${named.join(', ')}`]
}

function identityPart(admission: Admission): string {
  const { evidence, details } = admission
  if (evidence.verdict === 'unidentified') return 'identitas pasien belum diketahui'
  const confirmed = evidence.identityConfirmed
    ? `identitas dicocokkan${details.documents.includes('ktp') ? ' dengan KTP' : details.documents.includes('kk') ? ' dengan KK' : ''}`
    : 'identitas belum dicocokkan'
  return [found(evidence), confirmed].filter((part) => part !== '').join(', ')
}

function found({ foundBy, reader }: Evidence): string {
  if (foundBy === null) return ''
  const key = FOUND_BY[foundBy]
  switch (reader) {
    case 'hid':
      return `${key} dibaca pembaca kartu`
    case 'wedge':
      return `${key} dibaca pemindai`
    case 'typed':
      return `${key} diketik`
    case 'chosen':
      return `${key}, dipilih dari daftar`
    case 'none':
      return key
    default:
      return unreachable(reader)
  }
}

const FOUND_BY: Record<NonNullable<Evidence['foundBy']>, string> = {
  nik: 'NIK',
  kk: 'kartu keluarga',
  jkn: 'kartu JKN-KIS',
  card: 'kartu program',
  uid: 'kartu program (NFC)',
  name: 'nama dan tanggal lahir',
}
