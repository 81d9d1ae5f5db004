import { expect, it } from 'vitest'
import { isReject, rowParser } from '../../../electron/roster-files/parse-roster-row.ts'
import { readHeader } from '../../../electron/roster-files/roster-columns.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { csv, person } from '../core/roster/roster-fixture.ts'

const [head = ''] = csv([person(0)]).split('\n')

function nameOf(name: string): string {
  const header = readHeader(head)
  if (!header.ok) throw new Error('no header')
  const row = rowParser(header.header, '2026-11-21' as IsoDate).parse(Object.values(person(0, { name })))
  return isReject(row) ? `${row.column} ${row.code}` : row.name
}

it('a name has nothing in it that moves a cursor or turns a text around, and is no reason to leave its row out', () => {
  expect(nameOf('Siti\u001B[2J Contoh')).toBe('Siti [2J Contoh')
  expect(nameOf('Siti \u202EhotnoC\u200B')).toBe('Siti hotnoC')
  expect(nameOf('Sulis\u00ADtyo Contoh')).toBe('Sulistyo Contoh')
  expect(nameOf('\u202E\u200B')).toBe('name missing')
  expect(nameOf('Sité  Contoh')).toBe('Sité Contoh')
})
