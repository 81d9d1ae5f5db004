import { centred, gap, inset, line, row, stack } from './blocks.ts'
import type { LetterHeadWords } from './letter-words.ts'
import { textBlock, type Block, type TextStyle } from './typeset.ts'

// The mark in its own square of 40: a counter window with its pass-through, and four petals of kawung in it.
const MARK_SIZE = 40
const WINDOW =
  'M11 0h18a11 11 0 0 1 11 11v18a11 11 0 0 1-11 11h-1.6a7.4 7.4 0 0 0-14.8 0H11A11 11 0 0 1 0 29V11A11 11 0 0 1 11 0z'
const PETALS: readonly [cx: number, cy: number, rx: number, ry: number][] = [
  [20, 9.6, 3.7, 5.6],
  [20, 24, 3.7, 5.6],
  [12.8, 16.8, 5.6, 3.7],
  [27.2, 16.8, 5.6, 3.7],
]

/** Mark, authority, hospital and address over a double rule. A long hospital name takes a smaller size, then two lines. */
export function letterhead(doc: PDFKit.PDFDocument, words: LetterHeadWords, width: number, scale: number): Block {
  const mark = 48 * scale
  const textLeft = mark + 15 * scale
  const textWide = width - textLeft
  const authority = textBlock(doc, [{ text: words.authority, font: 'sans-bold' }], textWide, {
    size: 9.4 * scale,
    leading: 1.35,
    tracking: 0.45,
    maxLines: 2,
  })
  const hospital = hospitalName(doc, words.hospital, textWide, scale)
  const address = textBlock(doc, [{ text: words.address, font: 'serif' }], textWide, {
    size: 9.6 * scale,
    leading: 1.35,
    maxLines: 3,
  })
  const text = stack(words.authority === '' ? [hospital, address] : [authority, hospital, address])
  const height = Math.max(mark, text.height)
  const head = row([
    { x: 0, block: centred(markBlock(doc, mark), height) },
    { x: textLeft, block: centred(text, height) },
  ])
  return stack([head, gap(9.5 * scale), line(doc, width, 2.25), gap(1.5), line(doc, width, 0.75)])
}

function hospitalName(doc: PDFKit.PDFDocument, name: string, width: number, scale: number): Block {
  const style = (size: number): TextStyle => ({ size: size * scale, leading: 1.15, tracking: -0.15, maxLines: 2 })
  const sizes = [20.25, 17, 14.5, 12]
  const blocks = sizes.map((size) => ({
    block: textBlock(doc, [{ text: name, font: 'sans-heavy' }], width, style(size)),
    lineHeight: size * scale * 1.15,
  }))
  const oneLine = blocks.find(({ block, lineHeight }) => block.height < lineHeight * 1.5)
  const smallest = textBlock(doc, [{ text: name, font: 'sans-heavy' }], width, style(14.5))
  return oneLine?.block ?? smallest
}

function markBlock(doc: PDFKit.PDFDocument, size: number): Block {
  return {
    height: size,
    draw: (x, y) => {
      doc
        .save()
        .translate(x, y)
        .scale(size / MARK_SIZE)
      doc.path(WINDOW).fill('#000')
      for (const [cx, cy, rx, ry] of PETALS) doc.ellipse(cx, cy, rx, ry).fill('#fff')
      doc.circle(20, 16.8, 2.1).fill('#fff')
      doc.restore()
    },
  }
}

/** White space below the letterhead, the same on every page. */
export function underHead(block: Block, scale: number): Block {
  return inset(block, 0, 0, 15 * scale)
}
