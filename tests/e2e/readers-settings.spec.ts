import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { handScanner, type FakeReaders } from '../support/fake-readers.ts'
import type { FakeDevice } from '../support/fake-hid.ts'
import { printed } from '../support/page-printer.ts'
import { en, expect, id, keyField, operatorMenu, readersTest as test, scan, signIn, within } from './desk-test.ts'
import type { Messages } from '../../renderer/messages/id.ts'

const siti = '3275025403929912'
const sitiMasked = '3275 •••• •••• ••12'

const other: FakeDevice = {
  path: '/dev/hidraw1',
  vendorId: 0x0c2e,
  productId: 0x0b01,
  manufacturer: 'Contoh',
  product: 'Pemindai Tetap',
  interface: 1,
  usages: [[0x8c, 0x02]],
}
const chipReader: FakeDevice = {
  path: '/dev/hidraw2',
  vendorId: 0xffff,
  productId: 0x0035,
  manufacturer: 'Contoh',
  product: 'Pembaca Nirsentuh',
  interface: 0,
  usages: [[0xff00, 0x01]],
}
const nameOf = ({ manufacturer, product }: FakeDevice) => `${manufacturer} ${product}`

test.use({ as: 'Budi Contoh', contextOptions: { reducedMotion: 'reduce' } })

async function openSection(page: Page, m: Messages = id): Promise<void> {
  const list = page.getByRole('navigation', { name: m.settings.list })
  await list.getByRole('button', { name: within(m.settings.sections.readers) }).click()
  await expect(page.getByRole('heading', { level: 1, name: m.settings.sections.readers })).toBeVisible()
}

const rowOf = (page: Page, device: string, m: Messages = id): Locator =>
  page.getByRole('list', { name: m.readers.list }).getByRole('listitem').filter({ hasText: device })

const panel = (page: Page, m: Messages = id): Locator => page.getByRole('region', { name: m.readers.test.title })

async function listen(page: Page, m: Messages = id): Promise<void> {
  await panel(page, m).getByRole('button', { name: m.readers.test.start }).click()
  await expect(panel(page, m).getByText(m.readers.test.listening, { exact: true })).toBeVisible()
}

async function plugScanner(page: Page, readers: FakeReaders): Promise<void> {
  await readers.plug(handScanner)
  await expect(rowOf(page, nameOf(handScanner))).toContainText(id.readers.states.reading)
}

test('a scanner that is plugged in appears by itself, ready, with its USB numbers and its role', async ({
  page,
  readers,
}) => {
  await openSection(page)
  await expect(page.getByText(id.readers.empty)).toBeVisible()
  await plugScanner(page, readers)
  await expect(rowOf(page, nameOf(handScanner))).toContainText('05e0:1300')
  await expect(rowOf(page, nameOf(handScanner))).toContainText(id.readers.roles.desk)
  await expect(page.getByRole('heading', { name: id.readers.count(1) })).toBeVisible()
})

test('a reader that the system keeps from us says what to do, and the section is marked', async ({ page, readers }) => {
  await readers.answerOpen(other.path, 'no-permission')
  await readers.plug(other)
  await openSection(page)
  const row = rowOf(page, nameOf(other))
  await expect(row).toContainText(id.readers.states['no-permission'])
  await expect(row).toContainText(id.readers.todo['no-permission'].linux)
  const link = page.getByRole('navigation', { name: id.settings.list }).getByRole('button', { name: /Pembaca kartu/ })
  await expect(link).toContainText(id.settings.attention)
  await readers.answerOpen(other.path, 'opens')
  await page.getByRole('button', { name: id.readers.look }).click()
  await expect(row).toContainText(id.readers.states.reading)
  await expect(link).not.toContainText(id.settings.attention)
})

test('a reader is named and given a suffix by keyboard alone, is missed when it is pulled out, and is forgotten', async ({
  page,
  readers,
}) => {
  await openSection(page)
  await plugScanner(page, readers)
  await page.getByRole('button', { name: id.readers.editOf(nameOf(handScanner)) }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel(id.readers.dialog.name)).toBeFocused()
  await page.keyboard.type('Meja 1', { delay: 70 })
  await dialog.getByRole('button', { name: id.readers.dialog.insert('CR', id.readers.dialog.suffix) }).focus()
  await page.keyboard.press('Space')
  await expect(dialog.getByLabel(id.readers.dialog.suffix, { exact: true })).toHaveValue('<CR>')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(id.readers.dialog.saved('Meja 1'))).toBeVisible()
  await expect(rowOf(page, 'Meja 1')).toContainText(nameOf(handScanner))

  await readers.unplug(handScanner.path)
  await expect(rowOf(page, 'Meja 1')).toContainText(id.readers.states.absent)
  await page.getByRole('button', { name: id.readers.editOf('Meja 1') }).click()
  await dialog.getByRole('button', { name: id.readers.dialog.forget, exact: true }).click()
  await expect(page.getByText(id.readers.empty)).toBeVisible()
})

test('a reader that is switched off is closed, and one for the kiosk stays open', async ({ page, readers }) => {
  await openSection(page)
  await plugScanner(page, readers)
  const choose = async (role: string) => {
    await page.getByRole('button', { name: id.readers.editOf(nameOf(handScanner)) }).click()
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: within(role) })
      .check()
    await page.getByRole('dialog').getByRole('button', { name: id.readers.dialog.save }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  const row = rowOf(page, nameOf(handScanner))
  await choose(id.readers.roleSay.off)
  await expect(row).toContainText(id.readers.states.off)
  await choose(id.readers.roleSay.kiosk)
  await expect(row).toContainText(id.readers.states.reading)
  await expect(row).toContainText(id.readers.roles.kiosk)
})

test('a device that may be a reader is opened only once somebody has chosen it, as a reader of chips', async ({
  page,
  readers,
}) => {
  await readers.plug(chipReader)
  await openSection(page)
  await expect(page.getByRole('heading', { name: id.readers.others.title })).toBeVisible()
  await page.getByRole('button', { name: id.readers.others.chooseOf(nameOf(chipReader)) }).click()
  const dialog = page.getByRole('dialog', { name: id.readers.dialog.use(nameOf(chipReader)) })
  await expect(dialog.getByLabel(id.readers.dialog.offset)).toHaveCount(0)
  await dialog.getByRole('radio', { name: within(id.readers.formSay.uid) }).check()
  await dialog.getByLabel(id.readers.dialog.offset).fill('99')
  await expect(dialog.getByRole('button', { name: id.readers.dialog.save })).toBeDisabled()
  await dialog.getByLabel(id.readers.dialog.offset).fill('1')
  await dialog.getByRole('radio', { name: within(id.readers.dialog.orderSay['as-sent']) }).check()
  await dialog.getByRole('button', { name: id.readers.dialog.save }).click()
  await expect(rowOf(page, nameOf(chipReader))).toContainText(id.readers.states.reading)
  await expect(page.getByRole('heading', { name: id.readers.others.title })).toHaveCount(0)

  await listen(page)
  await readers.report(chipReader.path, Buffer.from('0404a1b2c30000', 'hex'))
  await expect(panel(page).getByText(id.desk.listen.what.uid)).toBeVisible()
  await panel(page).getByText(id.readers.test.technician).click()
  await expect(panel(page).getByText(`(${id.readers.test.facts.uidForms.bytes})`)).toBeVisible()
})

test('what is scanned is told in words with the number masked, and byte by byte to the technician', async ({
  page,
  readers,
}) => {
  await openSection(page)
  await plugScanner(page, readers)
  await listen(page)
  const m = id.readers.test
  // The reader is told to show its reports a moment after the page listens; no hand is as quick as this test.
  let before = 0
  await expect(async () => {
    before += 1
    await readers.scan(handScanner.path, `selamat pagi${'!'.repeat(before)}`, ']C0')
    await expect(panel(page).getByText(m.unreadable).first()).toBeVisible()
    await expect(panel(page).getByText(m.report(1, 62))).toBeAttached({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
  await readers.scan(handScanner.path, siti, ']Q1')
  await expect(panel(page).getByText(sitiMasked).first()).toBeVisible()
  await expect(
    panel(page)
      .getByText(m.from(handScanner.product ?? ''))
      .first(),
  ).toBeVisible()
  await expect(page.getByText(siti)).toHaveCount(0)
  await panel(page).getByText(m.technician).click()
  await expect(panel(page)).toContainText('QR Code')
  await expect(panel(page).getByText(m.report(1, 62))).toBeVisible()
  await expect(panel(page)).toContainText('0000')
  await expect(panel(page)).toContainText('02 10 5d 51 31 33 32 37')

  await readers.scan(handScanner.path, 'halo, dunia!', ']C0')
  await expect(panel(page).getByText(m.unreadable).first()).toBeVisible()
  await readers.report(handScanner.path, Buffer.from('02ff5d43', 'hex'))
  await expect(panel(page).getByText(m.why.truncated)).toBeVisible()
  await expect(panel(page).getByRole('listitem')).toHaveCount(before + 3)
  await panel(page).getByRole('listitem').filter({ hasText: sitiMasked }).getByRole('button').click()
  await expect(panel(page).getByText(m.why.truncated)).toHaveCount(0)
})

test('a keyboard scanner is shown with its keys and their pace, and types into no field', async ({ page, readers }) => {
  await openSection(page)
  await plugScanner(page, readers)
  await listen(page)
  await scan(page, siti)
  const m = id.readers.test
  await expect(panel(page).getByText(sitiMasked)).toBeVisible()
  await expect(panel(page).getByText(m.wedgeHint)).toBeVisible()
  await panel(page).getByText(m.technician).click()
  await expect(panel(page).getByText(m.facts.keys, { exact: true })).toBeVisible()
  await expect(panel(page)).toContainText(`${m.facts.keys}16`)
  await expect(panel(page).getByText(m.facts.ms('8'), { exact: true })).toBeVisible()
  await panel(page).getByRole('button', { name: m.stop }).click()
  await expect(panel(page).getByText(m.idle.asked)).toBeVisible()
})

test('while somebody tries out a scanner no desk gets its scans, and afterwards it does', async ({
  page,
  readers,
  desk,
  browser,
}) => {
  await openSection(page)
  await plugScanner(page, readers)
  await listen(page)
  const clerk = await browser.newPage()
  await clerk.goto(desk.url)
  await signIn(clerk, 'Rina Contoh')
  await readers.scan(handScanner.path, siti)
  await expect(panel(page).getByText(sitiMasked)).toBeVisible()
  await expect(clerk.getByText(id.desk.listen.ready, { exact: true })).toBeVisible()
  await expect(keyField(clerk)).toHaveValue('')

  await page.getByRole('button', { name: id.settings.sections.operators, exact: true }).click()
  await expect
    .poll(async () => {
      await readers.scan(handScanner.path, siti)
      return clerk.getByRole('region', { name: id.verdict.headLabel, exact: true }).count()
    })
    .toBe(1)
  await clerk.close()
})

test('a second page that tries out takes it from the first, which says so', async ({
  page,
  readers,
  desk,
  browser,
}) => {
  await openSection(page)
  await plugScanner(page, readers)
  await listen(page)
  const second = await browser.newPage()
  await second.goto(desk.url)
  await signIn(second, 'Budi Contoh')
  await openSection(second)
  await listen(second)
  await expect(panel(page).getByText(id.readers.test.idle.elsewhere)).toBeVisible()
  await readers.scan(handScanner.path, siti)
  await expect(panel(second).getByText(sitiMasked)).toBeVisible()
  await expect(panel(page).getByText(sitiMasked)).toHaveCount(0)
  await second.close()
})

test('a double click opens a dialog once, and starts or ends the trying out once', async ({ page, readers }) => {
  await openSection(page)
  await plugScanner(page, readers)
  await page.getByRole('button', { name: id.readers.editOf(nameOf(handScanner)) }).dblclick()
  await expect(page.getByRole('dialog').getByLabel(id.readers.dialog.name)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  for (let round = 0; round < 2; round++) {
    await page.getByRole('button', { name: id.readers.test.start }).dblclick()
    await expect(panel(page).getByText(id.readers.test.listening, { exact: true })).toBeVisible()
    await expect(page.getByRole('radio', { name: within(id.readers.sound.onSay) })).toBeChecked()
    await panel(page).getByRole('button', { name: id.readers.test.stop }).dblclick()
    await expect(panel(page).getByText(id.readers.test.idle.asked)).toBeVisible()
  }
})

test('it stops by itself after some minutes', async ({ page, readers }) => {
  await page.clock.install()
  await openSection(page)
  await plugScanner(page, readers)
  await listen(page)
  await page.clock.runFor(4 * 60_000)
  await expect(panel(page).getByText(id.readers.test.listening, { exact: true })).toBeVisible()
  await page.clock.runFor(70_000)
  await expect(panel(page).getByText(id.readers.test.idle.time)).toBeVisible()
})

test('readers come back by themselves when their process ends, and what is tried out goes on', async ({
  page,
  readers,
}) => {
  await openSection(page)
  await plugScanner(page, readers)
  await listen(page)
  await readers.crash()
  await readers.scan(handScanner.path, siti, ']Q1')
  await expect(panel(page).getByText(sitiMasked)).toBeVisible()
  await expect(operatorMenu(page, 'Budi Contoh')).toBeVisible()
})

test('the sound is switched off and stays so, the sheet is printed, and the rule names the reader', async ({
  page,
  readers,
}) => {
  await openSection(page)
  await plugScanner(page, readers)
  const { sound, sheet, install } = id.readers
  await page.getByRole('button', { name: sound.try }).click()
  await page.getByRole('radio', { name: within(sound.offSay) }).check()
  await expect(page.getByText(sound.saved.off)).toBeVisible()
  await page.reload()
  await signIn(page, 'Budi Contoh')
  await openSection(page)
  await expect(page.getByRole('radio', { name: within(sound.offSay) })).toBeChecked()

  await page.getByRole('button', { name: sheet.print }).click()
  await expect(page.getByText(sheet.printed)).toBeVisible()
  expect((await printed(page)).length).toBe(1)

  await expect(page.getByText('sudo npx loket readers udev', { exact: true })).toBeVisible()
  await expect(page.locator('pre', { hasText: 'idVendor' })).toContainText('05e0')
  await page.getByRole('button', { name: install.copyRule }).click()
  await expect(page.getByText(install.copied).or(page.getByText(install.marked))).toBeVisible()
})

for (const m of [id, en])
  test(`is clean by axe with readers in every state${m === en ? ', in English' : ''}`, async ({ page, readers }) => {
    test.setTimeout(120_000)
    if (m === en) await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
    await readers.answerOpen(other.path, 'busy')
    for (const device of [handScanner, other, chipReader]) await readers.plug(device)
    await openSection(page, m)
    await expect(rowOf(page, nameOf(other), m)).toContainText(m.readers.states.busy)
    await expect(page.getByText('sudo npx loket readers udev')).toBeVisible()
    const look = async () => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
        .analyze()
      expect(violations.flatMap(({ id: rule, nodes }) => nodes.map(({ html }) => `${rule} ${html}`))).toEqual([])
    }
    await look()
    await page.getByRole('button', { name: m.readers.others.chooseOf(nameOf(chipReader)) }).click()
    await page.getByRole('radio', { name: within(m.readers.formSay.uid) }).check()
    await look()
    await page.keyboard.press('Escape')
    await listen(page, m)
    await readers.scan(handScanner.path, siti, ']Q1')
    await panel(page, m).getByText(m.readers.test.technician).click()
    await look()
    await readers.report(handScanner.path, Buffer.from('02ff5d43', 'hex'))
    await expect(panel(page, m).getByText(m.readers.test.why.truncated)).toBeVisible()
    await look()
    await scan(page, siti)
    await expect(panel(page, m).getByText(m.readers.test.wedgeHint)).toBeVisible()
    await look()
    for (const size of [
      { width: 1280, height: 720 },
      { width: 1093, height: 614 },
    ]) {
      await page.setViewportSize(size)
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll('main, main *')]
          .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'auto')
          .map((one) => one.className),
      )
      expect(wide).toEqual([])
    }
  })
