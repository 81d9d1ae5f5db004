import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { gap, inset, line, row, stack } from './blocks.ts'
import type { Fonts } from './fonts.ts'
import { span } from './letter-words.ts'
import { MM, makePdf, type Page } from './page.ts'
import { SCANNER_SHEET, type MakerWords, type ScannerSheetWords, type TestCode } from './scanner-sheet-words.ts'
import { symbolBlock } from './symbol.ts'
import { textBlock, type Block, type TextStyle } from './typeset.ts'

const SIDE = 18 * MM
const TOP = 12.5 * MM
const BOTTOM = 9 * MM
const FOOT_HEIGHT = 18
const TEXT: TextStyle = { size: 9.7, leading: 1.4 }
const CELL: TextStyle = { size: 9, leading: 1.36 }
const COLUMN_GAP = 10
/** Shares of the width: maker, chapter, HID POS, keyboard. */
const COLUMNS = [0.14, 0.31, 0.33, 0.22] as const
// Bars at least 0.3 mm wide are read by every hand scanner; the longer of the two codes is 200 modules wide.
const BARS_WIDTH = 66 * MM
const BARS_HEIGHT = 13 * MM
const QR_SIZE = 27 * MM

/** What a technician needs to switch scanners to HID POS, and to see that it worked, as a PDF of one A4 page. */
export function scannerSheetPdf(madeAt: IsoInstant, fonts: Fonts): Promise<Uint8Array> {
  return makePdf({ size: 'A4', title: 'Lembar mode HID POS', language: 'id-ID', madeAt }, fonts, (page) => {
    const width = page.width - 2 * SIDE
    body(page.doc, SCANNER_SHEET, width).draw(SIDE, TOP)
    foot(page, SCANNER_SHEET, width)
  })
}

function body(doc: PDFKit.PDFDocument, words: ScannerSheetWords, width: number): Block {
  return stack([
    textBlock(doc, [span('Mengalihkan pemindai ke mode HID POS', 'serif-bold')], width, { size: 19, leading: 1.25 }),
    gap(4),
    textBlock(doc, [span(words.why)], width, TEXT),
    gap(11),
    heading(doc, 'Langkah', width),
    numbered(doc, words, width),
    gap(9),
    heading(doc, 'Kode pengatur di buku panduan', width),
    table(doc, words.makers, width),
    gap(5),
    textBlock(doc, [span(words.others)], width, TEXT),
    gap(8),
    boxed(doc, words.warning, width),
    gap(10),
    heading(doc, 'Kode uji', width),
    gap(2),
    tests(doc, words.tests, width),
    gap(9),
    textBlock(doc, [span(words.tested)], width, TEXT),
  ])
}

function heading(doc: PDFKit.PDFDocument, text: string, width: number): Block {
  return stack([
    textBlock(doc, [span(text, 'sans-heavy')], width, { size: 9.75, leading: 1.2 }),
    gap(3),
    line(doc, width, 0.75),
    gap(5.5),
  ])
}

function numbered(doc: PDFKit.PDFDocument, { steps, command }: ScannerSheetWords, width: number): Block {
  const typed = textBlock(doc, [span(command.text, 'mono')], width - 16, { size: 9, leading: 1.5 })
  return stack(
    steps.flatMap((text, index) => [
      row([
        { x: 0, block: textBlock(doc, [span(`${index + 1}.`)], 16, TEXT) },
        { x: 16, block: textBlock(doc, [span(text)], width - 16, TEXT) },
      ]),
      ...(index === command.step ? [inset(typed, 1, 16)] : []),
      gap(2.2),
    ]),
  )
}

function table(doc: PDFKit.PDFDocument, makers: readonly MakerWords[], width: number): Block {
  const head = cells(doc, ['Pabrik', 'Bab di buku panduan', 'Ke HID POS', 'Kembali ke papan ketik'], width, 'sans-bold')
  return stack([
    head,
    gap(3),
    ...makers.flatMap(({ maker, chapter, toHidPos, toKeyboard }) => [
      line(doc, width, 0.4),
      gap(3),
      cells(doc, [maker, chapter, toHidPos, toKeyboard], width, 'serif'),
      gap(3.4),
    ]),
    line(doc, width, 0.4),
  ])
}

function cells(doc: PDFKit.PDFDocument, texts: readonly string[], width: number, font: 'serif' | 'sans-bold'): Block {
  return row(
    COLUMNS.map((share, index) => {
      const left = COLUMNS.slice(0, index).reduce((sum, each) => sum + each, 0) * width
      const face = index === 0 && font === 'serif' ? 'serif-bold' : font
      const style = font === 'serif' ? CELL : { ...CELL, size: 8.2 }
      return { x: left, block: textBlock(doc, [span(texts[index] ?? '', face)], share * width - COLUMN_GAP, style) }
    }),
  )
}

function boxed(doc: PDFKit.PDFDocument, text: string, width: number): Block {
  const inner = textBlock(doc, [span(text, 'sans-bold')], width - 24, { size: 9, leading: 1.4, balanced: true })
  const block = inset(inner, 8, 12)
  return {
    height: block.height,
    draw: (x, y) => {
      doc.lineWidth(1).roundedRect(x, y, width, block.height, 5).stroke('#000')
      doc.fillColor('#000')
      block.draw(x, y)
    },
  }
}

/** Linear codes one below the other, the square one at the right: so far apart that a hand scanner meets one at a time. */
function tests(doc: PDFKit.PDFDocument, codes: readonly TestCode[], width: number): Block {
  const left = codes.filter(({ symbology }) => symbology !== 'qr')
  const right = codes.filter(({ symbology }) => symbology === 'qr')
  const leftWide = BARS_WIDTH + 8
  const rightWide = width * 0.42
  return row([
    { x: 0, block: stack(left.flatMap((code, index) => [gap(index === 0 ? 0 : 11), testCode(doc, code, leftWide)])) },
    { x: width - rightWide, block: stack(right.map((code) => testCode(doc, code, rightWide))) },
  ])
}

function testCode(doc: PDFKit.PDFDocument, code: TestCode, width: number): Block {
  const size = code.symbology === 'qr' ? { width: QR_SIZE } : { width: BARS_WIDTH, height: BARS_HEIGHT }
  const shown = textBlock(doc, [span(code.shown, 'mono')], width, { size: 8.6, leading: 1.4 })
  return stack([
    textBlock(doc, [span(code.title, 'sans-bold')], width, { size: 9, leading: 1.3 }),
    gap(5),
    symbolBlock(doc, code.symbology, code.text, size),
    gap(code.symbology === 'qr' ? 7 : 3),
    ...(code.shown === '' ? [] : [shown]),
    textBlock(doc, [span(code.expected)], width, CELL),
  ])
}

function foot(page: Page, words: ScannerSheetWords, width: number): void {
  const { doc } = page
  const y = page.height - BOTTOM - FOOT_HEIGHT
  const style: TextStyle = { size: 7.9, leading: 1.4 }
  line(doc, width, 0.75).draw(SIDE, y)
  textBlock(doc, [span(words.foot, 'sans')], width, style).draw(SIDE, y + 5)
  textBlock(doc, [span('Halaman 1 dari 1', 'sans')], width, { ...style, align: 'right' }).draw(SIDE, y + 5)
}
