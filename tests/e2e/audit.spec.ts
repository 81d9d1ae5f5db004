import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Locator, Page } from '@playwright/test'
import { DEMO_SECRET } from '../../electron/core/demo/demo-hospital.ts'
import { expect, id, ready, scan, test, typeSlowly, within } from './desk-test.ts'

const m = id.audit
const nik = '3275025403929912'

const table = (page: Page): Locator => page.getByRole('table', { name: m.table })
const lines = (page: Page, action: string): Locator => table(page).getByRole('row').filter({ hasText: action })

/** Rina looks one person up and leaves; Agus opens the trail. */
async function openAfterLookUp(page: Page): Promise<void> {
  await scan(page, nik)
  await expect(page.getByRole('region', { name: id.verdict.headLabel, exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await ready(page)
  await page.getByRole('button', { name: within('Rina Contoh') }).click()
  await page.getByRole('menuitem', { name: id.accounts.menu.signOut }).click()
  await page.getByRole('radio', { name: 'Agus Contoh' }).click()
  const field = page.getByLabel(id.accounts.signIn.secretOf('Agus Contoh'))
  await field.fill(DEMO_SECRET)
  await field.press('Enter')
  await page.getByRole('button', { name: id.accounts.areas.audit, exact: true }).click()
  await expect(lines(page, m.actions['look-up'])).toHaveCount(1)
}

test('who looked at a person is asked with a reason, which itself stands in the trail', async ({ page }) => {
  await openAfterLookUp(page)
  await page.getByRole('button', { name: m.whoLooked }).click()
  const dialog = page.getByRole('dialog', { name: m.askTitle })
  await dialog.getByLabel(m.askKey).fill('bukan nomor')
  const yes = dialog.getByRole('button', { name: m.askYes })
  await expect(yes).toBeDisabled()
  await dialog.getByLabel(m.reason).fill('pengaduan pasien')
  await yes.click()
  await expect(dialog.getByText(m.askUnreadable)).toBeVisible()
  await typeSlowly(dialog.getByLabel(m.askKey), '')
  await dialog.getByLabel(m.askKey).fill(nik)
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
  await expect(lines(page, m.actions['look-up'])).toHaveCount(1)
  await expect(lines(page, m.actions['person-asked-about'])).toContainText('pengaduan pasien')
  await expect(lines(page, m.actions['signed-in'])).toHaveCount(0)
  await page.getByRole('button', { name: within('Hapus saringan orang') }).click()
  await expect(lines(page, m.actions['signed-in'])).not.toHaveCount(0)
})

test('a scan opens that question with the card in it, and goes into no other field', async ({ page }) => {
  await openAfterLookUp(page)
  await page.getByLabel(m.actor, { exact: true }).focus()
  await scan(page, nik)
  const dialog = page.getByRole('dialog', { name: m.askTitle })
  await expect(dialog.getByLabel(m.askKey)).toHaveValue('3275 0254 0392 9912')
  await expect(dialog.getByLabel(m.reason)).toBeFocused()
  await scan(page, '3275021508909901')
  await expect(dialog.getByLabel(m.askKey)).toHaveValue('3275 0215 0890 9901')
  await expect(dialog.getByLabel(m.reason)).toHaveValue('')
})

test('whom a line is about is shown with a reason, and only while the dialog stands', async ({ page }) => {
  await openAfterLookUp(page)
  await expect(page.getByText('Siti Contoh')).toHaveCount(0)
  await lines(page, m.actions['look-up']).getByRole('button').click()
  await page.getByRole('menuitem', { name: m.subjectAsk }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: m.resolveYes })).toBeDisabled()
  await dialog.getByLabel(m.reason).fill('permintaan Inspektorat')
  await dialog.getByRole('button', { name: m.resolveYes }).click()
  await expect(dialog.getByText('Siti Contoh')).toBeVisible()
  await expect(dialog.getByText('3275 0254 0392 9912')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Siti Contoh')).toHaveCount(0)
  await page.getByRole('button', { name: m.newer }).click()
  await expect(lines(page, m.actions['person-resolved'])).toContainText('permintaan Inspektorat')
})

test('the trail is narrowed by operator, by action and by days', async ({ page }) => {
  await openAfterLookUp(page)
  await page.getByLabel(m.actor, { exact: true }).selectOption('Rina Contoh')
  await expect(lines(page, 'Agus Contoh')).toHaveCount(0)
  await expect(lines(page, 'Rina Contoh')).not.toHaveCount(0)
  await page.getByLabel(m.action, { exact: true }).selectOption('locked-out')
  await expect(page.getByText(m.empty)).toBeVisible()
  await page.getByLabel(m.action, { exact: true }).selectOption('look-up')
  await expect(table(page).getByRole('row')).toHaveCount(2)
  await page.getByRole('button', { name: m.periods.own, exact: true }).click()
  await page.getByLabel(m.from).fill('22-11-2090')
  await expect(page.getByText(m.rangeWrong)).toBeVisible()
  await expect(page.getByRole('button', { name: 'CSV' })).toBeDisabled()
  await page.getByLabel(m.to).fill('23-11-2090')
  await expect(page.getByText(m.empty)).toBeVisible()
})

test('the lines in sight are saved as a file, without any number of a person', async ({ page }) => {
  await openAfterLookUp(page)
  await page.getByLabel(m.action, { exact: true }).selectOption('look-up')
  await expect(table(page).getByRole('row')).toHaveCount(2)
  const [csvFile] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ])
  const text = readFileSync(await csvFile.path(), 'utf8')
  const rows = parse(text, { columns: true, bom: true, delimiter: ';' }) as { actor: string; action: string }[]
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ actor: 'Rina Contoh', action: 'look-up' })
  expect(text).not.toContain(nik)
  await expect(page.getByText(m.saved('1'))).toBeVisible()
  const [jsonFile] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'JSON' }).click(),
  ])
  expect((JSON.parse(readFileSync(await jsonFile.path(), 'utf8')) as { rows: unknown[] }).rows).toHaveLength(1)
})

test('both chains are checked on request, and said to be whole', async ({ page }) => {
  await openAfterLookUp(page)
  await page.getByRole('button', { name: m.verify }).click()
  await expect(page.getByText(/^Utuh: /)).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: m.newer }).click()
  await expect(lines(page, m.actions['audit-verified'])).toHaveCount(1)
})
