import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Page } from '@playwright/test'
import { chooseCare, expect, expectVerdict, id, ready, scan, test, typeSlowly } from './desk-test.ts'

const m = id.desk
const people = ['3275025403929912', '3275021508909901'] as const

async function admitBoth(page: Page): Promise<void> {
  for (const nik of people) {
    await scan(page, nik)
    await chooseCare(page, 'igd')
    await expectVerdict(page, 'eligible')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(m.admissions.printDone(1))).toBeVisible()
    await page.keyboard.press('Escape')
    await ready(page)
  }
}

test.describe('a supervisor', () => {
  test.use({ as: 'Sari Contoh' })

  test('saves the list as CSV and as JSON, with the rows that it shows', async ({ page }) => {
    await admitBoth(page)
    await page.getByRole('button', { name: m.admissions.showAll }).click()
    const dialog = page.getByRole('dialog', { name: m.admissions.list.title })
    await expect(dialog.getByText(m.admissions.list.total(2, 2))).toBeVisible()

    const [csvFile] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'CSV' }).click(),
    ])
    expect(csvFile.suggestedFilename()).toMatch(/\.csv$/)
    const rows = parse(readFileSync(await csvFile.path()), { columns: true, bom: true, delimiter: ';' }) as {
      nik: string
    }[]
    // The apostrophe keeps a spreadsheet from rounding the number.
    expect(rows.map(({ nik }) => nik.replace(/^'/, '')).toSorted()).toEqual(people.toSorted())

    const [jsonFile] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'JSON' }).click(),
    ])
    const saved = JSON.parse(readFileSync(await jsonFile.path(), 'utf8')) as {
      admissions: { person: { nik: string } }[]
    }
    expect(saved.admissions.map(({ person }) => person.nik).toSorted()).toEqual(people.toSorted())
    await expect(page.getByText(m.notices.exported(2))).toBeVisible()
  })
})

test('a clerk sees the list, and takes no file of it away', async ({ page }) => {
  await page.getByRole('button', { name: m.admissions.showAll }).click()
  const dialog = page.getByRole('dialog', { name: m.admissions.list.title })
  await expect(dialog.getByRole('textbox', { name: m.admissions.list.text })).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'CSV' })).toHaveCount(0)
})

test('today is narrowed by text and by state', async ({ page }) => {
  await admitBoth(page)
  const table = page.getByRole('table', { name: m.admissions.today })
  await expect(table.getByRole('row')).toHaveCount(3)
  await page.keyboard.press('F3')
  const search = page.getByRole('textbox', { name: m.admissions.search })
  await expect(search).toBeFocused()
  await typeSlowly(search, 'siti')
  await expect(table.getByRole('row')).toHaveCount(2)
  await search.fill('')
  await page.getByRole('button', { name: m.admissions.filters.provisional }).click()
  await expect(page.getByText(m.admissions.emptyFilter)).toBeVisible()
})

test('the sample cards go the way of a scan, and their sheet is printed', async ({ page }) => {
  await page.getByRole('button', { name: m.demo.sheet }).click()
  await expect.poll(() => page.evaluate(() => (window as unknown as { printDialogs: number }).printDialogs)).toBe(1)
  await page
    .getByRole('region', { name: m.demo.title })
    .getByRole('button', { name: m.demo.names['jkn-active'] })
    .click()
  await expectVerdict(page, 'ineligible')
  await expect(page.getByRole('heading', { name: 'Rahmat Contoh' })).toBeVisible()
})

test('a very long name is cut short; deadlines and states stay in sight', async ({ page }) => {
  await page.keyboard.press('F9')
  const name = 'Raden Ayu Kusumawardhani Prawirodiningrat binti Tumenggung Sastrodiprodjo Wirjosoedirdjo van der Bommel'
  await page.getByRole('textbox', { name: m.form.emergency.name }).fill(name)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(m.admissions.printDone(1))).toBeVisible()
  await page.keyboard.press('Escape')
  await ready(page)
  const today = page.getByRole('table', { name: m.admissions.today })
  const card = page.getByRole('region', { name: m.admissions.provisionalTitle })
  for (const width of [1366, 1093]) {
    await page.setViewportSize({ width, height: width === 1366 ? 768 : 614 })
    const state = today.getByText(m.admissions.states.provisional)
    await expect(state).toBeInViewport({ ratio: 1 })
    const tag = await state.boundingBox()
    const list = await today.locator('xpath=..').boundingBox()
    if (tag === null || list === null) throw new Error('no list')
    expect(tag.x + tag.width).toBeLessThanOrEqual(list.x + list.width)
    const row = await card.getByRole('button', { name: 'Raden Ayu' }).boundingBox()
    const frame = await card.boundingBox()
    if (row === null || frame === null) throw new Error('no card')
    expect(row.x + row.width).toBeLessThanOrEqual(frame.x + frame.width)
  }
})
