import { AIM_IDS, POS_LAYOUTS, posReports, type PosDevice } from './reader-reports.ts'

/** What a case of the fuzz puts in, and what may come out at most. */
export type FuzzCase = {
  reports: Uint8Array[]
  gapMs: number
  /** `rules`: whatever the one report really carries. `sent`: only whole texts of these. `exactly`: these and nothing else. `pieces`: parts of these joined in the order they came in. */
  oracle: { kind: 'sent' | 'exactly' | 'pieces' | 'rules'; texts: string[] }
}
export type Random = { below(limit: number): number; chance(share: number): boolean; pick<T>(from: readonly T[]): T }

/** Mulberry32: small, fast, the same numbers everywhere. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    chance: (share) => next() < share,
    pick: (from) => {
      const one = from[below(from.length)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
  }
}

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-./:{}",'
const LENGTHS: readonly number[] = [1, 2, 8, 10, 13, 14, 16, 16, 16, 20, 54, 55, 56, 57, 111, 112, 113, 150, 168, 300]
const MAKERS: readonly number[] = [0, 0x62, 0x64, 0x6a, 0x73, 0x77]

export function randomText(random: Random, length = random.pick(LENGTHS)): string {
  let text = ''
  for (let at = 0; at < length; at++) text += SIGNS[random.below(SIGNS.length)]
  return text
}

export function randomBytes(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.below(256))
}

/** Every kind of device there is a layout for. */
export const DEVICES: readonly PosDevice[] = POS_LAYOUTS.flatMap((layout) =>
  [true, false].map((reportId) => ({ layout, reportId, aim: null, maker: 0 })),
)

export type Damage = (random: Random, device: PosDevice) => FuzzCase

function scanning(random: Random, device: PosDevice): PosDevice {
  const aim =
    device.layout === 'newland' || (device.layout !== 'zebra' && random.chance(0.05)) ? null : random.pick(AIM_IDS)
  return { ...device, aim, maker: random.pick(MAKERS) }
}

function gap(random: Random): number {
  return random.pick([0, 1, 4, 8, 20, 120, 299])
}

/** One scan, of several reports more often than not. */
function oneScan(random: Random, device: PosDevice, length?: number) {
  const from = scanning(random, device)
  const text = randomText(random, length)
  return { from, text, reports: posReports(text, from) }
}

function longScan(random: Random, device: PosDevice, atLeast = 57) {
  return oneScan(random, device, atLeast + random.below(200))
}

/** Where the data of a report lies, and how much of it there is. */
export function dataOf(report: Uint8Array, { layout, reportId }: PosDevice): { from: number; to: number } {
  const start = reportId ? 1 : 0
  const from = start + { zebra: 5, 'usage-tables': 4, honeywell: 4, newland: 1 }[layout]
  return { from, to: from + (report[start] ?? 0) }
}

function changed(reports: readonly Uint8Array[], nth: number, to: (report: Uint8Array) => Uint8Array): Uint8Array[] {
  return reports.map((report, at) => (at === nth ? to(report) : report))
}

/** Nothing is wrong: all that was sent comes out. */
const whole: Damage = (random, device) => {
  const scans = Array.from({ length: 1 + random.below(3) }, (_, nth) =>
    // A code that is the end of the one before would be that report twice.
    oneScan(random, device, nth === 0 ? undefined : 8 + random.below(160)),
  )
  // A full last report is believed only when nothing follows it.
  const some = scans.filter(({ text }, nth) => nth === scans.length - 1 || text.length % 56 !== 0)
  const texts = some.map(({ text }) => text)
  return { reports: some.flatMap(({ reports }) => reports), gapMs: gap(random), oracle: { kind: 'exactly', texts } }
}

function damagedScan(
  damage: (random: Random, device: PosDevice, scan: ReturnType<typeof oneScan>) => Uint8Array[],
): Damage {
  return (random, device) => {
    const scan = random.chance(0.5) ? oneScan(random, device) : longScan(random, device)
    return { reports: damage(random, device, scan), gapMs: gap(random), oracle: { kind: 'sent', texts: [scan.text] } }
  }
}

const truncated = damagedScan((random, _device, { reports }) =>
  changed(reports, random.below(reports.length), (report) => report.slice(0, random.below(report.length))),
)

/** What a system does that fills a short report up. */
const zeroFilled = damagedScan((random, _device, { reports }) =>
  changed(reports, random.below(reports.length), (report) => report.slice().fill(0, random.below(report.length))),
)

const lengthened = damagedScan((random, _device, { reports }) =>
  changed(reports, random.below(reports.length), (report) =>
    Uint8Array.from([...report, ...randomBytes(random, 1 + random.below(448))]),
  ),
)

/** One bit, or one whole byte, of everything that is not data: id, length, marker, reserved, padding, maker, flags. */
const structure = damagedScan((random, device, { reports }) =>
  changed(reports, random.below(reports.length), (report) => {
    const data = dataOf(report, device)
    const places = [...report.keys()].filter((at) => at < data.from || at >= data.to)
    // Half of them where there is little and most of it matters.
    const heads = places.filter((at) => at < data.from || at >= report.length - 3)
    const at = random.pick(random.chance(0.5) ? heads : places)
    return report.with(at, random.chance(0.5) ? (report[at] ?? 0) ^ (1 << random.below(8)) : random.below(256))
  }),
)

const lostEnd: Damage = (random, device) => {
  const { reports, text } = longScan(random, device)
  return {
    reports: reports.slice(0, -1 - random.below(reports.length - 1)),
    gapMs: gap(random),
    oracle: { kind: 'sent', texts: [text] },
  }
}

const twice = damagedScan((random, _device, { reports }) => {
  const nth = random.below(reports.length)
  return reports.flatMap((report, at) => (at === nth ? [report, report] : [report]))
})

function mixed(random: Random, device: PosDevice, alike: boolean): FuzzCase {
  const one = longScan(random, device)
  const other = random.chance(0.5) ? longScan(random, device) : oneScan(random, device, 1 + random.below(55))
  const from = alike ? one.from : otherThan(random, one.from)
  const [first, ...rest] = one.reports
  const second = posReports(other.text, from)
  const reports = first === undefined ? [] : [first]
  // The other one always begins inside the first.
  const begun = second.shift()
  if (begun !== undefined) reports.push(begun)
  while (rest.length > 0 || second.length > 0) {
    const next = (random.chance(0.5) ? rest : second).shift() ?? rest.shift() ?? second.shift()
    if (next !== undefined) reports.push(next)
  }
  return { reports, gapMs: gap(random), oracle: { kind: alike ? 'pieces' : 'sent', texts: [one.text, other.text] } }
}

/** A scanner on the same cable whose reports are told from these: another symbology, or another layout where there is none. */
function otherThan(random: Random, device: PosDevice): PosDevice {
  if (device.layout === 'newland') return { ...device, layout: 'honeywell', aim: ']Q1' }
  const like = { zebra: 'honeywell', honeywell: 'zebra', 'usage-tables': null } as const
  const layout = like[device.layout]
  if (layout !== null && device.aim !== null && random.chance(0.5)) return { ...device, layout }
  return { ...device, aim: random.pick(AIM_IDS.filter((aim) => aim !== device.aim)) }
}

/** One byte of the data is another one. The reader sent that as far as anybody can see. */
const dataByte: Damage = (random, device) => {
  const { reports, text } = random.chance(0.5) ? oneScan(random, device) : longScan(random, device)
  const nth = random.below(reports.length)
  const report = reports[nth] ?? new Uint8Array()
  const data = dataOf(report, device)
  const at = data.from + random.below(data.to - data.from)
  const byte = random.below(256)
  const place = nth * 56 + at - data.from
  const other = text.slice(0, place) + String.fromCharCode(byte) + text.slice(place + 1)
  return {
    reports: changed(reports, nth, (old) => old.with(at, byte)),
    gapMs: gap(random),
    oracle: { kind: 'sent', texts: [other] },
  }
}

const noise: Damage = (random) => ({
  reports: [randomBytes(random, random.chance(0.5) ? 58 + random.below(10) : random.below(513))],
  gapMs: 0,
  oracle: { kind: 'sent', texts: [] },
})

/** Nearly a report: most of its bytes are as they should be, so that some pass. */
const nearly: Damage = (random, device) => {
  const text = random.chance(0.8) ? randomText(random, 1 + random.below(56)) : randomBytes(random, 1 + random.below(56))
  const [report = new Uint8Array()] = posReports(text, scanning(random, device))
  const share = random.pick([0, 0.01, 0.03])
  const bytes = report.map((byte) =>
    random.chance(share) ? random.pick([0, 1, 2, 0x38, 0x5d, random.below(256)]) : byte,
  )
  return { reports: [bytes], gapMs: 0, oracle: { kind: 'rules', texts: [] } }
}

/** Damage that leaves nothing behind by which it could be seen: whole, well-formed parts are missing, in another order or another code's. */
const lostStart: Damage = (random, device) => pieces(random, longScan(random, device), (parts) => parts.slice(1))
const lostMiddle: Damage = (random, device) =>
  pieces(random, longScan(random, device, 113), (parts) => parts.filter((_, at) => at !== 1))
const swapped: Damage = (random, device) =>
  pieces(random, longScan(random, device), (parts) => {
    const nth = 1 + random.below(parts.length - 1)
    return parts.toSpliced(nth - 1, 2, ...parts.slice(nth - 1, nth + 1).toReversed())
  })

function pieces(
  random: Random,
  { reports, text }: ReturnType<typeof oneScan>,
  lose: (parts: Uint8Array[]) => Uint8Array[],
): FuzzCase {
  return { reports: lose(reports), gapMs: gap(random), oracle: { kind: 'pieces', texts: [text] } }
}

export const DAMAGES: Readonly<Record<string, Damage>> = {
  'nothing wrong': whole,
  noise,
  'nearly a report': nearly,
  truncated,
  'zero-filled': zeroFilled,
  lengthened,
  structure,
  'end lost': lostEnd,
  'report twice': twice,
  'two codes mixed': (random, device) => mixed(random, device, false),
  'data byte': dataByte,
  'start lost *': lostStart,
  'middle lost *': lostMiddle,
  'swapped *': swapped,
  'like codes mixed *': (random, device) => mixed(random, device, true),
}
