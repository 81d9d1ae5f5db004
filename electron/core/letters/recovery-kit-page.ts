import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { centred, gap, inset, line, row, stack } from './blocks.ts'
import type { Fonts } from './fonts.ts'
import { letterhead, underHead } from './letterhead.ts'
import { span } from './letter-words.ts'
import { MM, makePdf, type Page } from './page.ts'
import type { RecoveryKitWords } from './recovery-kit-words.ts'
import { symbolBlock } from './symbol.ts'
import { textBlock, textWidth, type Block, type TextStyle } from './typeset.ts'
import { demoWatermark } from './watermark.ts'

const LEFT = 20 * MM
const RIGHT = 18 * MM
const TOP = 12.2 * MM
const BOTTOM = 9 * MM
const FOOT_HEIGHT = 18
const QR_SIZE = 42 * MM
// The QR's own white border (4 modules) is kept free of lines and letters.
const QR_QUIET = 5.5 * MM
const TEXT: TextStyle = { size: 10.1, leading: 1.42 }
const KEY_STYLE: TextStyle = { size: 15.2, leading: 1.62 }
const GROUP_GAP = 11
const SCALES = [1, 0.97, 0.94, 0.91, 0.88, 0.85, 0.82, 0.78] as const
const DEMO_FOOT = 'CONTOH. LOKET INI HANYA UNTUK MENCOBA.'
const WATERMARKS = [
  { x: 140, y: 250 },
  { x: 74, y: 560 },
  { x: 156, y: 785 },
]

/** The recovery kit as a PDF of exactly one A4 page. */
export function recoveryKitPdf(words: RecoveryKitWords, madeAt: IsoInstant, fonts: Fonts): Promise<Uint8Array> {
  return makePdf({ size: 'A4', title: 'Lembar pemulihan', language: 'id-ID', madeAt }, fonts, (page) => {
    const width = page.width - LEFT - RIGHT
    if (words.demo) demoWatermark(page.doc, WATERMARKS, 49.5)
    fitted(page.doc, words, width, page.height - TOP - BOTTOM - FOOT_HEIGHT - 8).draw(LEFT, TOP)
    foot(page, words, width)
  })
}

/** Drawn smaller as a whole where long names take more lines. */
function fitted(doc: PDFKit.PDFDocument, words: RecoveryKitWords, width: number, height: number): Block {
  for (const scale of SCALES) {
    const block = body(doc, words, width / scale)
    if (block.height * scale <= height || scale === SCALES.at(-1)) return scaled(doc, block, scale)
  }
  throw new Error('a page has a last scale')
}

function scaled(doc: PDFKit.PDFDocument, block: Block, scale: number): Block {
  return {
    height: block.height * scale,
    draw: (x, y) => {
      doc.save().translate(x, y).scale(scale)
      block.draw(0, 0)
      doc.restore()
    },
  }
}

function body(doc: PDFKit.PDFDocument, words: RecoveryKitWords, width: number): Block {
  return stack([
    ...(words.head === null ? [gap(12)] : [underHead(letterhead(doc, words.head, width, 1), 1)]),
    textBlock(doc, [span('Lembar Pemulihan', 'serif-bold')], width, { size: 21, leading: 1.2, align: 'center' }),
    gap(3),
    textBlock(doc, [span('Membuka cadangan loket ini bila komputernya hilang atau rusak.')], width, {
      ...TEXT,
      align: 'center',
    }),
    gap(15),
    ...words.facts.flatMap((fact) => [factRow(doc, fact, width), gap(2.4)]),
    gap(11),
    keyBox(doc, words, width),
    gap(9),
    textBlock(doc, [span(words.warning, 'sans-heavy')], width, {
      size: 10,
      leading: 1.4,
      align: 'center',
      balanced: true,
    }),
    gap(13),
    heading(doc, 'Menyimpan lembar ini', width),
    numbered(doc, words.keeping, width),
    gap(12),
    heading(doc, 'Bila komputer loket hilang atau rusak', width),
    numbered(doc, words.lost, width),
    gap(6),
    command(doc, words.command, width),
    gap(18),
    signatures(doc, words, width),
  ])
}

function factRow(doc: PDFKit.PDFDocument, fact: RecoveryKitWords['facts'][number], width: number): Block {
  const label = 88
  const value = span(fact.value, fact.mono === true ? 'mono' : 'serif-bold')
  const style: TextStyle = { ...TEXT, maxLines: 2 }
  return row([
    { x: 0, block: textBlock(doc, [span(fact.label)], label, style) },
    { x: label, block: textBlock(doc, [span(':')], 9, style) },
    { x: label + 10, block: textBlock(doc, [value], width - label - 10, style) },
  ])
}

/** The code to scan and, beside it, the same key to be read aloud or typed. */
function keyBox(doc: PDFKit.PDFDocument, words: RecoveryKitWords, width: number): Block {
  const textLeft = QR_SIZE + 2 * QR_QUIET
  const qr = symbolBlock(doc, 'qr', words.key, { width: QR_SIZE })
  const text = keyText(doc, words.keyLines, width - textLeft - 12)
  const height = Math.max(QR_SIZE + 2 * QR_QUIET, text.height + 20)
  return {
    height,
    draw: (x, y) => {
      doc.roundedRect(x, y, width, height, 9).fill('#fff')
      doc.lineWidth(1.5).roundedRect(x, y, width, height, 9).stroke('#000')
      doc.fillColor('#000')
      centred(qr, height).draw(x + QR_QUIET, y)
      centred(text, height).draw(x + textLeft, y)
    },
  }
}

function keyText(doc: PDFKit.PDFDocument, lines: readonly string[][], width: number): Block {
  const small: TextStyle = { size: 9, leading: 1.4 }
  return stack([
    textBlock(doc, [span('Kunci pemulihan', 'sans-heavy')], width, { size: 9.75, leading: 1.2 }),
    gap(6),
    ...lines.map((groups) => groupsRow(doc, groups, width)),
    gap(5),
    textBlock(
      doc,
      [
        span(
          'Spasi boleh diketik, boleh tidak. Sesudah baris pertama, 0 selalu angka nol: huruf O, I, B tidak dipakai.',
        ),
      ],
      width,
      { ...small, balanced: true },
    ),
  ])
}

function groupsRow(doc: PDFKit.PDFDocument, groups: readonly string[], width: number): Block {
  const wide = textWidth(doc, span('0000', 'mono-bold'), KEY_STYLE) + GROUP_GAP
  return row(
    groups.map((group, index) => ({
      x: index * wide,
      block: textBlock(doc, [span(group, 'mono-bold')], width - index * wide, { ...KEY_STYLE, maxLines: 1 }),
    })),
  )
}

function heading(doc: PDFKit.PDFDocument, text: string, width: number): Block {
  return stack([
    textBlock(doc, [span(text, 'sans-heavy')], width, { size: 9.75, leading: 1.2 }),
    gap(3),
    line(doc, width, 0.75),
    gap(6),
  ])
}

function numbered(doc: PDFKit.PDFDocument, texts: readonly string[], width: number): Block {
  return stack(
    texts.flatMap((text, index) => [
      row([
        { x: 0, block: textBlock(doc, [span(`${index + 1}.`)], 16, TEXT) },
        { x: 16, block: textBlock(doc, [span(text)], width - 16, TEXT) },
      ]),
      gap(2.6),
    ]),
  )
}

function command(doc: PDFKit.PDFDocument, text: string, width: number): Block {
  return stack(
    [
      textBlock(doc, [span('Atau dengan perintah:')], width - 16, TEXT),
      gap(1.5),
      textBlock(doc, [span(text, 'mono')], width - 16, { size: 9.2, leading: 1.4 }),
    ].map((block) => inset(block, 0, 16)),
  )
}

function signatures(doc: PDFKit.PDFDocument, words: RecoveryKitWords, width: number): Block {
  const wide = (width - 45) / 2
  const place = (label: string, name: string | null): Block =>
    stack([
      textBlock(doc, [span(label)], wide, TEXT),
      gap(30),
      line(doc, wide, 0.9),
      gap(2.5),
      textBlock(doc, [name === null ? span('Nama jelas dan tanggal') : span(name, 'serif-bold')], wide, {
        ...TEXT,
        maxLines: 2,
      }),
    ])
  return row([
    { x: 0, block: place('Dicetak oleh,', words.printedBy) },
    { x: wide + 45, block: place('Disegel dan disimpan oleh,', null) },
  ])
}

function foot(page: Page, words: RecoveryKitWords, width: number): void {
  const { doc } = page
  const y = page.height - BOTTOM - FOOT_HEIGHT
  const style: TextStyle = { size: 7.9, leading: 1.4 }
  const pages = words.demo ? DEMO_FOOT : 'Halaman 1 dari 1'
  line(doc, width, 0.75).draw(LEFT, y)
  textBlock(doc, [span(words.foot, 'sans')], width, style).draw(LEFT, y + 5)
  textBlock(doc, [span(pages, words.demo ? 'sans-heavy' : 'sans')], width, { ...style, align: 'right' }).draw(
    LEFT,
    y + 5,
  )
}
