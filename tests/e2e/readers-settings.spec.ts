import { axeOf } from '../support/axe.ts'
import { handScanner } from '../support/fake-readers.ts'
import { printed } from '../support/page-printer.ts'
import { en, expect, id, scan, signIn, within, readersTest as test } from './desk-test.ts'
import { chipReader, listen, nameOf, openSection, other, panel, plugScanner, rowOf, siti } from './readers-section.ts'

test.use({ as: 'Budi Contoh' })

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
      const { violations } = await axeOf(page).analyze()
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
