import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { groupDigits } from '../../../shared/domain/format.ts'
import { gap, stack } from './blocks.ts'
import type { Fonts } from './fonts.ts'
import { span } from './letter-words.ts'
import { MM, makePdf, type Page } from './page.ts'
import { symbolBlock, type Symbology } from './symbol.ts'
import { textBlock, type Block } from './typeset.ts'

/** One sample card of the demo: `text` is what a scanner reads from it. */
export type SampleCard = {
  title: string
  holder: string
  text: string
  symbology: Symbology
}

// A bank card (ISO/IEC 7810 ID-1), two beside each other and five below, with room for the cut marks.
const CARD_WIDTH = 85.6 * MM
const CARD_HEIGHT = 53.98 * MM
const ACROSS = 2
const DOWN = 5
const PER_PAGE = ACROSS * DOWN
const MARK_LENGTH = 3 * MM
const MARK_DISTANCE = 1 * MM
const PADDING = 4.5 * MM
// Bars of a linear code at least 0.3 mm wide are read by every hand scanner.
const BAR_HEIGHT = 15 * MM
const QR_SIZE = 25 * MM
const BAND_HEIGHT = 6 * MM
const NOTE = 'Kartu contoh Loket Sehat untuk mencoba pemindai. Semua orang di dalamnya rekaan. Potong pada garis.'
const BAND_TEXT = 'CONTOH · DEMO · BUKAN KARTU RESMI'

/** An A4 sheet of sample cards to cut out, ten a page; every card says that it is a sample. */
export function sampleSheetPdf(cards: readonly SampleCard[], madeAt: IsoInstant, fonts: Fonts): Promise<Uint8Array> {
  return makePdf({ size: 'A4', title: 'Kartu contoh', language: 'id-ID', madeAt }, fonts, (page) => {
    for (let first = 0; first < cards.length; first += PER_PAGE) {
      if (first > 0) page.doc.addPage()
      drawSheet(page, cards.slice(first, first + PER_PAGE))
    }
  })
}

function drawSheet(page: Page, cards: readonly SampleCard[]): void {
  const note = textBlock(page.doc, [span(NOTE, 'sans')], page.width, { size: 8, leading: 1.3, align: 'center' })
  note.draw(0, page.height - 7.5 * MM)
  const left = (page.width - ACROSS * CARD_WIDTH) / 2
  const top = (page.height - DOWN * CARD_HEIGHT) / 2
  cutMarks(page, left, top, Math.ceil(cards.length / ACROSS))
  for (const [index, card] of cards.entries()) {
    drawCard(page.doc, card, left + (index % ACROSS) * CARD_WIDTH, top + Math.floor(index / ACROSS) * CARD_HEIGHT)
  }
}

/** Short lines outside the cards where the knife goes, and dotted edges between them. */
function cutMarks({ doc }: Page, left: number, top: number, rows: number): void {
  const right = left + ACROSS * CARD_WIDTH
  const bottom = top + rows * CARD_HEIGHT
  doc.lineWidth(0.5).strokeColor('#000')
  for (let column = 0; column <= ACROSS; column += 1) {
    const x = left + column * CARD_WIDTH
    doc.moveTo(x, top - MARK_DISTANCE).lineTo(x, top - MARK_DISTANCE - MARK_LENGTH)
    doc.moveTo(x, bottom + MARK_DISTANCE).lineTo(x, bottom + MARK_DISTANCE + MARK_LENGTH)
  }
  for (let index = 0; index <= rows; index += 1) {
    const y = top + index * CARD_HEIGHT
    doc.moveTo(left - MARK_DISTANCE, y).lineTo(left - MARK_DISTANCE - MARK_LENGTH, y)
    doc.moveTo(right + MARK_DISTANCE, y).lineTo(right + MARK_DISTANCE + MARK_LENGTH, y)
  }
  doc.stroke()
  doc.lineWidth(0.4).dash(0.8, { space: 2.4 })
  for (let column = 0; column <= ACROSS; column += 1) {
    const x = left + column * CARD_WIDTH
    doc.moveTo(x, top).lineTo(x, bottom)
  }
  for (let index = 0; index <= rows; index += 1) {
    const y = top + index * CARD_HEIGHT
    doc.moveTo(left, y).lineTo(right, y)
  }
  doc.stroke().undash()
}

function drawCard(doc: PDFKit.PDFDocument, card: SampleCard, x: number, y: number): void {
  const inner = CARD_WIDTH - 2 * PADDING
  if (card.symbology === 'qr') {
    const textWide = inner - QR_SIZE - 4 * MM
    words(doc, card, textWide, 4).draw(x + PADDING, y + PADDING)
    const free = CARD_HEIGHT - BAND_HEIGHT
    symbolBlock(doc, 'qr', card.text, { width: QR_SIZE }).draw(
      x + CARD_WIDTH - PADDING - QR_SIZE,
      y + (free - QR_SIZE) / 2,
    )
  } else {
    words(doc, card, inner, 2).draw(x + PADDING, y + PADDING)
    bars(doc, card, inner).draw(x + PADDING, y + CARD_HEIGHT - BAND_HEIGHT - BAR_HEIGHT - 7.5 * MM)
  }
  band(doc, x, y + CARD_HEIGHT - BAND_HEIGHT)
}

function words(doc: PDFKit.PDFDocument, card: SampleCard, width: number, maxLines: number): Block {
  return stack([
    textBlock(doc, [span(card.title, 'sans-heavy')], width, { size: 9.4, leading: 1.25, maxLines }),
    gap(2),
    textBlock(doc, [span(card.holder, 'serif')], width, { size: 9.4, leading: 1.3, maxLines: maxLines + 1 }),
  ])
}

function bars(doc: PDFKit.PDFDocument, card: SampleCard, width: number): Block {
  const wide = card.symbology === 'ean13' ? 37.3 * MM : width - 8 * MM
  const symbol = symbolBlock(doc, card.symbology, card.text, { width: wide, height: BAR_HEIGHT })
  const shift = (width - wide) / 2
  const shown = /^\d{16}$/.test(card.text) ? groupDigits(card.text) : card.text
  return stack([
    { height: symbol.height, draw: (x, y) => symbol.draw(x + shift, y) },
    gap(3),
    textBlock(doc, [span(shown, 'mono')], width, {
      size: 8.6,
      leading: 1.3,
      align: 'center',
      maxLines: 1,
    }),
  ])
}

function band(doc: PDFKit.PDFDocument, x: number, y: number): void {
  doc.rect(x, y, CARD_WIDTH, BAND_HEIGHT).fill('#000')
  const text = textBlock(doc, [span(BAND_TEXT, 'sans-heavy')], CARD_WIDTH, { size: 8, leading: 1.2, align: 'center' })
  doc.fillColor('#fff')
  text.draw(x, y + (BAND_HEIGHT - text.height) / 2)
  doc.fillColor('#000')
}
