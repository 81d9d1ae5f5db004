import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { pick } from '../../../shared/texts/language.ts'
import { LEFT, type AdviceReason, type AdviceWords } from './advice-words.ts'
import { gap, inset, line, row, stack } from './blocks.ts'
import type { Fonts } from './fonts.ts'
import { letterhead } from './letterhead.ts'
import { span } from './letter-words.ts'
import { MM, makePdf, type Page } from './page.ts'
import { textBlock, textWidth, type Block, type TextStyle } from './typeset.ts'
import { demoWatermark } from './watermark.ts'

const SIDE = 13 * MM
const TOP = 10 * MM
const BOTTOM = 8 * MM
const FOOT_HEIGHT = 15
// From roomy to the smallest print that is still read without effort.
const SCALES = [1, 0.95, 0.9, 0.86, 0.82, 0.78] as const

/** The sheet for a refused patient as a PDF of exactly one A5 page. */
export function advicePdf(words: AdviceWords, madeAt: IsoInstant, fonts: Fonts): Promise<Uint8Array> {
  const language = pick(words.language, 'id-ID', 'en-GB')
  return makePdf({ size: 'A5', title: words.title, language, madeAt }, fonts, (page) => {
    const width = page.width - 2 * SIDE
    const height = page.height - TOP - BOTTOM - FOOT_HEIGHT - 5
    if (words.demo) demoWatermark(page.doc, WATERMARKS, 34)
    fitted(page.doc, words, width, height).draw(SIDE, TOP)
    foot(page, words, width)
  })
}

const WATERMARKS = [
  { x: 88, y: 250 },
  { x: 70, y: 470 },
]

/** How much of the reasons is shown. A step is never cut short: half an instruction is worse than none. */
type Extent = { scale: number; facts: boolean; reasons: number }

function fitted(doc: PDFKit.PDFDocument, words: AdviceWords, width: number, height: number): Block {
  const count = words.groups.reduce((sum, group) => sum + group.reasons.length, 0)
  let block = body(doc, words, width, { scale: 1, facts: true, reasons: count })
  for (const extent of extents(count)) {
    block = body(doc, words, width, extent)
    if (block.height <= height) break
  }
  return block
}

/** Smaller print first, then without the facts, then with fewer reasons and a line that says how many are left out. */
function* extents(count: number): Generator<Extent> {
  for (const facts of [true, false]) for (const scale of SCALES) yield { scale, facts, reasons: count }
  for (let kept = count - 1; kept > 0; kept -= 1)
    yield { scale: SCALES[SCALES.length - 1] ?? 1, facts: false, reasons: kept }
}

function body(doc: PDFKit.PDFDocument, words: AdviceWords, width: number, extent: Extent): Block {
  const { scale } = extent
  const text: TextStyle = { size: 9.6 * scale, leading: 1.38 }
  return stack([
    letterhead(doc, words.head, width, 0.74 * scale),
    gap(11 * scale),
    head(doc, words, width, scale),
    gap(9 * scale),
    ...words.facts.flatMap((fact) => [factRow(doc, fact, width, text), gap(1.6 * scale)]),
    gap(7 * scale),
    textBlock(doc, [span(words.opening)], width, { ...text, balanced: true }),
    gap(6 * scale),
    ...reasons(doc, words, width, text, extent),
    gap(7 * scale),
    heading(doc, words.bringHead, width, text),
    ...words.bring.flatMap((item) => [tick(doc, item, width, text), gap(1.5 * scale)]),
    gap(9 * scale),
    emergency(doc, words, width, text),
  ])
}

function head(doc: PDFKit.PDFDocument, words: AdviceWords, width: number, scale: number): Block {
  const mark: TextStyle = { size: 9 * scale, leading: 1.3 }
  const content = span(words.notALetter, 'sans-heavy')
  const inner = textWidth(doc, content, mark) + 1
  const wide = inner + 16 * scale
  const title = textBlock(doc, [span(words.title, 'serif-bold')], width - wide - 8, {
    size: 15.5 * scale,
    leading: 1.2,
  })
  const stamp = inset(textBlock(doc, [content], inner, mark), 4 * scale, 8 * scale)
  const boxed: Block = {
    height: stamp.height,
    draw: (x, y) => {
      doc.lineWidth(1.2).roundedRect(x, y, wide, stamp.height, 4).stroke('#000')
      stamp.draw(x, y)
    },
  }
  return row([
    { x: 0, block: title },
    { x: width - wide, block: boxed },
  ])
}

function factRow(doc: PDFKit.PDFDocument, fact: AdviceWords['facts'][number], width: number, style: TextStyle): Block {
  const label = style.size * 5.6
  const value = span(fact.value, fact.mono ? 'mono' : 'serif-bold')
  return row([
    { x: 0, block: textBlock(doc, [span(fact.label)], label, style) },
    { x: label, block: textBlock(doc, [span(':')], 8, style) },
    { x: label + style.size, block: textBlock(doc, [value], width - label - style.size, { ...style, maxLines: 2 }) },
  ])
}

function reasons(
  doc: PDFKit.PDFDocument,
  words: AdviceWords,
  width: number,
  style: TextStyle,
  extent: Extent,
): Block[] {
  let number = 0
  const blocks: Block[] = []
  for (const group of words.groups) {
    const shown = group.reasons.slice(0, Math.max(0, extent.reasons - number))
    if (group.programme !== null && shown.length > 0) blocks.push(heading(doc, group.programme, width, style))
    for (const reason of shown) {
      number += 1
      blocks.push(reasonRow(doc, number, reason, width, style, extent.facts), gap(style.size * 0.5))
    }
  }
  const left = words.groups.reduce((sum, group) => sum + group.reasons.length, 0) - number
  if (left > 0) blocks.push(textBlock(doc, [span(words.more.replace(LEFT, String(left)))], width, style))
  return blocks
}

function reasonRow(
  doc: PDFKit.PDFDocument,
  number: number,
  reason: AdviceReason,
  width: number,
  style: TextStyle,
  facts: boolean,
): Block {
  const indent = style.size * 1.9
  const step = style.size * 1.6
  const text = stack([
    textBlock(doc, [span(reason.title, 'sans-heavy')], width - indent, style),
    ...(facts && reason.fact !== null ? [textBlock(doc, [span(reason.fact)], width - indent, style)] : []),
    row([
      { x: 0, block: arrow(doc, style) },
      { x: step, block: textBlock(doc, [span(reason.step)], width - indent - step, { ...style, balanced: true }) },
    ]),
  ])
  return row([
    { x: 0, block: textBlock(doc, [span(`${number}.`, 'sans-heavy')], indent, style) },
    { x: indent, block: text },
  ])
}

/** Points at what can be done; the typefaces have no arrow. */
function arrow(doc: PDFKit.PDFDocument, { size, leading }: TextStyle): Block {
  const middle = (size * leading) / 2
  const tip = size * 1.05
  const wing = size * 0.3
  return {
    height: size,
    draw: (x, y) => {
      doc.lineWidth(1.1).lineCap('round').lineJoin('round')
      doc.moveTo(x + 1, y + middle).lineTo(x + tip, y + middle)
      doc
        .moveTo(x + tip - wing, y + middle - wing)
        .lineTo(x + tip, y + middle)
        .lineTo(x + tip - wing, y + middle + wing)
      doc.stroke('#000')
    },
  }
}

function heading(doc: PDFKit.PDFDocument, text: string, width: number, style: TextStyle): Block {
  return stack([
    textBlock(doc, [span(text, 'sans-heavy')], width, { size: style.size * 0.97, leading: 1.25 }),
    gap(2),
    line(doc, width, 0.9),
    gap(4),
  ])
}

function tick(doc: PDFKit.PDFDocument, text: string, width: number, style: TextStyle): Block {
  const box = style.size * 0.85
  const indent = style.size * 1.9
  const drawn: Block = {
    height: box,
    draw: (x, y) =>
      void doc
        .lineWidth(0.9)
        .rect(x + 0.5, y + style.size * 0.25, box, box)
        .stroke('#000'),
  }
  return row([
    { x: 0, block: drawn },
    { x: indent, block: textBlock(doc, [span(text)], width - indent, style) },
  ])
}

function emergency(doc: PDFKit.PDFDocument, words: AdviceWords, width: number, style: TextStyle): Block {
  const pad = style.size * 0.8
  const text = textBlock(
    doc,
    [span(`${words.emergencyHead}. `, 'sans-heavy'), span(words.emergency)],
    width - 2 * pad,
    { ...style, balanced: true },
  )
  const block = inset(text, pad * 0.75, pad)
  return {
    height: block.height,
    draw: (x, y) => {
      doc.lineWidth(1.4).roundedRect(x, y, width, block.height, 5).stroke('#000')
      block.draw(x, y)
    },
  }
}

function foot(page: Page, words: AdviceWords, width: number): void {
  const y = page.height - BOTTOM - FOOT_HEIGHT
  const style: TextStyle = { size: 7.2, leading: 1.4 }
  const demo = words.demo ? [span(pick(words.language, 'CONTOH · DEMO · ', 'SAMPLE · DEMO · '), 'sans-heavy')] : []
  line(page.doc, width, 0.75).draw(SIDE, y)
  textBlock(page.doc, [span(words.foot, 'sans')], width, style).draw(SIDE, y + 4)
  textBlock(page.doc, [...demo, span(words.notALetter, 'sans-bold')], width, { ...style, align: 'right' }).draw(
    SIDE,
    y + 4,
  )
}
