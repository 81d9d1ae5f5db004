import { setTimeout as delay } from 'node:timers/promises'
import { mustBe } from '../checks.ts'
import { BADGE, idOf, NFC, OTHER_SCANNER, SCANNER, VENDOR } from '../models.ts'
import { layoutA, layoutB, plainText } from '../reports.ts'
import type { Rig } from '../rig.ts'
import type { UhidDevice } from '../uhid-device.ts'

export const SCANNER_ID = idOf(SCANNER, '8c/2')
export const OTHER_ID = idOf(OTHER_SCANNER, '8c/2')
const BADGE_ID = idOf(BADGE, '8c/1')
export const VENDOR_ID = idOf(VENDOR, 'ff00/1')
export const NFC_ID = idOf(NFC, 'ff01/1')

const GS = '\u001d'

/** Symbology, what the scanner sends, what must arrive. */
const KINDS: readonly (readonly [name: string, aim: string, sent: string, text: string])[] = [
  ['a NIK as Code 128', ']C0', '3275010101809901', '3275010101809901'],
  ['a JKN number as QR', ']Q1', '0009900000017', '0009900000017'],
  ['a card with letters as Code 39', ']A0', 'KBS-990017', 'KBS-990017'],
  ['a web address as QR', ']Q3', 'https://rig.invalid/c?n=0009900000025', 'https://rig.invalid/c?n=0009900000025'],
  ['GS1 with its separator', ']C1', `10ABC${GS}21990018`, `10ABC${GS}21990018`],
  ['a product code', ']E0', '8991234567899', '8991234567899'],
  ['56 characters, all that a report holds', ']Q1', 'A'.repeat(56), 'A'.repeat(56)],
  ['112 characters, two full reports', ']Q1', 'B'.repeat(112), 'B'.repeat(112)],
  ['a scanner that appends Enter', ']C0', '3275010101809902\r', '3275010101809902'],
]

/** Parts that are alike would be taken for one report that came twice. */
export function varied(length: number): string {
  return Array.from({ length }, (_, index) => String((index * 7 + Math.floor(index / 10)) % 10)).join('')
}

/** One scanner that is plugged in before the process starts, the others after. */
export async function readEverything(rig: Rig, scanner: UhidDevice, other: UhidDevice): Promise<void> {
  const { checks, shell } = rig
  for (const [name, aim, sent, text] of KINDS)
    await checks.check(`reads ${name}`, async () => {
      const scan = await rig.read(scanner, SCANNER_ID, layoutB(aim, sent), text)
      mustBe('symbology', scan.aim, aim)
    })
  await checks.check('reads a scan of 150 characters from three reports', async () => {
    const text = `https://rig.invalid/${varied(130)}`
    const scan = await rig.read(scanner, SCANNER_ID, layoutB(']Q1', text), text)
    mustBe('reports', scan.reports, 3)
  })
  await checks.check('reads a scanner of another maker with another layout', async () => {
    const text = rig.fresh()
    const scan = await rig.read(other, OTHER_ID, [layoutA(']C0', text)], text)
    mustBe('symbology', scan.aim, ']C0')
  })
  await checks.check('reads a badge reader', async () => {
    const badge = await rig.plugAndOpen(BADGE, BADGE_ID)
    const text = rig.fresh()
    await rig.read(badge, BADGE_ID, layoutB(']C0', text), text)
    const mark = shell.mark()
    badge.unplug()
    await shell.closed(BADGE_ID, mark)
  })
  await checks.check('two readers at once, their parts interleaved, are not mixed', async () => {
    const mark = shell.mark()
    const longs = Array.from({ length: 20 }, () => `L${varied(100)}${rig.fresh()}`)
    const shorts: string[] = []
    for (const long of longs) {
      for (const report of layoutB(']Q1', long)) {
        scanner.send(report)
        if (report[61] === 0) continue
        const short = rig.fresh()
        shorts.push(short)
        other.send(layoutA(']C0', short))
      }
      // The kernel keeps 64 reports of a device; people scan more slowly than this.
      await delay(10)
    }
    const wanted = longs.length + shorts.length
    await shell.until(() => shell.scans(mark).length >= wanted, 'not all scans came')
    mustBe(
      'long texts',
      shell.scans(mark, SCANNER_ID).map(({ text }) => text),
      longs,
    )
    mustBe(
      'short texts',
      shell.scans(mark, OTHER_ID).map(({ text }) => text),
      shorts,
    )
  })
}

/** Readers on a page of the maker's own are opened only by a technician's choice. */
export async function readChosen(rig: Rig): Promise<void> {
  const { checks, shell } = rig
  await checks.check('a vendor reader that nobody chose is offered and not opened', async () => {
    const mark = shell.mark()
    const nfc = rig.plugForbidden({ ...NFC, serial: 'RIG-N2' })
    await shell.listed(idOf({ ...NFC, serial: 'RIG-N2' }, 'ff01/1'), 'not-chosen', mark)
    await delay(500)
    nfc.serve()
    mustBe('openings that the device saw', nfc.opens, 0)
    nfc.unplug()
    rig.forbidden.delete(nfc)
  })
  await checks.check('a vendor reader that was chosen is opened and read', async () => {
    const vendor = await rig.plugAndOpen(VENDOR, VENDOR_ID)
    const text = rig.fresh()
    await rig.read(vendor, VENDOR_ID, [plainText(text, 32)], text)
    const mark = shell.mark()
    vendor.unplug()
    await shell.closed(VENDOR_ID, mark)
  })
  await checks.check('an NFC reader that was chosen gives the UID in the order of the list', async () => {
    const nfc = await rig.plugAndOpen(NFC, NFC_ID)
    const scan = await rig.read(nfc, NFC_ID, [Buffer.from('b3a2019900000000', 'hex')], '9901A2B3')
    mustBe('what the reader sent', scan.uid?.raw.toUpperCase(), 'B3A20199')
    const mark = shell.mark()
    nfc.unplug()
    await shell.closed(NFC_ID, mark)
  })
}
