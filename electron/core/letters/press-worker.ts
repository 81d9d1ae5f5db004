import { parentPort } from 'node:worker_threads'
import { advicePdf } from './advice-page.ts'
import { loadFonts, type Fonts } from './fonts.ts'
import { letterPdf } from './letter-page.ts'
import type { PageJob, PressReply } from './press.ts'
import { recoveryKitPdf } from './recovery-kit-page.ts'
import { sampleSheetPdf } from './sample-sheet.ts'
import { scannerSheetPdf } from './scanner-sheet-page.ts'

const fonts = loadFonts()

parentPort?.on('message', ({ id, job }: { id: number; job: PageJob }) => {
  drawn(job, fonts).then(
    (pdf) => reply({ job: id, pdf }),
    // Only its kind: a message may hold what stands on the page.
    (error: unknown) => reply({ job: id, failure: error instanceof Error ? error.name : typeof error }),
  )
})

function reply(message: PressReply): void {
  parentPort?.postMessage(message)
}

function drawn(job: PageJob, loaded: Fonts): Promise<Uint8Array> {
  switch (job.kind) {
    case 'letter':
      return letterPdf(job.words, job.code, job.at, loaded)
    case 'advice':
      return advicePdf(job.words, job.at, loaded)
    case 'recovery-kit':
      return recoveryKitPdf(job.words, job.at, loaded)
    case 'sample-sheet':
      return sampleSheetPdf(job.cards, job.at, loaded)
    case 'scanner-sheet':
      return scannerSheetPdf(job.at, loaded)
  }
}
