import { setTimeout as delay } from 'node:timers/promises'
import { echoCpuMs } from '../echo.ts'
import { mustHold } from './checks.ts'
import { hostFacts } from './host-facts.ts'
import { BARE_OTHER, BARE_SCANNER } from './models.ts'
import { cpuMs, residentMb, wakeUps } from './process-table.ts'
import { layoutB } from './reports.ts'
import type { Rig } from './rig.ts'
import { SCANNER_ID } from './scenarios/scans.ts'
import { monotonicMs } from './shell-messages.ts'
import type { UhidDevice } from './uhid-device.ts'

export type Measured = {
  figures: string[]
  measured: Record<string, number>
  /** From nothing to reading, the bare reader. */
  startMs: number
  emulated: boolean
}

type Latency = { inside: number[]; atParent: number[] }

const WARM_UP = 30
const SCANS = 500
const GAP_MS = 3
const IDLE_MS = 22_000
const HIGHEST_RATIO = 1.5
const HIGHEST_IDLE_PERCENT = 1

/**
 * The readers process beside a bare `HIDAsync` reader: each a child of the same shell with two devices of its own open, measured scan by scan
 * in turn, so that whatever else the machine does falls on both.
 */
export async function measure(rig: Rig, scanner: UhidDevice): Promise<Measured> {
  const bareScanner = rig.plug(BARE_SCANNER)
  const bareOther = rig.plug(BARE_OTHER)
  const paths = await Promise.all([bareScanner, bareOther].map((device) => rig.pathOf(device)))
  // Their rights come a moment after the devices.
  await delay(300)
  const startMs = await rig.shell.startBare(paths)
  const figures: string[] = []
  const measured: Record<string, number> = {}
  await rig.checks.check(`latency of ${SCANS} scans is at most ${HIGHEST_RATIO} times a bare reader's`, async () => {
    const { readers, bare } = await latencies(rig, scanner, bareScanner)
    for (const [where, name] of [
      ['inside', 'report to event, inside the process'],
      ['atParent', 'report to event, at its parent'],
    ] as const)
      for (const share of [50, 99]) {
        const [a, b] = [percentile(readers[where], share), percentile(bare[where], share)]
        figures.push(`${name}, p${share}: ${a.toFixed(2)} ms; bare ${b.toFixed(2)} ms; ${(a / b).toFixed(2)} x`)
        measured[`${where}P${share}Ms`] = a
        measured[`${where}BareP${share}Ms`] = b
        measured[`${where}P${share}Ratio`] = a / b
      }
    const ratios = [measured['insideP50Ratio'], measured['atParentP50Ratio'], measured['atParentP99Ratio']]
    mustHold(
      `ratios ${ratios.map((ratio) => ratio?.toFixed(2)).join(', ')}`,
      ratios.every((ratio) => (ratio ?? 9) <= HIGHEST_RATIO),
    )
  })
  await rig.checks.check(
    `idle with two readers open it uses at most ${HIGHEST_IDLE_PERCENT} % of a core of this machine`,
    async () => {
      const [own, bare] = await idle(rig)
      const slower = (await echoCpuMs()) / hostFacts().echoMs
      const real = own.percent / slower
      for (const [name, found] of [
        ['readers', own],
        ['bare', bare],
      ] as const)
        figures.push(
          `idle, two devices open, ${name}: ${found.percent.toFixed(2)} % of a core of the guest, ${found.wakeUps.toFixed(0)} wake-ups a second, ${found.mb.toFixed(0)} MB resident`,
        )
      figures.push(
        `a core of the guest is ${slower.toFixed(1)} times slower than this machine's (processor time of an echo): idle ${real.toFixed(2)} %, bare ${(bare.percent / slower).toFixed(2)} %`,
      )
      Object.assign(measured, {
        idlePercent: own.percent,
        bareIdlePercent: bare.percent,
        slower,
        residentMb: own.mb,
        bareResidentMb: bare.mb,
      })
      mustHold(`${real.toFixed(2)} %`, real <= HIGHEST_IDLE_PERCENT)
    },
  )
  rig.shell.send({ kind: 'end-bare' })
  await delay(100)
  for (const device of [bareScanner, bareOther]) device.unplug()
  return { figures, measured, startMs, emulated: hostFacts().emulated }
}

async function latencies(
  rig: Rig,
  scanner: UhidDevice,
  bareScanner: UhidDevice,
): Promise<{ readers: Latency; bare: Latency }> {
  const { shell } = rig
  const readers: Latency = { inside: [], atParent: [] }
  const bare: Latency = { inside: [], atParent: [] }
  const note = (into: Latency, sent: number, heard: { sentAt: number; receivedAt: number }) => {
    into.inside.push(heard.sentAt - sent)
    into.atParent.push(heard.receivedAt - sent)
  }
  for (let round = 0; round < WARM_UP + SCANS; round++) {
    const counts = round >= WARM_UP
    const text = rig.fresh()
    const mark = shell.mark()
    const sent = monotonicMs()
    scanner.send(layoutB(']C0', text)[0] as Buffer)
    const heard = await shell.event(
      'scan',
      mark,
      'a scan was lost',
      (scan) => scan.reader === SCANNER_ID && scan.text === text,
    )
    if (counts) note(readers, sent, heard)
    await delay(GAP_MS)

    const before = shell.bareHeard.length
    const sentBare = monotonicMs()
    bareScanner.send(layoutB(']C0', text)[0] as Buffer)
    await shell.until(() => shell.bareHeard.length > before, 'the bare reader lost a scan')
    if (counts) note(bare, sentBare, shell.bareHeard.at(-1) as (typeof shell.bareHeard)[number])
    await delay(GAP_MS)
  }
  return { readers, bare }
}

type Idle = { percent: number; wakeUps: number; mb: number }

/** Both at once over the same seconds. */
async function idle({ shell }: Rig): Promise<[own: Idle, bare: Idle]> {
  const pids = [shell.pid(), shell.barePid()] as const
  // What the scans before have left to be tidied is not idling.
  await delay(2_000)
  const from = monotonicMs()
  const before = pids.map((pid) => ({ cpu: cpuMs(pid), woke: wakeUps(pid) }))
  await delay(IDLE_MS)
  const took = monotonicMs() - from
  const found = pids.map((pid, index) => ({
    percent: ((cpuMs(pid) - (before[index]?.cpu ?? 0)) / took) * 100,
    wakeUps: ((wakeUps(pid) - (before[index]?.woke ?? 0)) / took) * 1_000,
    mb: residentMb(pid),
  }))
  return found as [Idle, Idle]
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN
}
