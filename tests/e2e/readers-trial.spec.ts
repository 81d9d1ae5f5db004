import { handScanner } from '../support/fake-readers.ts'
import { expect, id, keyField, operatorMenu, scan, within, readersTest as test } from './desk-test.ts'
import { listen, nameOf, openSection, panel, plugScanner, siti, sitiMasked, windowOf } from './readers-section.ts'

test.use({ as: 'Budi Contoh' })

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
  const clerk = await windowOf(browser, desk.url, 'Rina Contoh')
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
  const second = await windowOf(browser, desk.url, 'Budi Contoh')
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
  // Somebody sits there: the desk itself does not lock.
  await page.mouse.move(700, 400)
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
