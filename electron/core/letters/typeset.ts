import { subsetFor, type FontName } from './fonts.ts'

/** Text in one font. A no-break space (U+00A0) holds two words together. */
export type Span = { text: string; font: FontName }

export type TextStyle = {
  /** Points. */
  size: number
  /** Height of a line as a multiple of the size. */
  leading: number
  align?: 'left' | 'center' | 'right'
  /** Points between letters. */
  tracking?: number
  /** What does not fit is cut, and an ellipsis says so. */
  maxLines?: number
  /** Lines of like length instead of a single word left over on the last one. */
  balanced?: boolean
}

/** A piece of a page: knows its height before it is drawn, so that a page can be fitted first. */
export type Block = { height: number; draw: (x: number, y: number) => void }

type Piece = { text: string; face: string; width: number }
type Word = { pieces: Piece[]; width: number; spaceBefore: Piece | null }
type Measure = (text: string, face: string) => Piece
type Line = { pieces: Piece[]; width: number }

const UNKNOWN = '?'
const ELLIPSIS = '…'
/** Hyphens and apostrophes of other kinds, and marks that are not seen. */
const STAND_INS = new Map([
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u02BB', '’'],
  ['\u02BC', '’'],
  ['\u00AD', ''],
  ['\u200B', ''],
  ['\u200C', ''],
  ['\u200D', ''],
])
/** Of the size. */
const SANS_EXTRA_SPACE = 0.07
const BALANCE_STEPS = 4

/** Breaks text into lines of at most `width` points. A word longer than a line is broken between letters: nothing leaves the column. */
export function textBlock(doc: PDFKit.PDFDocument, spans: readonly Span[], width: number, style: TextStyle): Block {
  const measure: Measure = (text, face) => ({ text, face, width: widthOf(doc, text, face, style) })
  const words = spans.flatMap((span) => wordsOf(span, measure, style))
  const filled = style.balanced === true ? balance(words, width, measure) : fill(words, width, measure)
  const lines = cut(filled, width, style, measure)
  const lineHeight = style.size * style.leading
  return {
    height: lines.length * lineHeight,
    draw: (x, y) => {
      for (const [index, line] of lines.entries()) {
        const free = width - line.width
        const shift = style.align === 'center' ? free / 2 : style.align === 'right' ? free : 0
        drawLine(doc, line, x + shift, y + index * lineHeight + baseline(style), style)
      }
    },
  }
}

/** The width in points of text on one line. */
export function textWidth(doc: PDFKit.PDFDocument, span: Span, style: Pick<TextStyle, 'size' | 'tracking'>): number {
  const measure: Measure = (text, face) => ({ text, face, width: widthOf(doc, text, face, style) })
  const words = wordsOf(span, measure, { ...style, leading: 1 })
  return words.reduce((sum, word) => sum + word.width + (word.spaceBefore?.width ?? 0), 0)
}

// Letters of the three faces stand on a line that lies this far below the top of a line of the size itself.
function baseline(style: TextStyle): number {
  return style.size * (style.leading / 2 + 0.33)
}

function wordsOf(span: Span, measure: Measure, style: TextStyle): Word[] {
  const parts = span.text.normalize('NFC').split(/[ \t\r\n]+/)
  return parts.flatMap((part, index) => {
    const pieces = piecesOf({ text: part, font: span.font }).map((piece) => measure(piece.text, piece.face))
    const spaceBefore = index > 0 ? spaceIn(span.font, measure, style) : null
    if (pieces.length === 0 && spaceBefore === null) return []
    return [{ pieces, width: sumOf(pieces), spaceBefore }]
  })
}

/** The sans face is drawn with narrow spaces, too narrow between figures. */
function spaceIn(font: FontName, measure: Measure, style: TextStyle): Piece {
  const space = measure(' ', font)
  return isSans(font) ? { ...space, width: space.width + style.size * SANS_EXTRA_SPACE } : space
}

function isSans(face: string): boolean {
  return face.startsWith('sans')
}

function piecesOf(span: Span): { text: string; face: string }[] {
  const pieces: { text: string; face: string }[] = []
  for (const given of span.text) {
    const character = drawable(given)
    if (character === '') continue
    const face = subsetFor(character) === 'extended' ? `${span.font}-extended` : span.font
    const last = pieces.at(-1)
    if (last?.face === face) last.text += character
    else pieces.push({ text: character, face })
  }
  return pieces
}

/** The character, or its letter without the mark, or a sign that something stands there which no typeface here has. */
function drawable(character: string): string {
  if (subsetFor(character) !== null) return character
  const standIn = STAND_INS.get(character)
  if (standIn !== undefined) return standIn
  const [letter = UNKNOWN] = character.normalize('NFD')
  return subsetFor(letter) === null ? UNKNOWN : letter
}

function fill(words: readonly Word[], width: number, measure: Measure): Line[] {
  const lines: Line[] = [{ pieces: [], width: 0 }]
  for (const unit of unbroken(words)) {
    let line = lines.at(-1) ?? newLine(lines)
    const space = line.pieces.length > 0 ? unit.spaceBefore : null
    if (space !== null && line.width + space.width + unit.width > width) line = newLine(lines)
    else if (space !== null) append(line, space)
    for (const piece of unit.pieces) line = appendBroken(lines, line, piece, width, measure)
  }
  return lines
}

/** The narrowest setting that needs no more lines than the full width does. */
function balance(words: readonly Word[], width: number, measure: Measure): Line[] {
  let best = fill(words, width, measure)
  for (let step = 1; best.length > 1 && step <= BALANCE_STEPS; step += 1) {
    const narrower = fill(words, width * (1 - step * 0.03), measure)
    if (narrower.length > best.length) break
    best = narrower
  }
  return best
}

/** Words that touch (bold text followed by a comma) break as one. */
function unbroken(words: readonly Word[]): Word[] {
  const units: Word[] = []
  for (const word of words) {
    const last = units.at(-1)
    if (last && word.spaceBefore === null) {
      last.pieces.push(...word.pieces)
      last.width += word.width
    } else units.push({ ...word, pieces: [...word.pieces] })
  }
  return units
}

function appendBroken(lines: Line[], line: Line, piece: Piece, width: number, measure: Measure): Line {
  if (line.width + piece.width <= width + 0.01) {
    append(line, piece)
    return line
  }
  let current = line
  let part = ''
  for (const character of piece.text) {
    if (part !== '' && current.width + measure(part + character, piece.face).width > width) {
      append(current, measure(part, piece.face))
      current = newLine(lines)
      part = ''
    }
    part += character
  }
  append(current, measure(part, piece.face))
  return current
}

function cut(lines: Line[], width: number, style: TextStyle, measure: Measure): Line[] {
  if (style.maxLines === undefined || lines.length <= style.maxLines) return lines
  const kept = lines.slice(0, style.maxLines)
  const last = kept.at(-1)
  const face = last?.pieces.at(-1)?.face
  if (last === undefined || face === undefined) return kept
  const mark = measure(ELLIPSIS, face.replace('-extended', ''))
  while (last.pieces.length > 0 && sumOf(last.pieces) + mark.width > width) {
    const end = last.pieces.pop()
    const shorter = end === undefined ? '' : Array.from(end.text).slice(0, -1).join('')
    if (end !== undefined && shorter !== '') last.pieces.push(measure(shorter, end.face))
  }
  last.pieces.push(mark)
  last.width = sumOf(last.pieces)
  return kept
}

/** Neighbours in one face are drawn as one text, so that it can be searched for and copied; a widened space ends one. */
function drawLine(doc: PDFKit.PDFDocument, line: Line, x: number, y: number, style: TextStyle): void {
  let at = x
  for (const piece of merged(line.pieces)) {
    doc.font(piece.face).fontSize(style.size)
    doc.text(piece.text, at, y, { lineBreak: false, baseline: 'alphabetic', characterSpacing: style.tracking ?? 0 })
    at += piece.width
  }
}

function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  for (const piece of pieces) {
    const last = result.at(-1)
    const widened = isSans(piece.face) && last?.text.endsWith(' ') === true
    if (last?.face === piece.face && !widened) {
      last.text += piece.text
      last.width += piece.width
    } else result.push({ ...piece })
  }
  return result
}

function widthOf(
  doc: PDFKit.PDFDocument,
  text: string,
  face: string,
  { size, tracking = 0 }: Pick<TextStyle, 'size' | 'tracking'>,
): number {
  let known = widths.get(doc)
  if (known === undefined) {
    known = new Map()
    widths.set(doc, known)
  }
  const key = `${face}\n${text}`
  let unit = known.get(key)
  if (unit === undefined) {
    unit = doc.font(face).fontSize(1).widthOfString(text)
    known.set(key, unit)
  }
  return unit * size + tracking * text.length
}

// A page is laid out several times until it fits, and shaping a word costs far more than looking it up.
const widths = new WeakMap<PDFKit.PDFDocument, Map<string, number>>()

function newLine(lines: Line[]): Line {
  const line: Line = { pieces: [], width: 0 }
  lines.push(line)
  return line
}

function append(line: Line, piece: Piece): void {
  line.pieces.push(piece)
  line.width += piece.width
}

function sumOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.width, 0)
}
