import { execFileSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadFonts } from '../../../../electron/core/letters/fonts.ts'
import { openPress } from '../../../../electron/core/letters/press.ts'
import { scannerSheetPdf } from '../../../../electron/core/letters/scanner-sheet-page.ts'
import { SCANNER_SHEET } from '../../../../electron/core/letters/scanner-sheet-words.ts'
import { SOURCE_WORKERS } from '../../../../electron/core/source-workers.ts'
import { readCard } from '../../../../shared/domain/card.ts'
import type { IsoDate, IsoInstant } from '../../../../shared/domain/dates.ts'
import { readCode128 } from '../../../support/read-code128.ts'
import { canRasterise, readPdf, scanQr } from './read-pdf.ts'

const at = '2026-11-22T03:42:18.000Z' as IsoInstant
const today = '2026-11-22' as IsoDate
let pdf: Uint8Array

beforeAll(async () => {
  pdf = await scannerSheetPdf(at, loadFonts())
})

describe('the sheet for switching scanners', () => {
  it('says on one page which code of which chapter, for each maker, and the way back', async () => {
    const { pages, inkBox } = await readPdf(pdf)
    expect(pages).toHaveLength(1)
    for (const words of [
      'Mengalihkan pemindai ke mode HID POS',
      'sudo npx loket readers udev',
      'Honeywell',
      'PAP131',
      'Zebra (Symbol)',
      'Newland',
      'Datalogic',
      'Kembali ke papan ketik',
      'PAP124',
      'sengaja tidak memuat kode pengatur',
      'Halaman 1 dari 1',
    ])
      expect(pages[0]).toContain(words)
    expect(inkBox[0]).toBeGreaterThan(45)
    expect(inkBox[1]).toBeGreaterThan(20)
    expect(inkBox[2]).toBeLessThan(550)
  })

  it('is drawn by the press as the core asks for it', async () => {
    const press = openPress(SOURCE_WORKERS.press)
    try {
      expect(Buffer.from(await press.draw({ kind: 'scanner-sheet', at }))).toEqual(Buffer.from(pdf))
    } finally {
      press.close()
    }
  })

  it('has one card among its test codes, synthetic, and two codes that no card has, one longer than a report', () => {
    const [card, other, long] = SCANNER_SHEET.tests
    expect(readCard(card?.text ?? '', today)).toMatchObject({ kind: 'keys', keys: [{ kind: 'nik' }, { kind: 'kk' }] })
    expect(card?.text).toMatch(/99\d\d$/)
    for (const code of [other, long]) expect(readCard(code?.text ?? '', today)).toMatchObject({ kind: 'unreadable' })
    expect(long?.text.length).toBeGreaterThan(56)
    expect(long?.text.length).toBeLessThanOrEqual(112)
  })

  it.skipIf(!canRasterise)('has test codes that can be read back, and no code that programs (needs pdftoppm)', () => {
    const linear = SCANNER_SHEET.tests.filter(({ symbology }) => symbology === 'code128').map(({ text }) => text)
    const read = linesOf(pdf).flatMap(readCode128)
    expect(new Set(read)).toEqual(new Set(linear))
    expect(read.length).toBeGreaterThan(100)
    expect(read.join('')).not.toContain('FNC3')
    expect(scanQr(pdf)).toBe(SCANNER_SHEET.tests.find(({ symbology }) => symbology === 'qr')?.text)
  })
})

/** The page as a scanner's beam crosses it, line by line at 300 dots an inch. */
function linesOf(bytes: Uint8Array): boolean[][] {
  const pgm = execFileSync('pdftoppm', ['-r', '300', '-gray', '-singlefile', '-'], {
    input: bytes,
    maxBuffer: 64_000_000,
  })
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 64))
  const [width, height] = [Number(head?.[1]), Number(head?.[2])]
  const pixels = pgm.subarray(head?.[0].length)
  return Array.from({ length: height }, (_, y) =>
    Array.from(pixels.subarray(y * width, (y + 1) * width), (grey) => grey < 128),
  )
}
