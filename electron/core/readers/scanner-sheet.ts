import type { Delivery } from '../../../shared/contract/letters.ts'
import type { Core } from '../open-core.ts'

const FILE_NAME = 'lembar-pemindai.pdf'

/** The sheet with which scanners are switched to HID POS mode. Nothing of a patient is on it, so no line is left. */
export async function printScannerSheet({
  press,
  clock,
  deliver,
}: Pick<Core, 'press' | 'clock' | 'deliver'>): Promise<Delivery> {
  const pdf = await press.draw({ kind: 'scanner-sheet', at: clock.now() })
  try {
    return await deliver(pdf, FILE_NAME)
  } catch {
    return { kind: 'printer-failed', pdfBase64: Buffer.from(pdf).toString('base64'), fileName: FILE_NAME }
  }
}
