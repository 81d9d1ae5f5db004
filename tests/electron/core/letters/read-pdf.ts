import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsQR from 'jsqr'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What a reader of the file sees, page by page, and what the file says of itself. */
export type ReadPdf = {
  pages: string[]
  info: Record<string, unknown>
  /** `[left, bottom, right, top]` in points, of all text on the first page. */
  inkBox: [number, number, number, number]
}

export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 })
  const document = await loading.promise
  const pages: string[] = []
  let inkBox: ReadPdf['inkBox'] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent()
    const items = content.items.flatMap((item) => ('str' in item ? [item] : []))
    pages.push(
      items
        .map((item) => item.str + (item.hasEOL ? ' ' : ''))
        .join('')
        .replaceAll(/\s+/g, ' '),
    )
    // Slanted text is the watermark.
    for (const item of number === 1
      ? items.filter(({ transform, str }) => transform[1] === 0 && str.trim() !== '')
      : []) {
      const [left, bottom] = [item.transform[4] as number, item.transform[5] as number]
      inkBox = [
        Math.min(inkBox[0], left),
        Math.min(inkBox[1], bottom),
        Math.max(inkBox[2], left + item.width),
        Math.max(inkBox[3], bottom + item.height),
      ]
    }
  }
  const { info } = await document.getMetadata()
  await loading.destroy()
  return { pages, info: { ...info }, inkBox }
}

/** Whether `pdftoppm` (poppler) is here: without it a page cannot be looked at as a picture. */
export const canRasterise: boolean = (() => {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** The text of the QR code on the first page as a scanner sees it at so many dots per inch; null when there is none to be read. */
export function scanQr(pdf: Uint8Array, dotsPerInch = 200): string | null {
  const dir = mkdtempSync(join(tmpdir(), 'loket-qr-'))
  try {
    const file = join(dir, 'letter.pdf')
    writeFileSync(file, pdf)
    const ppm = execFileSync('pdftoppm', ['-r', String(dotsPerInch), '-singlefile', file], { maxBuffer: 64_000_000 })
    const { pixels, width, height } = rgbaOf(ppm)
    return jsQR(pixels, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Binary PPM (P6, 8 bits a channel). */
function rgbaOf(ppm: Buffer): { pixels: Uint8ClampedArray; width: number; height: number } {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.toString('latin1', 0, 64))
  if (head === null) throw new Error('not a PPM picture')
  const [width, height] = [Number(head[1]), Number(head[2])]
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let from = head[0].length, to = 0; to < pixels.length; from += 3, to += 4) {
    pixels[to] = ppm[from] ?? 0
    pixels[to + 1] = ppm[from + 1] ?? 0
    pixels[to + 2] = ppm[from + 2] ?? 0
    pixels[to + 3] = 255
  }
  return { pixels, width, height }
}
