import { expect, it } from 'vitest'
import type { Decoded } from '../../../../electron/readers/decoders/decoder.ts'
import { decoderFor } from '../../../../electron/readers/decoders/decoder-for.ts'
import { ReaderEvent, RejectReason, type ReaderForm } from '../../../../shared/domain/reader.ts'
import {
  keyReports,
  posReports,
  readAll,
  readerSettings,
  textReports,
  type PosDevice,
} from '../../../support/reader-reports.ts'
import {
  DAMAGES,
  DEVICES,
  dataOf,
  randomBytes,
  randomOf,
  randomText,
  type FuzzCase,
  type Random,
} from '../../../support/report-damage.ts'

const LONG = process.env['LOKET_LONG'] === '1'
const SEED = Number(process.env['LOKET_SEED'] ?? 20261122)
const POS_REPORTS = LONG ? 9_000_000 : 180_000
const OTHER_REPORTS = LONG ? 1_000_000 : 20_000

type Outcome = 'scan' | 'nothing' | RejectReason
type Counts = { reports: number; cases: number; wrong: number } & Partial<Record<Outcome, number>>

it('believes no damaged report of a HID POS scanner, however it is damaged', () => {
  const random = randomOf(SEED)
  const tables = new Map<string, Counts>()
  const decoders = DEVICES.map((device) => ({ device, decoder: decoderFor(readerSettings('hid-pos')) }))
  const started = performance.now()
  const heap = process.memoryUsage().heapUsed
  let at = 0
  for (let given = 0; given < POS_REPORTS;) {
    const [name, damage] = random.pick(Object.entries(DAMAGES))
    const { device, decoder } = random.pick(decoders)
    const one = damage(random, device)
    at += 5_000
    const decoded = readAll(decoder, one.reports, one.gapMs, at)
    const problem = problemOf(one, decoded, device)
    if (problem !== null) throw new Error(`${name} on ${JSON.stringify(device)}: ${problem}\n${shown(one.reports)}`)
    expect(decoder.deadline()).toBeNull()
    count(tables, name, one, decoded)
    given += one.reports.length
  }
  print(tables, performance.now() - started)
  for (const [name, { wrong }] of tables) expect(name.endsWith('*') ? 0 : wrong).toBe(0)
  const grown = (process.memoryUsage().heapUsed - heap) / 2 ** 20
  console.log(`heap ${grown.toFixed(0)} MB more than before`)
  expect(grown).toBeLessThan(200)
  // Each kind of damage was really done, and each that shows was really met with rejections.
  for (const name of Object.keys(DAMAGES)) expect(tables.get(name)?.cases ?? 0).toBeGreaterThan(100)
})

it.each<ReaderForm>(['keyboard', 'text', 'uid'])('survives whatever a reader of form %s sends', (form) => {
  const random = randomOf(SEED + form.length)
  const decoder = decoderFor(readerSettings(form, { uid: { order: 'reversed', offset: 2, bytes: 7 } }))
  const tables = new Map<string, Counts>()
  const started = performance.now()
  let at = 0
  for (let given = 0; given < OTHER_REPORTS / 3;) {
    const sent = reportsOf(form, random)
    const broken = random.chance(0.3) ? sent : sent.flatMap((report) => broken1(report, random))
    at += 5_000
    const decoded = readAll(decoder, broken, random.below(20), at)
    for (const one of decoded) expect(isWellFormed(one)).toBe(true)
    expect(decoder.deadline()).toBeNull()
    count(tables, form, { reports: broken, gapMs: 0, oracle: { kind: 'sent', texts: [] } }, decoded, false)
    given += broken.length
  }
  print(tables, performance.now() - started)
})

/** The oracle. It knows what was sent and how parts are laid out, nothing of how the decoder decides. */
function problemOf({ reports, oracle }: FuzzCase, decoded: readonly Decoded[], device: PosDevice): string | null {
  const texts = decoded.flatMap((one) => (one.kind === 'scan' ? [one.text] : []))
  const malformed = decoded.find((one) => !isWellFormed(one))
  if (malformed !== undefined) return 'an outcome that is none'
  if (oracle.kind === 'exactly')
    return JSON.stringify(texts) === JSON.stringify(oracle.texts) && decoded.length === texts.length
      ? null
      : 'not what was sent'
  const possible = new Set(oracle.texts.flatMap(withoutEnd))
  if (oracle.kind === 'rules')
    for (const carried of reports.flatMap(carriedBy).flatMap(withoutEnd)) possible.add(carried)
  if (oracle.kind === 'pieces') for (const joined of joinedParts(reports, device)) possible.add(joined)
  return texts.every((text) => possible.has(text)) ? null : 'a text that nobody sent'
}

/** A line end is not part of a text, nor a symbology that stands in the data of a scanner that names none elsewhere. */
function withoutEnd(text: string): string[] {
  const data = text.replace(/[\r\n]+$/, '')
  return [data, data.replace(/^\][A-Za-z][0-9A-Za-z]/, '')]
}

/** The naive reading of one report: what some scanner would have to encode for exactly these bytes to come out. */
function carriedBy(report: Uint8Array): string[] {
  return DEVICES.flatMap((device) => {
    const { from, to } = dataOf(report, device)
    const data = Buffer.from(report.subarray(from, to))
    const marker = Buffer.from(report.subarray(from - 3, from)).toString('latin1')
    const aim = device.layout === 'newland' || marker === '\0\0\0' ? null : marker
    const maker = report.at(device.layout === 'honeywell' ? -3 : -2) ?? 0
    const again = posReports(data, { ...device, aim, maker })
    if (again.length !== 1 || Buffer.compare(again[0] ?? data, report) !== 0 || data.includes(0)) return []
    const text = data.toString()
    return [Buffer.from(text).equals(data) ? text : data.toString('latin1')]
  })
}

function joinedParts(reports: readonly Uint8Array[], device: PosDevice): string[] {
  const parts = reports.map((report) => {
    const { from, to } = dataOf(report, device)
    return Buffer.from(report.subarray(from, to)).toString('latin1')
  })
  return parts.flatMap((_, from) => parts.slice(from).map((__, more) => parts.slice(from, from + more + 1).join('')))
}

function isWellFormed(one: Decoded): boolean {
  if (one.kind === 'rejected') return RejectReason.options.includes(one.why)
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const text = !/[\u0000-\u0008\u000B\u000C\u000E-\u001C\u001E\u001F\u007F-\u009F]|[\r\n]$/.test(one.text)
  const event = {
    kind: 'scan',
    reader: 'r',
    role: 'desk',
    text: one.text,
    aim: one.aim,
    uid: one.uid,
    reports: one.reports,
  }
  return text && (one.text.length > 0 && one.text.length < 400 ? one.reports > 0 : ReaderEvent.safeParse(event).success)
}

function reportsOf(form: ReaderForm, random: Random): Uint8Array[] {
  if (form === 'keyboard') return keyReports(randomText(random, 1 + random.below(20)))
  if (form === 'text') return textReports(randomText(random), random.pick([8, 16, 64]), random.pick(['', '\r', '\r\n']))
  return [randomBytes(random, random.pick([8, 9, 16, 64]))]
}

function broken1(report: Uint8Array, random: Random): Uint8Array[] {
  switch (random.below(8)) {
    case 0:
      return []
    case 1:
      return [report, report]
    case 2:
      return [report.slice(0, random.below(report.length + 1))]
    case 3:
      return [randomBytes(random, random.below(513))]
    case 4: {
      const at = random.below(Math.max(1, report.length))
      return [report.length === 0 ? report : report.with(at, random.below(256))]
    }
    default:
      return [report]
  }
}

function count(
  tables: Map<string, Counts>,
  name: string,
  one: FuzzCase,
  decoded: readonly Decoded[],
  known = true,
): void {
  const counts = tables.get(name) ?? { reports: 0, cases: 0, wrong: 0 }
  tables.set(name, counts)
  counts.reports += one.reports.length
  counts.cases += 1
  const texts = one.oracle.kind === 'rules' ? one.reports.flatMap(carriedBy) : one.oracle.texts
  const sent = new Set(texts.flatMap(withoutEnd))
  if (decoded.length === 0) counts.nothing = (counts.nothing ?? 0) + 1
  for (const outcome of decoded) {
    const key = outcome.kind === 'scan' ? 'scan' : outcome.why
    counts[key] = (counts[key] ?? 0) + 1
    if (known && outcome.kind === 'scan' && !sent.has(outcome.text)) counts.wrong += 1
  }
}

/** `*`: damage that cannot be seen in the reports. `wrong`: texts that are none of those sent, which only there may be. */
function print(tables: Map<string, Counts>, ms: number): void {
  const rows = [...tables].map(([name, counts]) => ({ damage: name, ...counts }))
  const total = rows.reduce((sum, { reports }) => sum + reports, 0)
  console.table(rows)
  console.log(`seed ${SEED}: ${total} reports in ${(ms / 1000).toFixed(1)} s`)
}

function shown(reports: readonly Uint8Array[]): string {
  return reports.map((report) => Buffer.from(report).toString('hex')).join('\n')
}
