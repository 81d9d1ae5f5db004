import type { Page } from '@playwright/test'
import { admissionsOf } from '../support/run-loket.ts'
import { chooseCare, expect, expectVerdict, id, keyField, ready, scan, test, typeSlowly } from './desk-test.ts'

const m = id.desk
const ahmad = '3275021508909901'

type Stop = { name: string; column: 'left' | 'middle' | 'right' | 'frame'; ring: boolean }

/** Where the focus is, in which column of the desk, and whether it can be seen there. */
function stop(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return null
    const main = document.querySelector('main')
    const columns = main ? [...main.children].filter((child) => child.tagName !== 'H1') : []
    const at = columns.findIndex((column) => column.contains(element))
    const { left, width } = columns[at]?.getBoundingClientRect() ?? { left: 0, width: 0 }
    const column = at < 0 || width > innerWidth / 2 ? 'frame' : left < 300 ? 'left' : left < 900 ? 'middle' : 'right'
    // A hidden radio or tick shows its ring on the label beside it; a field may show it on its frame.
    const near = [element, element.nextElementSibling, element.parentElement, element.parentElement?.parentElement]
    const ring = near.some((one) => {
      if (!(one instanceof HTMLElement)) return false
      const style = getComputedStyle(one)
      return (
        (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow.includes('0px 0px 0px')
      )
    })
    const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
    return { name: name === '' ? element.tagName : name, column, ring }
  })
}

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('a number typed after a click on the background lands in the listening field, from its first digit', async ({
  page,
}) => {
  await page.getByRole('contentinfo').click({ position: { x: 1_000, y: 10 } })
  await expect(keyField(page)).not.toBeFocused()
  for (const digit of ahmad) await page.keyboard.press(digit, { delay: 70 })
  await expect(keyField(page)).toHaveValue(/3275\s?0215\s?0890\s?9901/)
  await page.keyboard.press('Enter')
  await expectVerdict(page, 'awaiting-referral')
})

test('a whole admission needs no mouse', async ({ page, desk }) => {
  await expect(keyField(page)).toBeFocused()
  await typeSlowly(keyField(page), ahmad)
  await page.keyboard.press('Enter')
  await expectVerdict(page, 'awaiting-referral')
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await page.keyboard.press('Alt+i')
  await expect(page.locator('#identity-tick')).toBeChecked()
  const record = page.getByRole('textbox', { name: m.form.medicalRecord })
  for (let tabs = 0; tabs < 20 && !(await record.evaluate((field) => field === document.activeElement)); tabs += 1)
    await page.keyboard.press('Tab')
  await page.keyboard.type('RM-9', { delay: 70 })
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: m.admissions.issuedTitle })).toBeVisible()
  await page.keyboard.press('Escape')
  await ready(page)
  await expect(keyField(page)).toBeFocused()
  const [admission] = await admissionsOf(desk.dataFolder)
  expect(admission).toMatchObject({ details: { medicalRecordNumber: 'RM-9' }, evidence: { identityConfirmed: true } })
})

test('after an answer the focus goes left, middle, right, and can be seen at every stop', async ({ page }) => {
  await scan(page, ahmad)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await page.keyboard.press('F2')
  const stops: Stop[] = []
  for (let tabs = 0; tabs < 24; tabs += 1) {
    const here = await stop(page)
    if (here === null || (stops.length > 0 && here.column === 'frame')) break
    stops.push(here)
    await page.keyboard.press('Tab')
  }
  const order = ['left', 'middle', 'right']
  const columns = stops.map(({ column }) => order.indexOf(column)).filter((column) => column >= 0)
  expect(columns).toEqual(columns.toSorted((one, two) => one - two))
  expect(new Set(columns).size).toBe(3)
  expect(stops.filter(({ ring }) => !ring).map(({ name }) => name)).toEqual([])
})

test('Enter alone never issues a letter', async ({ page, desk }) => {
  await scan(page, ahmad)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await page.getByRole('textbox', { name: m.form.medicalRecord }).press('Enter')
  await expectVerdict(page, 'eligible')
  expect(await admissionsOf(desk.dataFolder)).toEqual([])
})

test('every shortcut that the list names opens what it says', async ({ page }) => {
  await page.keyboard.press('F1')
  const list = page.getByRole('dialog', { name: m.dialogs.shortcutsTitle })
  for (const text of Object.values(m.dialogs.shortcuts)) await expect(list).toContainText(text)
  await page.keyboard.press('F1')
  await expect(list).toHaveCount(0)
  await page.keyboard.press('F4')
  await expect(page.getByRole('heading', { name: m.nameSearch.title })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('F6')
  await expect(page.getByRole('heading', { name: m.mother.title })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { name: m.form.emergency.formTitle })).toBeVisible()
  await page.keyboard.press('Escape')
  await scan(page, ahmad)
  await expectVerdict(page, 'awaiting-referral')
  await page.keyboard.press('Alt+a')
  await expect(page.getByRole('dialog', { name: id.verdict.detailsTitle })).toBeVisible()
})
