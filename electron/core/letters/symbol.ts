import * as bwip from 'bwip-js/node'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import type { Block } from './typeset.ts'

export type Symbology = 'qr' | 'code128' | 'ean13'

type Stroke = { x: number; y0: number; y1: number; width: number }
type Shape = { width: number; height: number; strokes: Stroke[]; polygons: [number, number][][] }

/** A barcode drawn as vectors, `width` points wide; linear ones are `height` points high, a QR is square. White margins are the caller's. */
export function symbolBlock(
  doc: PDFKit.PDFDocument,
  symbology: Symbology,
  text: string,
  size: { width: number; height?: number },
): Block {
  const shape = shapeOf(symbology, text)
  const scaleX = size.width / shape.width
  const scaleY = size.height === undefined ? scaleX : size.height / shape.height
  return {
    height: shape.height * scaleY,
    draw: (x, y) => {
      for (const stroke of shape.strokes) {
        const left = x + (stroke.x - stroke.width / 2) * scaleX
        doc.rect(left, y + stroke.y1 * scaleY, stroke.width * scaleX, (stroke.y0 - stroke.y1) * scaleY)
      }
      for (const polygon of shape.polygons) {
        const [first, ...rest] = polygon.map(([px, py]): [number, number] => [x + px * scaleX, y + py * scaleY])
        if (first === undefined) continue
        doc.moveTo(...first)
        for (const point of rest) doc.lineTo(...point)
        doc.closePath()
      }
      doc.fill('#000', 'even-odd')
    },
  }
}

/** Error correction M: a letter lies in a drawer and is folded, but is not exposed to weather. */
function shapeOf(symbology: Symbology, text: string): Shape {
  switch (symbology) {
    case 'qr': {
      // `eclevel` belongs to QR codes alone, so the library's general type does not name it.
      const options = { bcid: 'qrcode', text, eclevel: 'M', scale: 2 }
      return bwip.qrcode(options, collector())
    }
    case 'code128':
      return bwip.code128({ bcid: 'code128', text, scale: 2 }, collector())
    case 'ean13':
      return bwip.ean13({ bcid: 'ean13', text, scale: 2 }, collector())
    default:
      return unreachable(symbology)
  }
}

/** Keeps what the barcode writer draws, in its own units. */
function collector(): bwip.DrawingContext<Shape> {
  const shape: Shape = { width: 0, height: 0, strokes: [], polygons: [] }
  return {
    scale: () => null,
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: (width, height) => {
      shape.width = width
      shape.height = height
    },
    line: (x0, y0, _x1, y1, lw) =>
      void shape.strokes.push({ x: x0, y0: Math.max(y0, y1), y1: Math.min(y0, y1), width: lw }),
    polygon: (points) => void shape.polygons.push(points),
    hexagon: () => undefined,
    ellipse: () => undefined,
    fill: () => undefined,
    text: () => undefined,
    end: () => shape,
  }
}
