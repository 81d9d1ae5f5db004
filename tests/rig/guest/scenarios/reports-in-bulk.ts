import { setTimeout as delay } from 'node:timers/promises'
import { mustBe, mustHold } from '../checks.ts'
import { idOf, LOOSE_SCANNER } from '../models.ts'
import { layoutB } from '../reports.ts'
import type { Rig } from '../rig.ts'
import type { UhidDevice } from '../uhid-device.ts'
import { SCANNER_ID, varied } from './scans.ts'

const BURST = 200
const IN_THE_KERNEL = 60
const CLUMPS = 20
const IN_A_CLUMP = 20
/** A reader whose report was damaged is believed again after this silence, so that each damage is judged by itself. */
const SILENCE_MS = 350
const LOOSE_ID = idOf(LOOSE_SCANNER, '8c/2')
const CUT_TO: readonly number[] = [2, 4, 6, 12, 20, 21, 22, 40, 59, 60, 61]

/** Much at once, and things that no scanner says. */
export async function bulk(rig: Rig, scanner: UhidDevice): Promise<void> {
  const { checks, shell } = rig
  const noText = (mark: number) =>
    mustBe(
      'texts',
      shell.scans(mark).map(({ text }) => text),
      [],
    )

  await checks.check(`a burst of ${BURST} reports: none lost, in order`, async () => {
    const mark = shell.mark()
    const texts = Array.from({ length: BURST }, () => rig.fresh())
    for (const [index, text] of texts.entries()) {
      // As fast as the kernel's own queue of 64 reports takes them: what it drops nobody can read.
      await shell.until(() => shell.scans(mark, SCANNER_ID).length > index - IN_THE_KERNEL, 'reading stopped')
      for (const report of layoutB(']C0', text)) scanner.send(report)
    }
    await shell.until(() => shell.scans(mark, SCANNER_ID).length >= BURST, 'not all came').catch(() => undefined)
    mustBe(
      'texts',
      shell.scans(mark, SCANNER_ID).map(({ text }) => text),
      texts,
    )
  })
  const loose = await rig.plugAndOpen(LOOSE_SCANNER, LOOSE_ID)
  await checks.check('a report that is cut short is rejected, never a text', async () => {
    const mark = shell.mark()
    for (const length of CUT_TO) {
      loose.send(good().subarray(0, length))
      await delay(SILENCE_MS)
    }
    noText(mark)
    mustBe('rejections told', rejections(rig, mark), CUT_TO.length)
  })
  await checks.check('a report that contradicts itself is rejected, never a text', async () => {
    const mark = shell.mark()
    const damaged = contradictions()
    for (const report of damaged) {
      scanner.send(report)
      await delay(SILENCE_MS)
    }
    await delay(SILENCE_MS)
    noText(mark)
    mustBe('rejections told', rejections(rig, mark), damaged.length)
  })
  await checks.check(`${CLUMPS * IN_A_CLUMP} random reports are rejected, never a text`, async () => {
    const mark = shell.mark()
    const random = seeded(20_261_122)
    for (let clump = 0; clump < CLUMPS; clump++) {
      for (let index = 0; index < IN_A_CLUMP; index++) loose.send(randomReport(random))
      await delay(SILENCE_MS)
    }
    noText(mark)
    const told = rejections(rig, mark)
    mustHold(`only ${told} were told as rejected`, told >= CLUMPS / 2)
    return `${told} told as rejected`
  })
  await checks.check('after all that, good scans are read', async () => {
    const texts = [rig.fresh(), rig.fresh()] as const
    await rig.read(scanner, SCANNER_ID, layoutB(']C0', texts[0]), texts[0])
    await rig.read(loose, LOOSE_ID, layoutB(']C0', texts[1]), texts[1])
    const mark = shell.mark()
    loose.unplug()
    await shell.closed(LOOSE_ID, mark)
  })
  await checks.check('a scan whose second part never comes is rejected in time', async () => {
    const mark = shell.mark()
    const [first] = layoutB(']Q1', varied(100))
    scanner.send(first as Buffer)
    await shell.event('rejected', mark, 'nothing was rejected', ({ reader }) => reader === SCANNER_ID, 3_000)
    noText(mark)
    await delay(SILENCE_MS)
  })
}

function good(): Buffer {
  return layoutB(']C0', '3275010101809903')[0] as Buffer
}

function contradictions(): Buffer[] {
  const change = (at: number, value: number) => {
    const report = good()
    report[at] = value
    return report
  }
  return [
    // A length that is too long by one, too short by one, none, and more than fits.
    change(1, 17),
    change(1, 15),
    change(1, 0),
    change(1, 57),
    // A symbology that is none, a zero in the data, something in the padding, "more follows" in a part that is not full.
    change(2, 0x41),
    change(9, 0),
    change(40, 0x39),
    change(61, 1),
  ]
}

// The kernel itself drops a report id that the descriptor does not name.
function randomReport(random: () => number): Buffer {
  const bytes = Array.from({ length: 2 + Math.floor(random() * 63) }, () => Math.floor(random() * 256))
  const report = Buffer.from(bytes)
  report[0] = 2
  return report
}

function rejections({ shell }: Rig, mark: number): number {
  return shell.since(mark).filter((event) => event.kind === 'rejected').length
}

/** The same reports in each run. Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
