import { localDate, type IsoDate, type IsoInstant } from '../../../shared/domain/dates.ts'
import { contractedOn, type Hospital } from '../../../shared/domain/hospital.ts'
import { maskName, maskNik } from '../../../shared/domain/mask.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import type { Question } from '../../../shared/domain/question.ts'
import { programmesWithoutData, type RosterState } from '../../../shared/domain/roster-state.ts'
import type { ProgrammeVerdict, RefusalCode } from '../../../shared/domain/verdict.ts'
import { formatDate, formatTime, zoneAbbreviation } from '../../../shared/texts/format.ts'
import { pick, type Language } from '../../../shared/texts/language.ts'
import { explainRefusals } from '../../../shared/texts/refusal.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { letterHeadWords, type LetterHeadWords } from './letter-words.ts'

/** A patient whose care is refused now, as decided again for the sheet. */
export type RefusedPatient = {
  name: string
  nik: string
  /** The programmes that refuse, the first one first. */
  verdicts: readonly ProgrammeVerdict[]
  rosterAsOf: IsoDate
  /** As it stood when the patient was refused. */
  roster: RosterState
}

/** Stands for the number in `AdviceWords.more`: the page alone knows how many found no room. */
export const LEFT = '{left}'

export type AdviceReason = { title: string; fact: string | null; step: string }
export type AdviceWords = {
  language: Language
  head: LetterHeadWords
  title: string
  notALetter: string
  facts: { label: string; value: string; mono: boolean }[]
  opening: string
  groups: { programme: string | null; reasons: AdviceReason[] }[]
  /** The line that stands for reasons that found no room. */
  more: string
  bringHead: string
  bring: string[]
  emergencyHead: string
  emergency: string
  foot: string
  demo: boolean
}

export type AdviceFactsIn = {
  patient: RefusedPatient
  question: Question
  hospital: Hospital
  programmes: readonly ProgrammeDefinition[]
  deskCode: string
  at: IsoInstant
  language: Language
  demo: boolean
}

/** Puts a refusal into words for the patient's hand: the reasons, what can be done about each, what to bring. */
export function adviceWords(input: AdviceFactsIn): AdviceWords {
  const { patient, question, hospital, language, at } = input
  const { timeZone } = hospital
  const codes = patient.verdicts.flatMap(({ settled }) => (settled.kind === 'ineligible' ? settled.reasons : []))
  const asOf = formatDate(patient.rosterAsOf, language)
  const without = withoutData(input)
  return {
    language,
    head: letterHeadWords(hospital, language),
    title: pick(language, 'Langkah berikutnya', 'Next steps'),
    notALetter: pick(language, 'Bukan surat jaminan', 'Not a guarantee letter'),
    facts: [
      fact(pick(language, 'Pasien', 'Patient'), maskName(patient.name)),
      fact('NIK', maskNik(patient.nik), true),
      fact(
        pick(language, 'Layanan', 'Care'),
        `${terms[language].care[question.care]}, ${formatDate(question.serviceDate, language)}`,
      ),
      fact(pick(language, 'Program', 'Programme'), patient.verdicts.map((verdict) => verdict.shownAs).join(', ')),
    ],
    opening: pick(
      language,
      `Menurut data peserta per ${asOf}${without}, layanan ini belum dapat dijamin karena:`,
      `According to the roster of ${asOf}${without}, this care cannot be guaranteed yet because:`,
    ),
    groups: patient.verdicts.map((verdict) => ({
      programme: patient.verdicts.length > 1 ? verdict.shownAs : null,
      reasons: reasonsOf(verdict, input),
    })),
    more: pick(language, `Dan ${LEFT} alasan lain; tanyakan di loket.`, `And ${LEFT} more; please ask at the desk.`),
    bringHead: pick(language, 'Yang perlu dibawa', 'What to bring'),
    bring: papers(codes, question, language),
    emergencyHead: pick(language, 'Keadaan darurat', 'Emergency'),
    emergency: pick(
      language,
      'Langsung ke IGD. Pertolongan diberikan tanpa menunggu berkas.',
      'Go straight to the IGD. Help is given without waiting for papers.',
    ),
    foot: [
      formatDate(localDate(at, timeZone), language),
      `${formatTime(at, timeZone, language)} ${zoneAbbreviation(timeZone)}`,
      `Loket ${input.deskCode}`,
    ].join(' · '),
    demo: input.demo,
  }
}

/** Not looked up is not refused: the patient may be a member of a programme whose data is not here. */
function withoutData({ patient, question, hospital, programmes, language }: AdviceFactsIn): string {
  const codes = programmesWithoutData(patient.roster, contractedOn(hospital, question.serviceDate))
  if (codes.length === 0) return ''
  const names = codes.map((code) => programmes.find((one) => one.code === code)?.shortName ?? code).join(', ')
  return pick(language, ` (data ${names} belum ada di loket ini)`, ` (this desk has no ${names} data yet)`)
}

function reasonsOf(
  verdict: ProgrammeVerdict,
  { question, hospital, programmes, language }: AdviceFactsIn,
): AdviceReason[] {
  const programme = programmes.find((definition) => definition.code === verdict.programme)
  const settings = { language, question, hospitalName: hospital.name }
  const shortName = programme === undefined ? {} : { programmeShortName: programme.shortName }
  return explainRefusals(verdict, { ...settings, ...shortName }).map(({ code, title, fact: found, say }) =>
    // A living person must not read on paper that a register says otherwise.
    code === 'deceased'
      ? { title: pick(language, 'Data perlu diperiksa', 'Your record needs checking'), fact: null, step: say }
      : { title, fact: found, step: say },
  )
}

function papers(codes: readonly RefusalCode[], question: Question, language: Language): string[] {
  const has = (...wanted: RefusalCode[]) => wanted.some((code) => codes.includes(code))
  const accident =
    question.accident === 'work'
      ? pick(language, 'Laporan kecelakaan kerja dari perusahaan', 'The employer’s report of the accident')
      : pick(language, 'Laporan polisi', 'The police report')
  return [
    pick(language, 'KTP dan KK asli', 'KTP and KK, the originals'),
    pick(language, 'Kartu program atau kartu JKN-KIS, bila ada', 'Programme card or JKN-KIS card, if you have one'),
    ...(has('referral-missing', 'referral-wrong-origin', 'referral-expired')
      ? [pick(language, 'Surat rujukan yang masih berlaku', 'A referral letter that is still valid')]
      : []),
    ...(has('other-insurance') ? [pick(language, 'Kartu penjamin lain', 'The other payer’s card')] : []),
    ...(has('accident-other-payer') ? [accident] : []),
    pick(language, 'Lembar ini', 'This sheet'),
  ]
}

function fact(label: string, value: string, mono = false): { label: string; value: string; mono: boolean } {
  return { label, value, mono }
}
