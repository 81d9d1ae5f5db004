import { describe, expect, it } from 'vitest'
import { loadFonts } from '../../../../electron/core/letters/fonts.ts'
import { sampleSheetPdf, type SampleCard } from '../../../../electron/core/letters/sample-sheet.ts'
import type { IsoInstant } from '../../../../shared/domain/dates.ts'
import { canRasterise, readPdf, scanQr } from './read-pdf.ts'

const fonts = loadFonts()
const at = '2026-11-21T03:42:18.000Z' as IsoInstant
const family: SampleCard = {
  title: 'Kartu keluarga',
  holder: 'Keluarga Contoh',
  text: '3275021203159921',
  symbology: 'code128',
}
const product: SampleCard = { title: 'Barang lain', holder: 'Bukan kartu', text: '8992761002015', symbology: 'ean13' }
const qr: SampleCard = {
  title: 'Kartu baru',
  holder: 'Dewi Contoh',
  text: 'https://contoh.invalid/k?nik=3275025403929912',
  symbology: 'qr',
}

describe('the sheet of sample cards', () => {
  it('says on every card that it is a sample', async () => {
    const { pages } = await readPdf(await sampleSheetPdf([family, product, qr], at, fonts))
    expect(pages).toHaveLength(1)
    expect(pages[0]?.match(/CONTOH · DEMO · BUKAN KARTU RESMI/g)).toHaveLength(3)
    expect(pages[0]).toContain('3275 0212 0315 9921')
    expect(pages[0]).toContain('8992761002015')
  })

  it('goes on over the page after ten cards', async () => {
    const { pages } = await readPdf(
      await sampleSheetPdf(
        Array.from({ length: 23 }, () => family),
        at,
        fonts,
      ),
    )
    expect(pages.map((page) => page.match(/CONTOH · DEMO · BUKAN KARTU RESMI/g)?.length)).toEqual([10, 10, 3])
  })

  it('keeps very long words on their card', async () => {
    const long = { ...family, title: 'Kartu'.repeat(40), holder: 'Contoh '.repeat(40) }
    const { inkBox } = await readPdf(await sampleSheetPdf([long, { ...qr, title: long.title }], at, fonts))
    expect(inkBox[2]).toBeLessThanOrEqual(595.28 - 34)
  })

  it.skipIf(!canRasterise)('has QR codes that can be read (needs pdftoppm)', async () => {
    expect(scanQr(await sampleSheetPdf([qr], at, fonts))).toBe(qr.text)
  })
})
