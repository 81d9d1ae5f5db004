import { UNKNOWN_NIK } from '../../electron/core/demo/samples.ts'
import { nikErrorText } from '../../shared/texts/nik.ts'
import { terms } from '../../shared/texts/terms.ts'
import { expect, expectVerdict, id, keyField, scan, test, typeSlowly, within } from './desk-test.ts'

const m = id.desk
const ahmad = '3275021508909901'
const familyKk = '3275021203159921'

test('answers the scan of a NIK, and says what was read and how', async ({ page }) => {
  await scan(page, ahmad)
  await expectVerdict(page, 'awaiting-referral')
  await expect(page.getByRole('heading', { name: 'Ahmad Contoh' })).toBeVisible()
  await expect(page.getByText(`${m.listen.what.nik}, ${m.listen.from.wedge}`)).toBeVisible()
  await expect(keyField(page)).toHaveValue('3275 0215 0890 9901')
})

test('asks who the patient is for the scan of a KK, with nobody preselected, and takes a number key', async ({
  page,
}) => {
  await scan(page, familyKk)
  await expect(page.getByRole('heading', { name: id.family.title })).toBeVisible()
  const rows = page.getByRole('list', { name: id.family.list }).getByRole('button')
  await expect(rows).toHaveCount(5)
  // Oldest first: a grandmother and the father stand before her.
  await expect(rows.filter({ hasText: 'Siti Contoh' })).toHaveAttribute('aria-keyshortcuts', '3')
  await expect(page.locator('[data-person][aria-pressed="true"], [data-person]:focus')).toHaveCount(0)
  await page.keyboard.press('3')
  await expect(page.getByRole('heading', { name: 'Siti Contoh' })).toBeVisible()
  await expectVerdict(page, 'awaiting-referral')
})

test('narrows a family by letters of a name', async ({ page }) => {
  await scan(page, familyKk)
  const rows = page.getByRole('list', { name: id.family.list }).getByRole('button')
  await expect(rows).toHaveCount(5)
  await typeSlowly(page.getByRole('textbox', { name: id.family.filterLabel }), 'dew')
  await expect(rows).toHaveCount(1)
  await page.keyboard.press('1')
  await expect(page.getByRole('heading', { name: 'Dewi Contoh' })).toBeVisible()
})

test('answers the scan of a JKN number', async ({ page }) => {
  await scan(page, '0009900000014')
  await expect(page.getByRole('heading', { name: 'Nia Contoh' })).toBeVisible()
  await expect(page.getByText(`${m.listen.what.jkn}, ${m.listen.from.wedge}`)).toBeVisible()
})

test('answers the scan of a card number in capitals', async ({ page }) => {
  await scan(page, 'KBS990000002')
  await expectVerdict(page, 'ineligible')
  await expect(page.getByRole('heading', { name: 'Wulan Contoh' })).toBeVisible()
})

test('answers the scan of a card’s UID, ended with Tab', async ({ page }) => {
  await scan(page, '049900000002A1', 'Tab')
  await expect(page.getByRole('heading', { name: 'Wulan Contoh' })).toBeVisible()
})

test('answers a scanner that sends no ending key', async ({ page }) => {
  await scan(page, ahmad, 'none')
  await expect(page.getByRole('heading', { name: 'Ahmad Contoh' })).toBeVisible()
})

test('doubts a typed number of fifteen digits, and asks once more before it takes it for a card', async ({ page }) => {
  await typeSlowly(keyField(page), '327502150890991')
  await page.keyboard.press('Enter')
  await expect(page.getByText(within(m.listen.insist))).toBeVisible()
  await expect(page.getByText(id.verdict.word['not-found'])).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expectVerdict(page, 'not-found')
})

test('never shows an unknown NIK as a refusal', async ({ page }) => {
  await scan(page, UNKNOWN_NIK)
  const panel = await expectVerdict(page, 'not-found')
  await expect(panel).toContainText(id.verdict.notFoundSentence)
  await expect(page.getByText(id.verdict.word.ineligible)).toHaveCount(0)
})

test('says that a product barcode is not a card', async ({ page }) => {
  await scan(page, '2099000000019')
  await expect(
    page.getByText(within(id.verdict.notFoundProduct)).or(page.getByText(m.unreadable.product)),
  ).toBeVisible()
  await expect(page.getByText(id.verdict.word.ineligible)).toHaveCount(0)
})

test('points at the wrong part of a typed NIK while it is typed, and answers after the correction', async ({
  page,
}) => {
  const field = keyField(page)
  await typeSlowly(field, '3275029908')
  const fault = { ok: false as const, error: 'BAD_DAY' as const, span: null, digits: 10 }
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(within(nikErrorText(fault, 'id')))
  const marked = await page.locator('i[data-wrong]').count()
  expect(marked).toBe(2)

  for (let key = 0; key < 4; key += 1) await page.keyboard.press('Backspace')
  await typeSlowly(field, '1508909901')
  await expect(field).toHaveAttribute('aria-invalid', 'false')
  await expect(field).toHaveValue('3275 0215 0890 9901')
  await page.keyboard.press('Enter')
  await expectVerdict(page, 'awaiting-referral')
  await expect(page.getByText(`${m.listen.what.nik}, ${m.listen.from.typed}`)).toBeVisible()
  await expect(page.getByText(m.form.identity.required)).toBeVisible()
})

test('finds a patient by a part of the name and the birth date', async ({ page }) => {
  await page.keyboard.press('F4')
  await typeSlowly(page.getByRole('textbox', { name: m.nameSearch.name, exact: true }), 'ahmad')
  await typeSlowly(page.getByRole('textbox', { name: m.nameSearch.birthDate }), '15-08-1990')
  await page.keyboard.press('Control+Enter')
  await expect(
    page
      .getByRole('button', { name: within('Ahmad Contoh') })
      .or(page.getByRole('heading', { name: 'Ahmad Contoh' }))
      .first(),
  ).toBeVisible()
})

test('looks at a patient for each kind of care by Alt 1 to 4', async ({ page }) => {
  await scan(page, ahmad)
  await expectVerdict(page, 'awaiting-referral')
  for (const [key, care, kind] of [
    ['Alt+3', 'igd', 'eligible'],
    ['Alt+2', 'rawat-inap', 'awaiting-referral'],
    ['Alt+4', 'persalinan', 'eligible'],
  ] as const) {
    await page.keyboard.press(key)
    await expectVerdict(page, kind)
    const label = care === 'igd' ? 'IGD' : terms.id.care[care]
    await expect(page.getByRole('radio', { name: label, exact: true })).toBeChecked()
  }
})
