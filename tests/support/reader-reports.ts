import { ReaderId, ReaderSettings, type ReaderForm } from '../../shared/domain/reader.ts'
import type { Decoded, Decoder } from '../../electron/readers/decoders/decoder.ts'

/** Written after the makers' manuals and captures, knowing nothing of the decoders. */
export type PosLayout = 'zebra' | 'usage-tables' | 'honeywell' | 'newland'
export const POS_LAYOUTS: readonly PosLayout[] = ['zebra', 'usage-tables', 'honeywell', 'newland']
export type PosDevice = { layout: PosLayout; reportId: boolean; aim: string | null; maker: number }

export const AIM_IDS: readonly string[] = [']E0', ']C0', ']C1', ']A0', ']I0', ']Q1', ']d1', ']d2', ']X9']

export function posReports(text: string | Uint8Array, device: PosDevice): Uint8Array[] {
  const data = typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text)
  const parts: Buffer[] = []
  for (let at = 0; at < data.length; at += 56) parts.push(data.subarray(at, at + 56))
  return parts.map((part, nth) => posReport(part, device, nth < parts.length - 1))
}

function posReport(part: Buffer, { layout, reportId, aim, maker }: PosDevice, more: boolean): Uint8Array {
  const padded = Buffer.concat([part, Buffer.alloc(56 - part.length)])
  const marker = aim === null ? [0, 0, 0] : Array.from(Buffer.from(aim, 'latin1'))
  const flag = more ? 1 : 0
  const body = {
    zebra: [part.length, 0, ...marker, ...padded, maker, flag],
    'usage-tables': [part.length, ...marker, ...padded, flag],
    honeywell: [part.length, ...marker, ...padded, maker, 0, flag],
    newland: [part.length, ...padded, 0, 0, 0, 0, maker, flag],
  }[layout]
  return Uint8Array.from(reportId ? [2, ...body] : body)
}

/** Boot keyboard reports as a reader types: down, up, down, up, and Enter. US layout. */
export function keyReports(text: string, end: readonly number[] = [0x28]): Uint8Array[] {
  const strokes = Array.from(text, strokeOf)
  return [...strokes, ...end.map((key) => [0, key] as const)].flatMap(([modifiers, key]) => [
    Uint8Array.of(modifiers, 0, key, 0, 0, 0, 0, 0),
    new Uint8Array(8),
  ])
}

export const TYPABLE =
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !@#$%^&*()-_=+[]{}\\|;:\'",.<>/?`~'

const UNSHIFTED = "abcdefghijklmnopqrstuvwxyz1234567890\n\n\n\n -=[]\\\n;'`,./"
const WITH_SHIFT = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()\n\n\n\n _+{}|\n:"~<>?'

function strokeOf(sign: string): readonly [number, number] {
  if (sign === '\u001D') return [0x01, 0x30]
  const plain = UNSHIFTED.indexOf(sign)
  if (plain >= 0) return [0, usageAt(plain)]
  return [0x02, usageAt(WITH_SHIFT.indexOf(sign))]
}

/** Letters and digits from 0x04, then space and signs from 0x2C; 0x32 is another country's key. */
function usageAt(index: number): number {
  return 0x04 + index
}

export function textReports(text: string, size: number, end = '\r'): Uint8Array[] {
  const bytes = Buffer.from(text + end, 'utf8')
  const reports: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size)
    reports.push(Uint8Array.from(Buffer.concat([part, Buffer.alloc(size - part.length)])))
  }
  return reports
}

export function readerSettings(form: ReaderForm, change: Partial<ReaderSettings> = {}): ReaderSettings {
  return ReaderSettings.parse({
    id: ReaderId.parse('0c2e:0b01:SN0001:i0:8c/2'),
    name: '',
    role: 'desk',
    form,
    prefix: '',
    suffix: '',
    uid: { order: 'auto', offset: 0, bytes: 4 },
    ...change,
  })
}

/** Gives the reports one after another, `gapMs` apart, and lets the time pass that the decoder asks for at the end. */
export function readAll(decoder: Decoder, reports: readonly Uint8Array[], gapMs = 5, from = 1000): Decoded[] {
  const out: Decoded[] = []
  let at = from
  for (const report of reports) {
    const deadline = decoder.deadline()
    if (deadline !== null && deadline <= at) out.push(...decoder.expire(deadline))
    out.push(...decoder.report(report, at))
    at += gapMs
  }
  for (let deadline = decoder.deadline(); deadline !== null; deadline = decoder.deadline())
    out.push(...decoder.expire(deadline))
  return out
}

export function textsOf(decoded: readonly Decoded[]): string[] {
  return decoded.flatMap((one) => (one.kind === 'scan' ? [one.text] : []))
}
