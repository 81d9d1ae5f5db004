import type { SetupInput } from '../../shared/contract/setup.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { Contract, Hospital } from '../../shared/domain/hospital.ts'
import type { RegencyCode } from '../../shared/domain/identifiers.ts'
import { OperatorName } from '../../shared/domain/operator.ts'
import type { ProgrammeDefinition } from '../../shared/domain/programme.ts'
import type { WardClass } from '../../shared/domain/roster-row.ts'

export type Step = 'hospital' | 'agreements' | 'letter' | 'administrator' | 'review'

export type Agreement = {
  programme: Contract['programme']
  agreed: boolean
  from: IsoDate | null
  until: IsoDate | null
}

/** Everything that was typed so far; in memory alone, written by one call at the end. */
export type SetupDraft = {
  name: string
  code: string
  owner: Hospital['owner'] | null
  isRsud: boolean
  regencyCode: RegencyCode | null
  agreements: readonly Agreement[]
  wardClasses: readonly WardClass[]
  authority: string
  address: string
  phone: string
  city: string
  deskCode: string
  person: string
  secret: string
  again: string
}

export type Problem =
  | 'name-missing'
  | 'code-wrong'
  | 'owner-missing'
  | 'regency-missing'
  | 'date-missing'
  | 'until-before-from'
  | 'classes-missing'
  | 'authority-missing'
  | 'address-missing'
  | 'city-missing'
  | 'desk-code-wrong'
  | 'person-name-wrong'

/** What is wrong, by the field that it is said at: `from:kbs-bekasi` for a date of an agreement. */
export type Problems = Partial<Record<string, Problem>>

/** Provinces, by their two digits, that do not keep the time of Jakarta. */
const MAKASSAR_TIME = /^(5[123]|6[345]|7[1-6])/
const JAYAPURA_TIME = /^(8[12]|9[1-6])/

/** `year`: that of today; an agreement runs to the end of it unless agreed otherwise. */
export function emptyDraft(programmes: readonly ProgrammeDefinition[], year: number): SetupDraft {
  return {
    name: '',
    code: '',
    owner: null,
    isRsud: false,
    regencyCode: null,
    agreements: programmes.map(({ code }) => ({
      programme: code,
      agreed: false,
      from: `${year}-01-01` as IsoDate,
      until: `${year}-12-31` as IsoDate,
    })),
    wardClasses: ['1', '2', '3'],
    authority: '',
    address: '',
    phone: '',
    city: '',
    deskCode: 'A1',
    person: '',
    secret: '',
    again: '',
  }
}

/** A desk that has its hospital is asked only for the rest. */
export function stepsFor(stage: 'hospital' | 'administrator'): readonly Step[] {
  return stage === 'hospital'
    ? ['hospital', 'agreements', 'letter', 'administrator', 'review']
    : ['letter', 'administrator', 'review']
}

/** What keeps a step from being left forwards. The PIN is judged beside its own fields. Pure. */
export function problemsOf(step: Step, draft: SetupDraft, isHospitalKnown: boolean): Problems {
  switch (step) {
    case 'hospital':
      return {
        ...(draft.name.trim() === '' && { name: 'name-missing' }),
        ...(!/^\d{7}$/.test(draft.code.trim()) && { code: 'code-wrong' }),
        ...(draft.owner === null && { owner: 'owner-missing' }),
        ...(draft.regencyCode === null && { regencyCode: 'regency-missing' }),
      }
    case 'agreements':
      return {
        ...Object.assign({}, ...draft.agreements.map(agreementProblems)),
        ...(draft.wardClasses.length === 0 && { wardClasses: 'classes-missing' }),
      }
    case 'letter':
      return {
        ...(!isHospitalKnown && letterheadProblems(draft)),
        ...(!/^[A-Z0-9]{1,6}$/.test(draft.deskCode) && { deskCode: 'desk-code-wrong' }),
      }
    case 'administrator':
      return OperatorName.safeParse(draft.person).success ? {} : { person: 'person-name-wrong' }
    case 'review':
      return {}
  }
}

function agreementProblems({ programme, agreed, from, until }: Agreement): Problems {
  if (!agreed) return {}
  return {
    ...(from === null && { [`from:${programme}`]: 'date-missing' as const }),
    ...(until === null && { [`until:${programme}`]: 'date-missing' as const }),
    ...(from !== null && until !== null && until < from && { [`until:${programme}`]: 'until-before-from' as const }),
  }
}

function letterheadProblems({ authority, address, city }: SetupDraft): Problems {
  return {
    ...(authority.trim() === '' && { authority: 'authority-missing' }),
    ...(address.trim() === '' && { address: 'address-missing' }),
    ...(city.trim() === '' && { city: 'city-missing' }),
  }
}

/** What is sent; null while something is missing. `isHospitalKnown`: the desk has its hospital already. */
export function inputOf(draft: SetupDraft, isHospitalKnown: boolean): SetupInput | null {
  const hospital = isHospitalKnown ? null : hospitalOf(draft)
  if (!isHospitalKnown && hospital === null) return null
  return { hospital, deskCode: draft.deskCode, administrator: { name: draft.person.trim(), secret: draft.secret } }
}

function hospitalOf(draft: SetupDraft): Hospital | null {
  const { owner, regencyCode, agreements, wardClasses } = draft
  const [first, ...rest] = wardClasses.toSorted()
  if (owner === null || regencyCode === null || first === undefined) return null
  return {
    code: draft.code.trim(),
    name: draft.name.trim(),
    owner,
    regencyCode,
    isRsud: owner === 'government' && draft.isRsud,
    contracts: agreements.flatMap(({ programme, agreed, from, until }) =>
      agreed && from !== null && until !== null ? [{ programme, from, until }] : [],
    ),
    wardClasses: [first, ...rest],
    letterHead: {
      authority: draft.authority.trim(),
      address: draft.address.trim(),
      phone: draft.phone.trim(),
      city: draft.city.trim(),
    },
    timeZone: timeZoneOf(regencyCode),
  }
}

/** The time that a kabupaten or kota keeps: WIB, WITA or WIT. */
export function timeZoneOf(regencyCode: string): string {
  if (MAKASSAR_TIME.test(regencyCode)) return 'Asia/Makassar'
  return JAYAPURA_TIME.test(regencyCode) ? 'Asia/Jayapura' : 'Asia/Jakarta'
}
