import { describe, expect, it } from 'vitest'
import { openPress } from '../../../../electron/core/letters/press.ts'
import { SOURCE_WORKERS } from '../../../../electron/core/source-workers.ts'
import type { IsoInstant } from '../../../../shared/domain/dates.ts'

const at = '2026-11-21T03:42:18.000Z' as IsoInstant
const sheet = (text: string) =>
  ({ kind: 'sample-sheet', at, cards: [{ title: 'Kartu', holder: '', text, symbology: 'ean13' }] }) as const

describe('the press', () => {
  it('draws pages while the thread that asked goes on', async () => {
    const press = openPress(SOURCE_WORKERS.press)
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    const pdf = await press.draw(sheet('2099000000019'))
    clearInterval(timer)
    press.close()
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    expect(turns).toBeGreaterThan(10)
  })

  it('says that a page could not be drawn, without what stood on it, and draws the next one', async () => {
    const press = openPress(SOURCE_WORKERS.press)
    await expect(press.draw(sheet('not an article number'))).rejects.toThrow(/^page not drawn: \w+$/)
    expect((await press.draw(sheet('2099000000019'))).length).toBeGreaterThan(1_000)
    press.close()
  })

  it('answers what was asked when its thread ends, and starts another for the next page', async () => {
    const press = openPress(SOURCE_WORKERS.press)
    const asked = press.draw(sheet('2099000000019'))
    press.close()
    await expect(asked).rejects.toThrow('the press ended')
    expect((await press.draw(sheet('2099000000019'))).length).toBeGreaterThan(1_000)
    press.close()
  })
})
