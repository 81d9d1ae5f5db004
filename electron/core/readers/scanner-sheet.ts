import type { Delivery } from '../../../shared/contract/letters.ts'
import { ZONE_WITHOUT_HOSPITAL } from '../audit/local-day.ts'
import { scannerSheetWords } from '../letters/scanner-sheet-words.ts'
import type { Core } from '../open-core.ts'

const FILE_NAME = 'lembar-pemindai.pdf'

/** The sheet with which scanners are switched to HID POS mode. Nothing of a patient is on it, so no line is left. */
export async function printScannerSheet({
  journal,
  press,
  clock,
  deliver,
}: Pick<Core, 'journal' | 'press' | 'clock' | 'deliver'>): Promise<Delivery> {
  const at = clock.now()
  const zone = journal.hospital()?.timeZone ?? ZONE_WITHOUT_HOSPITAL
  const pdf = await press.draw({ kind: 'scanner-sheet', words: scannerSheetWords({ printedAt: at, zone }), at })
  try {
    return await deliver(pdf, FILE_NAME)
  } catch {
    return { kind: 'printer-failed', pdfBase64: Buffer.from(pdf).toString('base64'), fileName: FILE_NAME }
  }
}
