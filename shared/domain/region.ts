import { DistrictCode, RegencyCode, VillageCode } from './identifiers.ts'
import { regionTable } from './region-table.ts'

/**
 * What a six-digit kecamatan code stands for. `retired`: its kabupaten/kota left the list when Papua was split, and people
 * registered before keep the code for life. `unknown`: a part that is not known is null, the parts above it are named.
 */
export type DistrictLookup = {
  status: 'current' | 'retired' | 'unknown'
  district: string | null
  regency: string | null
  province: string | null
}

export type Regency = { code: RegencyCode; name: string }
export type District = { code: DistrictCode; name: string }
export type Village = { code: VillageCode; name: string }

/** The 26 kabupaten/kota codes that stopped being current between 2018 and 2025, all through the splits of Papua (91) and Papua Barat (92). */
const RETIRED_REGENCIES = new Set(
  (
    '9101 9102 9104 9107 9108 9109 9112 9113 9114 9116 9117 9118 ' +
    '9121 9122 9123 9124 9125 9126 9127 9128 9201 9204 9205 9209 9210 9271'
  ).split(' '),
)

/** Names and standing of a kecamatan code, six digits without dots. */
export function lookUpDistrict(code: string): DistrictLookup {
  const province = area(code.slice(0, 2))?.name ?? null
  const regencyCode = code.slice(0, 4)
  const regency = area(regencyCode)
  const district = regency?.parts.get(code.slice(4)) ?? null
  if (district !== null) return { status: 'current', district, regency: regency?.name ?? null, province }
  const retired = RETIRED_REGENCIES.has(regencyCode) && /^\d\d$/.test(code.slice(4)) && !code.endsWith('00')
  return { status: retired ? 'retired' : 'unknown', district, regency: regency?.name ?? null, province }
}

/** `Kota Bekasi` for `3275`; null for a code that is not current. */
export function regencyName(code: string): string | null {
  return code.length === 4 ? (area(code)?.name ?? null) : null
}

/** Every kabupaten and kota in the order of their codes. */
export function regencies(): Regency[] {
  return [...table().keys()].flatMap((code) => {
    const name = code.length === 4 ? area(code)?.name : undefined
    return name === undefined ? [] : [{ code: RegencyCode.parse(code), name }]
  })
}

/** Name of a kelurahan or desa by its ten digits; null outside the kabupaten/kota whose villages ship (3201, 3216, 3271, 3275). */
export function villageName(code: string): string | null {
  return code.length === 10 ? (area(code.slice(0, 6))?.parts.get(code.slice(6)) ?? null) : null
}

/** The kecamatan of a kabupaten/kota in the order of their codes; empty for a code that is not current. */
export function districtsOf(regencyCode: string): District[] {
  const parts = regencyCode.length === 4 ? area(regencyCode)?.parts : undefined
  return [...(parts ?? [])].map(([suffix, name]) => ({ code: DistrictCode.parse(regencyCode + suffix), name }))
}

/** The kelurahan and desa of a kecamatan in the order of their codes; empty where `villageName` knows none. */
export function villagesOf(districtCode: string): Village[] {
  const parts = districtCode.length === 6 ? area(districtCode)?.parts : undefined
  return [...(parts ?? [])].map(([suffix, name]) => ({ code: VillageCode.parse(districtCode + suffix), name }))
}

type Area = { name: string; parts: ReadonlyMap<string, string> }

// The table is cut into lines at the first question and each line into parts when its own area is first asked for: start-up pays nothing.
let lines: Map<string, string> | undefined
const areas = new Map<string, Area>()

function table(): Map<string, string> {
  lines ??= new Map(
    regionTable
      .trim()
      .split('\n')
      .map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon), line.slice(colon + 1)]
      }),
  )
  return lines
}

/** A province (two digits), regency (four) or, where villages ship, district (six) with its named parts by their last digits. */
function area(code: string): Area | undefined {
  const known = areas.get(code)
  if (known) return known
  const line = table().get(code)
  if (line === undefined) return undefined
  const [name = '', ...parts] = line.split('|')
  const suffixLength = code.length === 6 ? 4 : 2
  const found = { name, parts: new Map(parts.map((part) => [part.slice(0, suffixLength), part.slice(suffixLength)])) }
  areas.set(code, found)
  return found
}
