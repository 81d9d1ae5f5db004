import { centred, gap, stack } from './blocks.ts'
import { span, type LetterWords } from './letter-words.ts'
import { MM } from './page.ts'
import { symbolBlock } from './symbol.ts'
import { textBlock, type Block, type TextStyle } from './typeset.ts'

const QR_SIZE = 33 * MM
// The QR's own white border (4 modules) is kept free of lines and letters.
const QR_QUIET = 3.2 * MM

/** The box with the signed code, how to check it, and what the decision rested on. */
export function evidenceBox(
  doc: PDFKit.PDFDocument,
  words: LetterWords,
  qrText: string,
  width: number,
  scale: number,
): Block {
  const pad = 10.5
  const textLeft = QR_QUIET + QR_SIZE + QR_QUIET
  const text = evidenceText(doc, words, width - textLeft - pad, scale)
  const qr = symbolBlock(doc, 'qr', qrText, { width: QR_SIZE })
  const inner = Math.max(text.height, QR_SIZE + 2 * QR_QUIET - 2 * pad)
  const height = inner + 2 * pad
  return {
    height,
    draw: (x, y) => {
      // The demo's watermark shows through, except behind the code itself.
      doc.fillOpacity(0.82).roundedRect(x, y, width, height, 9).fill('#fff').fillOpacity(1)
      doc.rect(x + 4, y + 4, textLeft - 8, height - 8).fill('#fff')
      doc.lineWidth(0.9).roundedRect(x, y, width, height, 9).stroke('#000')
      doc.fillColor('#000')
      centred(qr, height).draw(x + QR_QUIET, y)
      centred(text, height).draw(x + textLeft, y)
    },
  }
}

function evidenceText(doc: PDFKit.PDFDocument, words: LetterWords, width: number, scale: number): Block {
  const style: TextStyle = { size: 9.2 * scale, leading: 1.4 }
  const head = (text: string) => textBlock(doc, [span(text, 'sans-heavy')], width, { size: 9 * scale, leading: 1.4 })
  const noteBlocks = words.notes.flatMap(({ head: who, text }) => [
    gap(3 * scale),
    textBlock(doc, [span(`${who} `, 'serif-bold'), span(text)], width, { ...style, maxLines: 6, balanced: true }),
  ])
  return stack([
    head('Periksa keaslian'),
    textBlock(
      doc,
      [span('Pindai kode ini dengan Loket Sehat di rumah sakit atau Dinas Kesehatan mana pun. Bisa tanpa internet.')],
      width,
      { ...style, balanced: true },
    ),
    gap(6 * scale),
    head('Dasar keputusan'),
    textBlock(doc, [span(words.grounds)], width, { ...style, maxLines: 7, balanced: true }),
    ...noteBlocks,
  ])
}
