/** What every page of a demo says across itself, in outline, under its text. */
const DEMO_WORDS = 'CONTOH · DEMO'
const SLANT_DEGREES = -24

/** `places`: where each copy starts (its left end on the baseline), in points. */
export function demoWatermark(
  doc: PDFKit.PDFDocument,
  places: readonly { x: number; y: number }[],
  size: number,
): void {
  for (const { x, y } of places) {
    doc.save()
    doc.rotate(SLANT_DEGREES, { origin: [x, y] })
    doc.font('sans-heavy').fontSize(size).lineWidth(1).strokeOpacity(0.2).strokeColor('#000')
    doc.text(DEMO_WORDS, x, y, {
      lineBreak: false,
      baseline: 'alphabetic',
      fill: false,
      stroke: true,
      characterSpacing: size * 0.02,
    })
    doc.restore()
  }
  doc.strokeOpacity(1).fillColor('#000')
}
