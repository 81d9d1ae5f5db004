import { gap, inset, line, row, stack } from './blocks.ts'
import { evidenceBox } from './evidence-box.ts'
import type { Fonts } from './fonts.ts'
import { letterhead, underHead } from './letterhead.ts'
import { span, type Entry, type LetterWords } from './letter-words.ts'
import { MM, makePdf, type Page } from './page.ts'
import { textBlock, textWidth, type Block, type Span, type TextStyle } from './typeset.ts'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { demoWatermark } from './watermark.ts'

const LEFT = 20 * MM
const RIGHT = 18 * MM
const TOP = 12.2 * MM
const BOTTOM = 9 * MM
const COLUMN_GAP = 22.5
const FOOT_HEIGHT = 18
const DEMO_FOOT = 'CONTOH. TIDAK BERLAKU SEBAGAI JAMINAN.'

/** The letter as a PDF of exactly one A4 page. Long values make the type smaller first, then lose their end to an ellipsis. */
export function letterPdf(words: LetterWords, qrText: string, madeAt: IsoInstant, fonts: Fonts): Promise<Uint8Array> {
  return makePdf({ size: 'A4', title: words.number, language: 'id-ID', madeAt }, fonts, (page) => {
    const width = page.width - LEFT - RIGHT
    const height = page.height - TOP - BOTTOM - FOOT_HEIGHT
    if (words.demo) demoWatermark(page.doc, WATERMARKS, 49.5)
    const body = fitted(page.doc, words, qrText, width, height)
    body.draw(LEFT, TOP)
    foot(page, words, width)
  })
}

const WATERMARKS = [
  { x: 140, y: 290 },
  { x: 74, y: 537 },
  { x: 156, y: 785 },
]

/** The tightness of a page: type size, and how many lines a long value may take. */
type Tightness = { scale: number; valueLines: number; conditionLines: number }

const STEPS: readonly Tightness[] = [
  ...[1, 0.97, 0.94, 0.91, 0.88].map((scale) => ({ scale, valueLines: 6, conditionLines: 4 })),
  ...[0.88, 0.84, 0.8].map((scale) => ({ scale, valueLines: 4, conditionLines: 3 })),
]

function fitted(doc: PDFKit.PDFDocument, words: LetterWords, qrText: string, width: number, height: number): Block {
  let body = letterBody(doc, words, qrText, width, { scale: 1, valueLines: 6, conditionLines: 4 })
  for (const step of STEPS) {
    body = letterBody(doc, words, qrText, width, step)
    if (body.height <= height) break
  }
  return body
}

function letterBody(
  doc: PDFKit.PDFDocument,
  words: LetterWords,
  qrText: string,
  width: number,
  tightness: Tightness,
): Block {
  const { scale } = tightness
  const text: TextStyle = { size: 10.1 * scale, leading: 1.4 }
  return stack([
    underHead(letterhead(doc, words.head, width, scale), scale),
    title(doc, words, width, scale),
    gap(12 * scale),
    textBlock(doc, words.opening, width, { ...text, maxLines: 4, balanced: true }),
    gap(12 * scale),
    columns(doc, words, width, tightness),
    gap(13.5 * scale),
    heading(doc, 'Ketentuan', width, scale),
    numbered(doc, words.conditions, width, { ...text, maxLines: tightness.conditionLines }),
    gap(13.5 * scale),
    evidenceBox(doc, words, qrText, width, scale),
    gap(16 * scale),
    signatures(doc, words, width, scale),
  ])
}

function title(doc: PDFKit.PDFDocument, words: LetterWords, width: number, scale: number): Block {
  const number: Span[] = [span('Nomor: ', 'mono'), span(words.number, 'mono-bold')]
  return stack([
    textBlock(doc, [span(words.title, 'serif-bold')], width, { size: 19.5 * scale, leading: 1.2, align: 'center' }),
    gap(4 * scale),
    textBlock(doc, number, width, { size: 10.9 * scale, leading: 1.4, align: 'center', maxLines: 2 }),
    ...(words.deadline === null ? [] : [gap(8 * scale), boxed(doc, words.deadline, width, scale)]),
  ])
}

function boxed(doc: PDFKit.PDFDocument, text: string, width: number, scale: number): Block {
  const style: TextStyle = { size: 11.5 * scale, leading: 1.3 }
  const content: Span = { text, font: 'sans-heavy' }
  const inner = textWidth(doc, content, style) + 0.5
  const wide = inner + 28 * scale
  const block = inset(textBlock(doc, [content], inner, style), 5.5 * scale, (width - inner) / 2)
  return {
    height: block.height,
    draw: (x, y) => {
      doc.lineWidth(1.5).strokeColor('#000')
      doc.roundedRect(x + (width - wide) / 2, y, wide, block.height, 5).stroke()
      block.draw(x, y)
    },
  }
}

function columns(doc: PDFKit.PDFDocument, words: LetterWords, width: number, tightness: Tightness): Block {
  const half = (width - COLUMN_GAP) / 2
  return row([
    { x: 0, block: column(doc, 'Pasien', words.patient, half, tightness) },
    { x: half + COLUMN_GAP, block: column(doc, 'Pelayanan', words.care, half, tightness) },
  ])
}

function column(
  doc: PDFKit.PDFDocument,
  head: string,
  entries: readonly Entry[],
  width: number,
  { scale, valueLines }: Tightness,
): Block {
  const labelWide = 76.5 * scale
  const valueLeft = labelWide + 9.75 * scale
  const style: TextStyle = { size: 10.1 * scale, leading: 1.35, maxLines: valueLines }
  const rows = entries.flatMap((entry) => [
    row([
      { x: 0, block: textBlock(doc, [span(entry.label)], labelWide, style) },
      { x: labelWide, block: textBlock(doc, [span(':')], 9, style) },
      { x: valueLeft, block: textBlock(doc, entry.value, width - valueLeft, style) },
    ]),
    gap(3.9 * scale),
  ])
  return stack([heading(doc, head, width, scale), ...rows])
}

function heading(doc: PDFKit.PDFDocument, text: string, width: number, scale: number): Block {
  return stack([
    textBlock(doc, [span(text, 'sans-heavy')], width, { size: 9.75 * scale, leading: 1.2 }),
    gap(3 * scale),
    line(doc, width, 1.1),
    gap(5 * scale),
  ])
}

function numbered(doc: PDFKit.PDFDocument, items: readonly string[], width: number, style: TextStyle): Block {
  const indent = style.size * 1.75
  return stack(
    items.flatMap((item, index) => [
      ...(index === 0 ? [] : [gap(style.size * 0.26)]),
      row([
        {
          x: 0,
          block: textBlock(doc, [span(`${index + 1}.`)], indent - style.size * 0.55, { ...style, align: 'right' }),
        },
        { x: indent, block: textBlock(doc, [span(item)], width - indent, { ...style, balanced: true }) },
      ]),
    ]),
  )
}

function signatures(doc: PDFKit.PDFDocument, words: LetterWords, width: number, scale: number): Block {
  const wide = (width - 45) / 2
  const style: TextStyle = { size: 10.1 * scale, leading: 1.4 }
  const left = stack([textBlock(doc, [span('Pasien atau keluarga,')], wide, style)])
  const right = stack([
    textBlock(doc, [span(words.place)], wide, { ...style, maxLines: 2 }),
    textBlock(doc, [span(words.onBehalf)], wide, { ...style, maxLines: 2 }),
    textBlock(doc, [span('Petugas penerimaan,')], wide, style),
  ])
  const over = Math.max(left.height, right.height)
  return row([
    { x: 0, block: stack([gap(over - left.height), left, signed(doc, words.patientName, wide, scale)]) },
    { x: wide + 45, block: stack([gap(over - right.height), right, signed(doc, words.clerkName, wide, scale)]) },
  ])
}

function signed(doc: PDFKit.PDFDocument, name: string | null, width: number, scale: number): Block {
  const content = name === null ? span('Nama jelas dan hubungan dengan pasien') : span(name, 'serif-bold')
  return stack([
    gap(38 * scale),
    line(doc, width, 0.9),
    gap(2.5 * scale),
    textBlock(doc, [content], width, { size: (name === null ? 9 : 10.1) * scale, leading: 1.35, maxLines: 2 }),
  ])
}

function foot(page: Page, words: LetterWords, width: number): void {
  const { doc } = page
  const y = page.height - BOTTOM - FOOT_HEIGHT
  const style: TextStyle = { size: 7.9, leading: 1.4 }
  line(doc, width, 0.75).draw(LEFT, y)
  textBlock(doc, [span(words.foot, 'sans')], width, style).draw(LEFT, y + 5)
  textBlock(doc, [span('Halaman 1 dari 1', 'sans')], width, { ...style, align: 'right' }).draw(LEFT, y + 5)
  if (!words.demo) return
  const leftWide = textWidth(doc, span(words.foot, 'sans'), style)
  const rightWide = textWidth(doc, span('Halaman 1 dari 1', 'sans'), style)
  textBlock(doc, [span(DEMO_FOOT, 'sans-heavy')], width - leftWide - rightWide, { ...style, align: 'center' }).draw(
    LEFT + leftWide,
    y + 5,
  )
}
