/**
 * A second evaluator, written from the tables of the programme rules and from nothing else: flat, slow, no data-driven definitions, no
 * code shared with `shared/domain` but its types. Where it and `decidePerson` disagree, one of them has misread the rules.
 *
 * Beside the two programmes it knows `uji-terbatas`, made for the tests: in force 2018-01-01 to 2026-12-31, any of 32.75 and 32.01,
 * class 2, only inpatient care and emergency, no referral, no JKN or residence rule, stale after 7 days, papers due after 48 hours.
 */
import type { PersonCase } from '../../../shared/domain/decide.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import type { Question } from '../../../shared/domain/question.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'

type NaiveSettled =
  | { kind: 'eligible'; guaranteedWardClass: string }
  | { kind: 'ineligible'; reasons: string[]; guaranteedWardClass: string | null }
  | { kind: 'review'; conflict: string }

export type NaiveProgramme = { programme: string; version: string | null; settled: NaiveSettled; warnings: string[] }
export type NaivePerson = {
  verdict: Record<string, unknown>
  programmes: NaiveProgramme[]
  warnings: string[]
  provisionalOffered: boolean
  provisionalDueHours: number
}

const CODES_IN_ORDER =
  'programme-not-in-force membership-not-started membership-ended membership-suspended moved-away deceased residence-too-short jkn-active jkn-not-active other-insurance referral-missing referral-wrong-origin referral-expired hospital-not-contracted hospital-not-government ward-class-too-high care-not-covered card-blocked accident-other-payer'.split(
    ' ',
  )
const WARNINGS_IN_ORDER =
  'nik-birth-date-differs nik-sex-differs district-unknown district-retired card-lost-but-member'.split(' ')

export function judgeNaively(c: PersonCase): NaivePerson {
  const codes: string[] = []
  for (const contract of c.hospital.contracts) if (!codes.includes(contract.programme)) codes.push(contract.programme)
  for (const code of ['kbs-bekasi', 'bogor-sehat', 'uji-terbatas']) if (!codes.includes(code)) codes.push(code)
  for (const row of c.rows) if (!codes.includes(row.programme)) codes.push(row.programme)

  const programmes: NaiveProgramme[] = []
  for (const code of codes) {
    const rows = c.rows.filter((row) => row.programme === code)
    if (rows.length > 0) programmes.push(judgeProgramme(code, rows, c))
  }

  // From the weakest to the strongest claim to be the answer; the last one that any programme has wins, its first programme for all.
  let answer = programmes[0]!
  for (const p of programmes.toReversed()) if (isOld(p.programme, c)) answer = p
  for (const p of programmes.toReversed()) if (p.settled.kind === 'review') answer = p
  for (const p of programmes.toReversed()) if (p.settled.kind === 'eligible') answer = p
  for (const p of programmes.toReversed()) if (p.settled.kind === 'eligible' && !isOld(p.programme, c)) answer = p
  let settled = answer.settled
  if (settled.kind === 'ineligible') {
    const all: string[] = []
    for (const p of programmes) if (p.settled.kind === 'ineligible') all.push(...p.settled.reasons)
    settled = { ...settled, reasons: CODES_IN_ORDER.filter((code) => all.includes(code)) }
  }
  const { programme, version } = answer
  const verdict = isOld(programme, c)
    ? { kind: 'stale', programme, version, rosterDate: c.rosterAsOf(codeOf(programme, c)), verdictIfCurrent: settled }
    : { ...settled, programme, version }
  const urgent = c.question.care === 'igd' || c.question.care === 'persalinan'
  return {
    verdict,
    programmes,
    warnings: WARNINGS_IN_ORDER.filter((code) => programmes.some((p) => p.warnings.includes(code))),
    provisionalOffered: urgent && verdict.kind !== 'eligible',
    provisionalDueHours: answer.programme === 'uji-terbatas' ? 48 : 72,
  }
}

function isOld(code: string, c: PersonCase): boolean {
  const limit = code === 'uji-terbatas' ? 7 : 14
  return (Date.parse(c.today) - Date.parse(c.rosterAsOf(codeOf(code, c)))) / 86_400_000 > limit
}

function codeOf(code: string, c: PersonCase): RosterRow['programme'] {
  return c.rows.find((row) => row.programme === code)!.programme
}

function judgeProgramme(code: string, all: RosterRow[], c: PersonCase): NaiveProgramme {
  const { question: q, hospital: h } = c
  const version = versionOf(code, q.serviceDate)
  let rows = all
  let chosen = false
  if (c.choice !== null && c.choice.programme === code && c.choice.row < all.length) {
    rows = [all[c.choice.row]!]
    chosen = true
  }
  const warnings = WARNINGS_IN_ORDER.filter((w) => rows.some((row) => warningsOf(row, c).includes(w)))
  if (!chosen && rows.length > 1) {
    return { programme: code, version, settled: { kind: 'review', conflict: 'nik-twice' }, warnings }
  }
  const row = rows[0]!
  if (!chosen && row.status === 'duplicate') {
    return { programme: code, version, settled: { kind: 'review', conflict: 'marked-duplicate' }, warnings }
  }
  if (version === null) {
    const settled: NaiveSettled = { kind: 'ineligible', reasons: ['programme-not-in-force'], guaranteedWardClass: null }
    return { programme: code, version, settled, warnings }
  }
  let guaranteedWardClass = '3'
  if (code === 'uji-terbatas' && row.wardClass !== '3') guaranteedWardClass = '2'
  const reasons = refusals(`${code} ${version}`, row, q, h, c, guaranteedWardClass)
  if (reasons.length === 0)
    return { programme: code, version, settled: { kind: 'eligible', guaranteedWardClass }, warnings }
  return { programme: code, version, settled: { kind: 'ineligible', reasons, guaranteedWardClass }, warnings }
}

function versionOf(code: string, d: string): string | null {
  if (code === 'kbs-bekasi' && d >= '2017-01-16' && d <= '2018-10-31') return 'v1'
  if (code === 'kbs-bekasi' && d >= '2018-11-01' && d <= '2019-12-31') return 'v2'
  if (code === 'kbs-bekasi' && d >= '2020-01-01' && d <= '2022-03-31') return 'v3'
  if (code === 'kbs-bekasi' && d >= '2022-04-01') return 'v4'
  if (code === 'bogor-sehat' && d >= '2019-01-01') return 'v1'
  if (code === 'uji-terbatas' && d >= '2018-01-01' && d <= '2026-12-31') return 'v1'
  return null
}

function refusals(
  rules: string,
  row: RosterRow,
  q: Question,
  h: Hospital,
  c: PersonCase,
  guaranteed: string,
): string[] {
  const d: string = q.serviceDate
  const since: string = row.statusSince ?? '0000-00-00'
  const code = rules.split(' ')[0]!
  const out: string[] = []

  if (d < row.validFrom) out.push('membership-not-started')

  if (row.validUntil !== null && d > row.validUntil) out.push('membership-ended')
  else if (row.status === 'ended' && d >= since) out.push('membership-ended')

  if (row.status === 'suspended' && d >= since) out.push('membership-suspended')

  if (row.status === 'moved' && d >= since) out.push('moved-away')
  else if (code === 'kbs-bekasi' && !row.districtCode.startsWith('3275')) out.push('moved-away')
  else if (code === 'bogor-sehat' && !row.districtCode.startsWith('3201')) out.push('moved-away')
  else if (code === 'uji-terbatas' && !/^(3275|3201)/.test(row.districtCode)) out.push('moved-away')

  if (row.status === 'deceased' && (row.statusSince === null || d > row.statusSince)) out.push('deceased')

  if ((rules === 'kbs-bekasi v3' || rules === 'kbs-bekasi v4') && row.residentSince !== null) {
    if (sixMonthsAfter(row.residentSince) > d) out.push('residence-too-short')
  }

  if ((rules === 'kbs-bekasi v1' || rules === 'kbs-bekasi v2') && row.jknStatus === 'active') {
    if (row.jknSegment === 'pbi-apbn' || row.jknSegment === 'pbi-apbd') out.push('jkn-active')
  }
  if ((rules === 'kbs-bekasi v3' || rules === 'kbs-bekasi v4') && row.jknStatus === 'active') out.push('jkn-active')

  if (code === 'bogor-sehat') {
    if (row.jknNumber === null) out.push('jkn-not-active')
    else if (row.jknStatus !== 'active') out.push('jkn-not-active')
    else if (row.jknSegment !== 'pbi-apbd' && row.jknSegment !== 'pbpu-pemda') out.push('jkn-not-active')
  }

  if ((rules === 'kbs-bekasi v3' || rules === 'kbs-bekasi v4') && q.otherPayer) out.push('other-insurance')

  const asksReferral = rules !== 'kbs-bekasi v1' && code !== 'uji-terbatas'
  if (asksReferral && (q.care === 'rawat-jalan' || q.care === 'rawat-inap')) {
    if (q.referral === null) out.push('referral-missing')
    else {
      const { origin } = q.referral
      if (code === 'kbs-bekasi' && h.owner === 'government' && origin !== 'puskesmas' && origin !== 'rs')
        out.push('referral-wrong-origin')
      if (code === 'kbs-bekasi' && h.owner === 'private' && origin !== 'rs') out.push('referral-wrong-origin')
      if (code === 'bogor-sehat' && origin === 'rs') out.push('referral-wrong-origin')
      const days = (Date.parse(d) - Date.parse(q.referral.date)) / 86_400_000
      if (days < 0 || days > 90) out.push('referral-expired')
    }
  }

  let contracted = false
  for (const contract of h.contracts) {
    if (contract.programme !== code || d < contract.from || d > contract.until) continue
    if (!contract.careKinds || contract.careKinds.includes(q.care)) contracted = true
  }
  if (!contracted) out.push('hospital-not-contracted')

  if (rules === 'kbs-bekasi v4' && h.owner === 'private') out.push('hospital-not-government')

  if ((q.care === 'rawat-inap' || q.care === 'persalinan') && q.wardClass !== null) {
    if (q.wardClass < guaranteed) out.push('ward-class-too-high')
  }

  if (code === 'uji-terbatas' && (q.care === 'rawat-jalan' || q.care === 'persalinan')) out.push('care-not-covered')

  if (cardWasRead(row, c) && (row.cardStatus === 'blocked' || row.cardStatus === 'lost')) out.push('card-blocked')

  if (q.accident === 'traffic' || q.accident === 'work') out.push('accident-other-payer')
  return out
}

function warningsOf(row: RosterRow, c: PersonCase): string[] {
  const out: string[] = []
  const woman = Number(row.nik[6]) >= 4
  const day = `${woman ? Number(row.nik[6]) - 4 : row.nik[6]}${row.nik[7]}`
  const born = row.birthDate.slice(8, 10) + row.birthDate.slice(5, 7) + row.birthDate.slice(2, 4)
  if (day + row.nik.slice(8, 12) !== born) out.push('nik-birth-date-differs')
  if (woman && row.sex === 'L') out.push('nik-sex-differs')
  if (!woman && row.sex === 'P') out.push('nik-sex-differs')
  for (const place of [row.nik.slice(0, 6), row.districtCode]) {
    // The only codes that the generator of cases draws from: two retired regencies, some current kecamatan, the rest unknown.
    if (place.startsWith('9101') || place.startsWith('9271')) out.push('district-retired')
    else if (!['327502', '327512', '320101', '321601', '960101'].includes(place)) out.push('district-unknown')
  }
  if ((row.cardStatus === 'lost' || row.cardStatus === 'blocked') && !cardWasRead(row, c))
    out.push('card-lost-but-member')
  return out
}

function cardWasRead(row: RosterRow, c: PersonCase): boolean {
  if (c.foundBy === null) return false
  if (c.foundBy.kind === 'card' && c.foundBy.value === row.cardNumber) return true
  return c.foundBy.kind === 'uid' && c.foundBy.value === row.cardUid
}

function sixMonthsAfter(d: string): string {
  let year = Number(d.slice(0, 4))
  let month = Number(d.slice(5, 7)) + 6
  if (month > 12) {
    month -= 12
    year += 1
  }
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
  const day = Math.min(Number(d.slice(8, 10)), last)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
