import { addDays } from '../../shared/domain/dates.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'

type Row = Record<string, string>

/** Numbers of the people in the roster of `refusedPeople`, by what is the matter with them. All synthetic: serials 99xx. */
export const refused = {
  nothing: '3275021508909951',
  notStarted: '3275021508909952',
  ended: '3275021508909953',
  suspended: '3275021508909954',
  moved: '3275021508909955',
  deceased: '3275021508909956',
  newResident: '3275021508909957',
  jknActive: '3275021508909958',
  jknInactive: '3201011508909959',
  blockedCard: 'KBS990000060',
  mother: '3275025508909961',
} as const

const base: Row = {
  kk_number: '3275021203159951',
  sex: 'L',
  birth_date: '1990-08-15',
  programme: 'kbs-bekasi',
  category: 'tidak-mampu',
  ward_class: '3',
  valid_from: '2017-03-12',
  valid_until: '',
  status: 'active',
  status_since: '',
  district_code: '32.75.02',
  village_code: '3275021002',
  resident_since: '2015-06-04',
  jkn_number: '',
  jkn_status: '',
  jkn_segment: '',
  card_number: '',
  card_status: '',
}

/** One person for each ground of refusal that lies in the roster, relative to `on`. Each lives alone on a family card. */
export function refusedPeople(on: IsoDate): Row[] {
  const people: Row[] = [
    { nik: refused.nothing, name: 'Lengkap Contoh' },
    { nik: refused.notStarted, name: 'Mulai Contoh', valid_from: addDays(on, 10) },
    { nik: refused.ended, name: 'Akhir Contoh', valid_until: addDays(on, -10) },
    { nik: refused.suspended, name: 'Tunda Contoh', status: 'suspended', status_since: addDays(on, -30) },
    { nik: refused.moved, name: 'Pindah Contoh', status: 'moved', status_since: addDays(on, -30) },
    { nik: refused.deceased, name: 'Almarhum Contoh', status: 'deceased', status_since: addDays(on, -30) },
    { nik: refused.newResident, name: 'Baru Contoh', resident_since: addDays(on, -60) },
    {
      nik: refused.jknActive,
      name: 'Jamin Contoh',
      jkn_number: '0009900000058',
      jkn_status: 'active',
      jkn_segment: 'ppu',
    },
    {
      nik: refused.jknInactive,
      name: 'Bogor Contoh',
      programme: 'bogor-sehat',
      district_code: '32.01.01',
      village_code: '3201011006',
      valid_from: '2019-01-01',
      jkn_number: '0009900000059',
      jkn_status: 'inactive',
      jkn_segment: 'pbi-apbd',
    },
    { nik: '3275021508909960', name: 'Kartu Contoh', card_number: refused.blockedCard, card_status: 'blocked' },
    { nik: refused.mother, name: 'Ibu Contoh', sex: 'P' },
  ]
  return people.map((person, index) => ({ ...base, ...person, kk_number: `32750212031599${String(70 + index)}` }))
}

/** The issuer's form of a roster. */
export function rosterCsv(rows: readonly Row[]): string {
  const columns = ['nik', 'name', ...Object.keys(base)]
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('')
}
