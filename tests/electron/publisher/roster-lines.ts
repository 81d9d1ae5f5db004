import { REQUIRED_COLUMNS } from '../../../electron/roster-files/roster-columns.ts'

export const HEADER = [...REQUIRED_COLUMNS, 'status_since', 'card_status'].join(',')

export type Line = {
  serial: number
  kk?: number
  name?: string
  status?: string
  since?: string
  card?: string
  programme?: string
}

/** A row of somebody who does not exist. */
export function rosterLine({
  serial,
  kk = serial,
  name = 'Contoh',
  status = 'active',
  since = '',
  card = '',
  programme = 'kbs-bekasi',
}: Line): string {
  // Serials 99xx, and enough people by day and district.
  const day = String((Math.floor(serial / 100) % 28) + 1).padStart(2, '0')
  const month = String((Math.floor(serial / 2800) % 12) + 1).padStart(2, '0')
  const last = `99${String(serial % 100).padStart(2, '0')}`
  const nik = `327502${day}${month}90${last}`
  const family = `32750201${String(kk).padStart(4, '0')}9901`
  return [
    nik,
    family,
    name,
    'L',
    `1990-${month}-${day}`,
    programme,
    'non-jkn',
    '3',
    '2020-01-01',
    status,
    '327502',
    since,
    card,
  ].join(',')
}

export function rosterLines(lines: readonly Line[]): string[] {
  return [HEADER, ...lines.map(rosterLine)]
}

export function people(count: number, of: (serial: number) => Partial<Line> = () => ({})): Line[] {
  return Array.from({ length: count }, (_, serial) => ({ serial, ...of(serial) }))
}
