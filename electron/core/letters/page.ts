import PdfKit from 'pdfkit'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { Fonts } from './fonts.ts'

export type PageSize = 'A4' | 'A5'
export type Page = { doc: PDFKit.PDFDocument; width: number; height: number }

export type PageFacts = {
  size: PageSize
  /** Shown by viewers, and kept in print queues: no name, no NIK. */
  title: string
  language: 'id-ID' | 'en-GB'
  /** The only date in the file, so that the same input makes the same bytes. */
  madeAt: IsoInstant
}

/** PDF points in a millimetre. */
export const MM = 72 / 25.4

/** Makes a PDF in memory with `draw`, which gets its first page. Margins are the drawing's own business. */
export function makePdf(facts: PageFacts, fonts: Fonts, draw: (page: Page) => void): Promise<Uint8Array> {
  const doc = new PdfKit({
    size: facts.size,
    margin: 0,
    lang: facts.language,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: facts.title, Creator: 'Loket Sehat', Producer: 'Loket Sehat', CreationDate: new Date(facts.madeAt) },
  })
  for (const [name, files] of Object.entries(fonts.files)) {
    doc.registerFont(name, files.latin)
    doc.registerFont(`${name}-extended`, files.extended)
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    draw({ doc, width: doc.page.width, height: doc.page.height })
    doc.end()
  })
}
