/**
 * Compiles the region table that ships with the program: `node electron/build/compile-regions.ts` rewrites `shared/domain/region-table.ts`.
 * Source: npm `idn-area-data` (data under the Open Database License, attribution in NOTICE).
 */
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data'

/** Regencies whose villages are compiled too: the residences of the members of the programmes that ship. */
const REGENCIES_WITH_VILLAGES = new Set(['3201', '3216', '3271', '3275'])

const target = new URL('../../shared/domain/region-table.ts', import.meta.url)

type Area = { code: string; name: string }

/**
 * The whole source text of `region-table.ts`. One line per area that has named parts: its code, its name, then
 * `|` and each part as the last digits of its code (two, for villages four) and its name.
 */
export async function compileRegionTable(): Promise<string> {
  const provinces = areas(await getProvinces())
  const regencies = areas(await getRegencies())
  const districts = areas(await getDistricts())
  const villages = areas(await getVillages())
  const districtsOf = groupByPrefix(districts, 4)
  const villagesOf = groupByPrefix(villages, 6)
  const lines = [
    ...provinces.map(({ code, name }) => `${code}:${name}`),
    ...regencies.map(({ code, name }) => `${code}:${name}${list(districtsOf.get(code), 4)}`),
    ...districts
      .filter(({ code }) => REGENCIES_WITH_VILLAGES.has(code.slice(0, 4)))
      .map(({ code, name }) => `${code}:${name}${list(villagesOf.get(code), 6)}`),
  ]
  return [
    '// Made by electron/build/compile-regions.ts; do not edit. Contains data of idn-area-data (Open Database License 1.0).',
    'export const regionTable = `',
    ...lines.map((line) => line.replaceAll(/[\\`$]/g, String.raw`\$&`)),
    '`\n',
  ].join('\n')
}

function areas(rows: Area[]): Area[] {
  return rows
    .map(({ code, name }) => ({ code: code.replaceAll('.', ''), name: cleanName(name) }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

function cleanName(name: string): string {
  if (/[|\n\r]/.test(name)) throw new Error('an area name contains a separator of the table')
  return name.trim().replaceAll(/\s+/g, ' ')
}

function groupByPrefix(rows: Area[], length: number): Map<string, Area[]> {
  return Map.groupBy(rows, ({ code }) => code.slice(0, length))
}

function list(rows: Area[] | undefined, prefixLength: number): string {
  return (rows ?? []).map(({ code, name }) => `|${code.slice(prefixLength)}${name}`).join('')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await compileRegionTable()
  await writeFile(target, text)
  console.log(`region-table.ts: ${text.length} characters`)
}
