import { closeSync, openSync, writeSync } from 'node:fs'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import { demoRows, type DemoOptions } from './generate-roster.ts'

const COLUMNS: readonly (readonly [column: string, field: keyof RosterRow])[] = [
  ['nik', 'nik'],
  ['kk_number', 'kkNumber'],
  ['name', 'name'],
  ['sex', 'sex'],
  ['birth_date', 'birthDate'],
  ['programme', 'programme'],
  ['category', 'category'],
  ['ward_class', 'wardClass'],
  ['valid_from', 'validFrom'],
  ['valid_until', 'validUntil'],
  ['status', 'status'],
  ['status_since', 'statusSince'],
  ['district_code', 'districtCode'],
  ['village_code', 'villageCode'],
  ['rw', 'rw'],
  ['rt', 'rt'],
  ['resident_since', 'residentSince'],
  ['jkn_number', 'jknNumber'],
  ['jkn_status', 'jknStatus'],
  ['jkn_segment', 'jknSegment'],
  ['card_number', 'cardNumber'],
  ['card_uid', 'cardUid'],
  ['card_status', 'cardStatus'],
  ['card_submitted_on', 'cardSubmittedOn'],
  ['card_distributed_on', 'cardDistributedOn'],
]

const FLUSH_CHARS = 1 << 20

/** Writes a demo roster to `path` as the issuer's CSV; the number of rows. Overwrites. @throws system errors of the file. */
export function writeDemoRoster(path: string, options: DemoOptions): number {
  const file = openSync(path, 'w', 0o600)
  let text = `${COLUMNS.map(([column]) => column).join(',')}\n`
  let rows = 0
  try {
    for (const row of demoRows(options)) {
      let line = row.nik as string
      for (let at = 1; at < COLUMNS.length; at += 1) line += `,${row[COLUMNS[at]![1]] ?? ''}`
      text += `${line}\n`
      rows += 1
      if (text.length >= FLUSH_CHARS) {
        writeSync(file, text)
        text = ''
      }
    }
    writeSync(file, text)
    return rows
  } finally {
    closeSync(file)
  }
}
