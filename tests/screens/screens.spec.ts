import { expect, test, type Page } from '@playwright/test'
import { UNKNOWN_NIK } from '../../electron/core/demo/samples.ts'
import { en } from '../../renderer/messages/en.ts'
import { id } from '../../renderer/messages/id.ts'
import type { Messages } from '../../renderer/messages/id.ts'
import { signIn } from '../e2e/desk-test.ts'
import { catchPrints, printed } from '../support/page-printer.ts'
import { scan } from '../support/scanner.ts'
import { canRasterise } from '../electron/core/letters/read-pdf.ts'
import { SHOWN_AT } from './day-at-work.ts'
import { dayAtWork, picture } from './pictures.ts'

const siti = '3275025403929912'
const bima = '3275020907199914'

const day = dayAtWork()

/** Opens the real program with its clock at `now`, and the page on it. */
async function open(page: Page, now: string): Promise<void> {
  await catchPrints(page)
  await page.goto(await day.start(now))
  await signIn(page, 'Rina Contoh')
  await idle(page, id)
}

async function idle(page: Page, m: Messages): Promise<void> {
  await expect(page.getByText(m.desk.listen.ready, { exact: true })).toBeVisible()
  await expect(page.getByRole('table', { name: m.desk.admissions.today })).toBeVisible()
}

async function answered(page: Page, kind: string, m: Messages = id): Promise<void> {
  const panel = page.getByRole('region', { name: m.verdict.headLabel, exact: true })
  await expect(panel).toHaveAttribute('data-kind', kind)
  // While a changed question is on its way, what would act on the old answer waits.
  await expect(page.locator('main').getByRole('button', { disabled: true })).toHaveCount(0)
}

async function referral(page: Page, m: Messages): Promise<void> {
  const form = m.desk.form
  await page.getByRole('radiogroup', { name: form.referralOrigin }).getByText('Puskesmas', { exact: true }).click()
  await page.getByRole('textbox', { name: form.referralDate, exact: true }).fill('18-11-2026')
  await answered(page, 'eligible', m)
  await page.getByRole('textbox', { name: form.referralFrom }).fill('Puskesmas Kranji')
  await page.getByRole('textbox', { name: form.medicalRecord }).focus()
}

for (const [suffix, m] of [
  ['', id],
  ['-en', en],
] as const) {
  test(`a day at the desk${suffix}`, async ({ page }) => {
    test.setTimeout(120_000)
    await open(page, SHOWN_AT)
    if (m === en) await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
    await idle(page, m)
    await page.keyboard.press('F2')
    await picture(page, `desk-idle${suffix}`)

    await scan(page, '3275021203159921')
    await expect(page.getByRole('heading', { name: m.family.title })).toBeVisible()
    await picture(page, `desk-family${suffix}`)
    await page.keyboard.press('2')
    await answered(page, 'awaiting-referral', m)
    await picture(page, `desk-awaiting-referral${suffix}`)
    await page.keyboard.press('Alt+2')
    await expect(page.getByRole('radiogroup', { name: m.desk.form.care }).getByRole('radio').nth(1)).toBeChecked()
    await answered(page, 'awaiting-referral', m)
    await referral(page, m)
    await picture(page, `desk-eligible${suffix}`)

    await page.keyboard.press('Escape')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(m.desk.dialogs.clearYes) })
      .click()
    await idle(page, m)
    await scan(page, '3275020302859931')
    await answered(page, 'ineligible', m)
    await page.keyboard.press('Alt+2')
    await expect(page.getByRole('radiogroup', { name: m.desk.form.care }).getByRole('radio').nth(1)).toBeChecked()
    await answered(page, 'ineligible', m)
    await picture(page, `desk-refused${suffix}`)

    await scan(page, UNKNOWN_NIK)
    await answered(page, 'not-found', m)
    await picture(page, `desk-not-found${suffix}`)

    await scan(page, bima)
    await answered(page, 'review', m)
    await page.keyboard.press('1')
    await expect(page.getByRole('textbox', { name: m.verdict.review.reason })).toBeVisible()
    await picture(page, `desk-review${suffix}`)
  })

  test(`a provisional guarantee and its countdown${suffix}`, async ({ page }) => {
    await open(page, SHOWN_AT)
    if (m === en) await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
    await idle(page, m)
    await scan(page, m === id ? '3275020411789933' : '3275021701849934')
    await answered(page, 'ineligible', m)
    await page.keyboard.press('F9')
    await expect(page.getByRole('button', { name: m.desk.form.emergency.give })).toBeVisible()
    await answered(page, 'ineligible', m)
    await page.keyboard.press('F9')
    await answered(page, 'provisional', m)
    await expect(page.getByText(m.desk.admissions.printDone(1))).toBeVisible()
    await picture(page, `desk-provisional${suffix}`)
  })
}

test('data too old, three weeks later', async ({ page }) => {
  const later = new Date(Date.parse(SHOWN_AT) + 21 * 86_400_000).toISOString()
  const url = await day.start(later)
  for (const [suffix, m] of [
    ['', id],
    ['-en', en],
  ] as const) {
    await page.goto(url)
    if (m === en) await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
    await signIn(page, 'Rina Contoh', m)
    await expect(page.getByText(m.desk.listen.ready, { exact: true })).toBeVisible()
    await scan(page, siti)
    await answered(page, 'stale', m)
    await picture(page, `desk-stale${suffix}`)
  }
})

test('the letter', async ({ page }) => {
  test.skip(!canRasterise, 'pdftoppm (poppler) is not on this machine: the page cannot be made a picture')
  await open(page, SHOWN_AT)
  await scan(page, siti)
  await answered(page, 'awaiting-referral')
  await page.keyboard.press('Alt+2')
  await answered(page, 'awaiting-referral')
  await referral(page, id)
  await page.getByRole('textbox', { name: id.desk.form.medicalRecord }).fill('00-42-17')
  await page.getByRole('checkbox', { name: id.desk.form.document.ktp, exact: true }).check()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(id.desk.admissions.printDone(1))).toBeVisible()
  await picture(page, 'desk-admitted')
  day.paper('letter', (await printed(page))[0] ?? new Uint8Array())
})
