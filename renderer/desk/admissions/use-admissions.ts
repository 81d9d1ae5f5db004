import { useQuery } from '@tanstack/react-query'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { queries } from '../../api.ts'

/** The longest day's list that the desk shows; beyond it the full list is searched by the core. */
const TODAY_LIMIT = 500

export type TodayList = {
  admissions: readonly Admission[]
  total: number
  /** Without those that were voided. */
  standing: number
  failed: boolean
  loaded: boolean
}

/** What was admitted today, newest first; asked anew whenever the core says that admissions changed. */
export function useToday(today: IsoDate | undefined): TodayList {
  const { data, isError } = useQuery(
    queries.admissions.list.queryOptions({
      input: { from: today ?? ('1970-01-01' as IsoDate), to: today ?? ('1970-01-01' as IsoDate), limit: TODAY_LIMIT },
      enabled: today !== undefined,
    }),
  )
  const admissions = data?.admissions ?? []
  return {
    admissions,
    total: data?.total ?? 0,
    standing: (data?.total ?? 0) - admissions.filter(({ state }) => state === 'voided').length,
    failed: isError,
    loaded: data !== undefined,
  }
}

/** Provisional guarantees that wait for papers, nearest deadline first. */
export function useProvisional(): readonly Admission[] {
  return useQuery(queries.admissions.provisional.queryOptions()).data ?? []
}

/** The part of a letter number that a clerk says aloud, and the rest. */
export function splitLetterNumber(letterNumber: string): { sequence: string; rest: string } {
  const slash = letterNumber.indexOf('/')
  return slash < 0
    ? { sequence: letterNumber, rest: '' }
    : { sequence: letterNumber.slice(0, slash), rest: letterNumber.slice(slash) }
}

export type TodayFilter = 'all' | 'provisional' | 'unprinted' | 'voided'
export const TODAY_FILTERS: readonly TodayFilter[] = ['all', 'provisional', 'unprinted', 'voided']

export function matchesFilter(admission: Admission, filter: TodayFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'provisional':
      return admission.state === 'provisional'
    case 'unprinted':
      return admission.prints === 0 && admission.state !== 'voided'
    case 'voided':
      return admission.state === 'voided'
  }
}

/** By a part of the name, the digits of the NIK, or the letter number. */
export function matchesText(admission: Admission, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  const digits = wanted.replaceAll(/[\s.]/g, '')
  return (
    admission.person.name.toLowerCase().includes(wanted) ||
    admission.letterNumber.toLowerCase().includes(wanted) ||
    (/^\d{3,}$/.test(digits) && (admission.person.nik?.includes(digits) ?? false))
  )
}
