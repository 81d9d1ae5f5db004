import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { agreedInput } from '../../../../electron/core/accounts/agreed-input.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { admitInput, deskPlace, people, rina, sari, TODAY, type DeskPlace } from '../../../support/desk-core.ts'

let place: DeskPlace
beforeEach(async () => {
  place = await deskPlace()
})
afterEach(() => place.remove())

function exported(format: 'csv' | 'json', from = TODAY, to = TODAY) {
  const { contentBase64, ...rest } = place.core.admissions.export({ from, to, format }, rina.name)
  return { ...rest, bytes: Buffer.from(contentBase64, 'base64') }
}

function admitWith(note: string): void {
  const details = { ...admitInput(people.ahmad).details, note, medicalRecordNumber: '000123' }
  const result = place.core.desk.admit(admitInput(people.ahmad, { details }), rina.name)
  if (result.kind !== 'admitted') throw new Error(result.kind)
}

it('opens in an Indonesian spreadsheet: BOM, semicolons, CRLF, long numbers as text', () => {
  admitWith('a;b "c"\nd')
  const { bytes, rows } = exported('csv')
  const text = bytes.toString('utf8')
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
  expect(text.endsWith('\r\n')).toBe(true)
  expect(rows).toBe(1)
  expect(parse(bytes, { bom: true, delimiter: ';', columns: true })).toMatchObject([
    { nik: `'${people.ahmad}`, medical_record_number: "'000123", note: 'a;b "c"\nd', state: 'guaranteed' },
  ])
})

it.each(['=1+1', '+1', '-1', '@x', '\t=1'])('keeps %j from running as a formula', (note) => {
  admitWith(note)
  const [row] = parse(exported('csv').bytes, { bom: true, delimiter: ';', columns: true }) as { note: string }[]
  expect(row?.note).toBe(`'${note}`)
})

it('gives the same bytes again, with their own SHA-256, and names nobody in the file name', () => {
  admitWith('')
  for (const format of ['csv', 'json'] as const) {
    const first = exported(format)
    const second = exported(format)
    expect(second.bytes.equals(first.bytes)).toBe(true)
    expect(first.sha256).toBe(createHash('sha256').update(first.bytes).digest('hex'))
    expect(first.fileName).toBe(`penerimaan-3275999-A1-2026-11-21-2026-11-21.${format}`)
  }
})

it('holds every state, a voided one too, and no other day', () => {
  admitWith('')
  const [first] = place.core.journal.admissions.between(TODAY, TODAY)
  if (first === undefined) throw new Error('nothing admitted')
  place.core.desk.void({ admissionId: first.id, reason: 'salah pasien', approvalId: null }, sari)
  admitWith('')
  const { admissions } = JSON.parse(exported('json').bytes.toString()) as { admissions: { state: string }[] }
  expect(admissions.map(({ state }) => state)).toEqual(['voided', 'guaranteed'])
  const other = '2026-11-20' as IsoDate
  expect(exported('json', other, other).rows).toBe(0)
})

it('finds an admission by name, NIK or number, and takes % and _ as they are', () => {
  admitWith('')
  const total = (text: string) =>
    place.core.admissions.list({ from: TODAY, to: TODAY, text, limit: 10 }, rina.rights).total
  expect([total('AHMAD'), total(people.ahmad.slice(4)), total('000001/KBS'), total('')]).toEqual([1, 1, 1, 1])
  expect([total('%'), total('_hmad'), total('!'), total('budi')]).toEqual([0, 0, 0, 0])
})

it('names who agreed to what the rules refuse, in columns at the end', () => {
  const input = admitInput(people.jknActive, { basis: 'override' })
  const reason = 'Disetujui direktur lewat telepon'
  const agreed = { purpose: 'override', by: sari.name, reason } as const
  const approvalId = place.core.approvals.grant(agreed, agreedInput('desk.admit', input), rina.name)
  expect(place.core.desk.admit({ ...input, approvalId }, rina.name).kind).toBe('admitted')
  admitWith('')
  const rows = parse(exported('csv').bytes, { bom: true, delimiter: ';' }) as string[][]
  expect(rows.map((row) => row.slice(-3))).toEqual([
    ['approval_purpose', 'approval_by', 'approval_reason'],
    ['override', sari.name, reason],
    ['', '', ''],
  ])
  const { admissions } = JSON.parse(exported('json').bytes.toString()) as { admissions: { approval?: object }[] }
  expect(admissions.map(({ approval }) => approval)).toEqual([agreed, undefined])
})
