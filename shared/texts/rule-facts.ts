import { ReferralOrigin } from '../domain/care.ts'
import { JknSegment, WardClass } from '../domain/roster-row.ts'
import { joinWords } from './format.ts'
import type { RuleContext } from './rule-context.ts'
import { terms } from './terms.ts'

/** Which of the three ways a JKN-based programme finds no cover. */
export function jknTrouble(c: RuleContext): 'no-number' | 'not-active' | 'segment' {
  if (c.row.jknNumber === null) return 'no-number'
  return c.row.jknStatus === 'active' ? 'segment' : 'not-active'
}

/** Whether the record itself says "moved" on the service date; else the address alone is outside the area. */
export function hasMoved(c: RuleContext): boolean {
  const { status, statusSince } = c.row
  return status === 'moved' && (statusSince === null || statusSince <= c.question.serviceDate)
}

export function isFutureReferral(c: RuleContext): boolean {
  return c.referralAgeDays !== null && c.referralAgeDays < 0
}

/** The payer that the law puts before the programme after an accident. */
export function firstPayer(c: RuleContext): string {
  return c.question.accident === 'work' ? 'BPJS Ketenagakerjaan' : 'Jasa Raharja'
}

/** Asked and guaranteed ward class; `null` where neither question nor trace names it. */
export function wardClasses(c: RuleContext): { asked: string | null; guaranteed: string | null } {
  return { asked: c.question.wardClass, guaranteed: WardClass.safeParse(c.text('guaranteed')).data ?? null }
}

/** `puskesmas atau rumah sakit`, from the origins that the trace names, else the given words. */
export function originList(c: RuleContext, otherwise: string, or: string): string {
  const origins = listed(c, 'origins').flatMap((origin) => {
    const known = ReferralOrigin.safeParse(origin)
    return known.success ? [lowerFirst(terms[c.language].origin[known.data])] : []
  })
  return origins.length === 0 ? otherwise : joinWords(origins, or)
}

/** `PBI APBD atau PBPU Pemda`, from the segments that the trace names, else the given words. */
export function segmentList(c: RuleContext, otherwise: string, or: string): string {
  const segments = listed(c, 'segments').flatMap((segment) => {
    const known = JknSegment.safeParse(segment)
    return known.success ? [terms[c.language].segment[known.data]] : []
  })
  return segments.length === 0 ? otherwise : joinWords(segments, or)
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function listed(c: RuleContext, key: string): string[] {
  return c.text(key)?.split(/[ ,]+/) ?? []
}
