import type { Page } from '@playwright/test'
import { REPEAT_MS } from '../../shared/domain/reader.ts'
import type { FakeDevice } from '../support/fake-hid.ts'
import type { FakeReaders } from '../support/fake-readers.ts'
import { handScanner } from '../support/fake-readers.ts'
import {
  chooseCare,
  expect,
  expectVerdict,
  id,
  keyField,
  operatorMenu,
  readersTest as test,
  scan,
  typeSlowly,
  verdict,
  within,
} from './desk-test.ts'

const m = id.desk
const ahmad = '3275021508909901'
const siti = '3275025403929912'
const name = handScanner.product ?? ''
const second: FakeDevice = { ...handScanner, path: '/dev/hidraw1', serial: 'S9902', product: 'Pemindai Kedua' }

const strip = (page: Page) => page.getByRole('contentinfo')
const person = (page: Page, who: string) => page.getByRole('heading', { name: who })

/** Plugs a scanner in and waits until the desk says that it reads. */
async function plugged(page: Page, readers: FakeReaders, device: FakeDevice = handScanner): Promise<void> {
  await readers.plug(device)
  await expect(strip(page)).toContainText(id.scan.readers.ready(device.product ?? '', 0))
}

/** Counts the tones that the page plays, by their pitch. */
async function tones(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const played: number[] = []
    Object.assign(window, { played })
    const original = AudioContext.prototype.createOscillator
    AudioContext.prototype.createOscillator = function createOscillator() {
      const tone = original.call(this)
      const start = tone.start.bind(tone)
      tone.start = (when) => {
        played.push(tone.frequency.value)
        start(when)
      }
      return tone
    }
  })
  return () => page.evaluate(() => (window as unknown as { played: number[] }).played)
}

test('a card read by a reader that is no keyboard is answered, with its name as the source and a tone', async ({
  page,
  readers,
}) => {
  await expect(strip(page)).toContainText(id.scan.readers.keyboard)
  await plugged(page, readers)
  const played = await tones(page)
  await readers.scan(handScanner.path, ahmad)
  await expectVerdict(page, 'awaiting-referral')
  await expect(person(page, 'Ahmad Contoh')).toBeVisible()
  await expect(page.getByText(`${m.listen.what.nik}, ${id.scan.from(name)}`)).toBeVisible()
  await expect(keyField(page)).toHaveValue('3275 0215 0890 9901')
  // Scanned, not typed: the card itself was there.
  await expect(page.getByText(m.form.identity.required)).toHaveCount(0)
  expect(await played()).toHaveLength(1)
})

test('a letter issued for a card that a reader has read comes out, and the next card begins the next patient', async ({
  page,
  readers,
}) => {
  await plugged(page, readers)
  await readers.scan(handScanner.path, ahmad)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('main[data-state="admitted"]')).toBeVisible()
  await readers.scan(handScanner.path, siti)
  await expect(person(page, 'Siti Contoh')).toBeVisible()
})

test('says when the reader is pulled out, and reads on when it is back', async ({ page, readers }) => {
  await plugged(page, readers)
  await readers.unplug(handScanner.path)
  await expect(strip(page)).toContainText(id.scan.readers.lost(name))
  await plugged(page, readers)
  await readers.scan(handScanner.path, ahmad)
  await expect(person(page, 'Ahmad Contoh')).toBeVisible()
})

test('reads on after the readers process died, and brings no old card up', async ({ page, readers }) => {
  await plugged(page, readers)
  await readers.scan(handScanner.path, ahmad)
  await expect(person(page, 'Ahmad Contoh')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(verdict(page)).toHaveCount(0)
  await readers.crash()
  await expect(strip(page)).toContainText(id.scan.readers.ready(name, 0))
  await expect(page.locator('main[data-state="idle"]')).toBeVisible()
  await readers.scan(handScanner.path, siti)
  await expect(person(page, 'Siti Contoh')).toBeVisible()
})

test('two readers work at once: the newest card wins, and one value from both and a keyboard scanner is one scan', async ({
  page,
  readers,
}) => {
  await plugged(page, readers)
  await readers.plug(second)
  await expect(strip(page)).toContainText(within(id.scan.readers.ready('', 1).trim()))
  const inOne = async () => {
    await readers.scan(handScanner.path, siti)
    const since = performance.now()
    await readers.scan(second.path, ahmad)
    await expect(person(page, 'Ahmad Contoh')).toBeVisible()
    await chooseCare(page, 'igd')
    await expectVerdict(page, 'eligible')
    // Told again by the other reader and by the keyboard: a second look-up would bring outpatient care back.
    await readers.scan(handScanner.path, ahmad)
    return performance.now() - since < REPEAT_MS
  }
  // On a machine too busy for that time it was a scan of its own; a moment later the next one is no echo either.
  while (!(await inOne())) await page.waitForTimeout(1_100)
  await scan(page, ahmad)
  await page.waitForTimeout(500)
  await expectVerdict(page, 'eligible')
})

test('the same card right after the desk was cleared is meant, and answered', async ({ page, readers }) => {
  await plugged(page, readers)
  await readers.scan(handScanner.path, ahmad)
  await expect(person(page, 'Ahmad Contoh')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(verdict(page)).toHaveCount(0)
  await readers.scan(handScanner.path, ahmad)
  await expect(person(page, 'Ahmad Contoh')).toBeVisible()
})

test('a card read while a supervisor is asked changes neither the patient nor the PIN, and says so with a low tone', async ({
  page,
  readers,
}) => {
  await plugged(page, readers)
  await readers.scan(handScanner.path, '3275020302859931')
  await expectVerdict(page, 'ineligible')
  await page.keyboard.press('Alt+p')
  const dialog = page.getByRole('dialog', { name: m.approval.titles.override })
  const pin = dialog.getByLabel(id.accounts.signIn.secretOf('Sari Contoh'))
  await typeSlowly(pin, '24')
  const played = await tones(page)
  await readers.scan(handScanner.path, ahmad)
  await expect(dialog.getByText(m.approval.scanned)).toBeVisible()
  await expect(pin).toHaveValue('24')
  expect((await played())[0]).toBeLessThan(500)
  await page.keyboard.press('Escape')
  // It was not used: the same card counts at once.
  await expect(dialog).toHaveCount(0)
  await readers.scan(handScanner.path, ahmad)
  await expect(person(page, 'Ahmad Contoh')).toBeVisible()
})

test('a card read over a hand-over note being written is said not to be used', async ({ page, readers }) => {
  await plugged(page, readers)
  await operatorMenu(page, 'Rina Contoh').click()
  await page.getByRole('menuitem', { name: id.accounts.menu.handOver }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await readers.scan(handScanner.path, ahmad)
  await expect(page.getByText(id.accounts.shellDialogOpen)).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue('')
})

test('a card read while the desk is locked opens nobody, and says so', async ({ page, readers }) => {
  await plugged(page, readers)
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { name: id.accounts.lock.title })).toBeVisible()
  await readers.scan(handScanner.path, ahmad)
  await expect(page.getByText(id.accounts.lock.scanned)).toBeVisible()
  await expect(page.getByText('Ahmad Contoh')).toHaveCount(0)
})

test('what was said of the last scan goes with the next card that is used, and with the language', async ({
  page,
  readers,
}) => {
  await plugged(page, readers)
  const notice = page.getByText(id.scan.notWholeFrom(name))
  await readers.report(handScanner.path, Uint8Array.of(2, 40, 0x5d, 0x43, 0x30, 0x33))
  await expect(notice).toBeVisible()
  // After damage a reader is believed once it has been silent.
  await page.waitForTimeout(400)
  await readers.scan(handScanner.path, ahmad)
  await expect(person(page, 'Ahmad Contoh')).toBeVisible()
  await expect(notice).toHaveCount(0)
  await readers.report(handScanner.path, Uint8Array.of(2, 40, 0x5d, 0x43, 0x30, 0x33))
  await expect(notice).toBeVisible()
  await page.getByRole('button', { name: m.frame.switchLanguage }).click()
  await expect(notice).toHaveCount(0)
})

test('a code that no card holds is not to be scanned again, and a reader without a name is not called by its numbers', async ({
  page,
  readers,
}) => {
  const { product: _product, manufacturer: _manufacturer, ...bare } = handScanner
  await readers.plug(bare)
  await expect(strip(page)).toContainText(id.scan.readers.ready(id.scan.readers.unnamed, 0))
  await readers.scan(handScanner.path, 'AB\u0007C')
  await expect(page.getByText(id.scan.noCard(id.readers.unnamed))).toBeVisible()
  await readers.scan(handScanner.path, ahmad)
  await expect(page.getByText(`${m.listen.what.nik}, ${id.scan.from(id.scan.unnamed)}`)).toBeVisible()
})

test('a damaged report is said to be one, and looks nobody up', async ({ page, readers }) => {
  await plugged(page, readers)
  await readers.report(handScanner.path, Uint8Array.of(2, 40, 0x5d, 0x43, 0x30, 0x33))
  await expect(page.getByText(id.scan.notWholeFrom(name))).toBeVisible()
  await expect(page.locator('main[data-state="idle"]')).toBeVisible()
})

test.describe('where nobody admits', () => {
  test.use({ as: 'Dewi Contoh' })

  test('a card, typed by a scanner or read, is said not to be used in the lists', async ({ page, readers }) => {
    await plugged(page, readers)
    await readers.scan(handScanner.path, ahmad)
    await expect(page.getByText(id.scan.notHere)).toBeVisible()
    await scan(page, siti)
    await expect(page.getByText(id.scan.notHere)).toBeVisible()
    await expect(page.getByText('Ahmad Contoh')).toHaveCount(0)
  })
})

test.describe('for an administrator', () => {
  test.use({ as: 'Budi Contoh' })

  test('a card read in the settings is said not to be used there', async ({ page, readers }) => {
    await plugged(page, readers)
    await readers.scan(handScanner.path, ahmad)
    await expect(page.getByText(id.settings.scanUnused)).toBeVisible()
  })
})

test.describe('for an auditor', () => {
  test.use({ as: 'Agus Contoh' })

  test('a card that was read is whom the question is about', async ({ page, readers }) => {
    await plugged(page, readers)
    await page.keyboard.press('Alt+9')
    await expect(page.getByRole('heading', { name: id.audit.title })).toBeVisible()
    await readers.scan(handScanner.path, ahmad)
    const dialog = page.getByRole('dialog', { name: id.audit.askTitle })
    await expect(dialog).toBeVisible()
    await expect(dialog.getByRole('textbox').first()).toHaveValue('3275 0215 0890 9901')
  })
})
