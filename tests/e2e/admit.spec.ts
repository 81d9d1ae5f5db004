import type { Locator, Page } from '@playwright/test'
import { afterRepeat } from '../support/scanner.ts'
import { canRasterise, readPdf, scanQr } from '../electron/core/letters/read-pdf.ts'
import { admissionsOf } from '../support/run-loket.ts'
import { printDialogs, printed } from '../support/page-printer.ts'
import { chooseCare, expect, expectVerdict, id, keyField, ready, scan, test, typeSlowly, within } from './desk-test.ts'

const m = id.desk
const ahmad = '3275021508909901'
const siti = '3275025403929912'
const NUMBER = /\d{6}\/KBS\/3275999\/A1\/[IVX]+\/\d{4}/

/** Scans, chooses emergency care (which needs no referral) and presses Ctrl Enter; answers with the letter's number. */
async function admit(page: Page, nik: string): Promise<string> {
  await scan(page, nik)
  await expectVerdict(page, 'awaiting-referral')
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: m.admissions.issuedTitle })).toBeVisible()
  await expect(page.getByText(m.admissions.printDone(1))).toBeVisible()
  return shownNumber(page)
}

async function shownNumber(page: Page): Promise<string> {
  const number = NUMBER.exec(await page.locator('main').innerText())?.[0]
  if (number === undefined) throw new Error('no letter number on the screen')
  return number
}

const today = (page: Page): Locator => page.getByRole('table', { name: m.admissions.today })

async function backToToday(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await ready(page)
}

async function openFromToday(page: Page, name: string): Promise<Locator> {
  await today(page).getByRole('button', { name }).click()
  const drawer = page.getByRole('dialog', { name: m.admissions.detail.title })
  await expect(drawer.getByRole('heading', { name })).toBeVisible()
  return drawer
}

test('a typed NIK asks for the identity first, then the letter is issued, printed and listed', async ({ page }) => {
  await typeSlowly(keyField(page), ahmad)
  await page.keyboard.press('Enter')
  await expectVerdict(page, 'awaiting-referral')
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')

  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(m.form.confirmFirst).first()).toBeVisible()
  const tick = page.locator('#identity-tick')
  await expect(tick).toBeFocused()
  expect(await printed(page)).toEqual([])

  await tick.press('Space')
  await expect(tick).toBeChecked()
  await page.getByRole('textbox', { name: m.form.medicalRecord }).fill('RM-0042')
  await page.getByRole('checkbox', { name: m.form.document.ktp, exact: true }).check()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: m.admissions.issuedTitle })).toBeVisible()
  await expect(page.getByText(m.admissions.printDone(1))).toBeVisible()

  const number = await shownNumber(page)
  const [letter] = await printed(page)
  const { pages } = await readPdf(letter ?? new Uint8Array())
  expect(pages).toHaveLength(1)
  expect(pages[0]).toContain(number)
  expect(pages[0]).toContain('Ahmad Contoh')
  expect(pages[0]).toContain('RM-0042')
  expect(await printDialogs(page)).toBe(1)

  await backToToday(page)
  const row = today(page).getByRole('row').filter({ hasText: 'Ahmad Contoh' })
  await expect(row).toContainText(number.slice(0, 6))
  await expect(row).toContainText(m.admissions.printed(1))
  await expect(row).toContainText(m.admissions.states.guaranteed)
})

test('a referral that is entered turns the answer, and stands on the letter', async ({ page }) => {
  await scan(page, ahmad)
  await expectVerdict(page, 'awaiting-referral')
  await page.keyboard.press('Alt+r')
  await page.getByRole('radiogroup', { name: m.form.referralOrigin }).getByText('Puskesmas').click()
  const threeDaysAgo = new Date(Date.now() - 3 * 86_400_000)
  const date = threeDaysAgo.toLocaleDateString('id-ID', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'Asia/Jakarta',
  })
  await page.getByRole('textbox', { name: m.form.referralDate, exact: true }).fill(date.replaceAll('/', '-'))
  await expectVerdict(page, 'eligible')
  await page.getByRole('textbox', { name: m.form.referralFrom }).fill('Puskesmas Kranji')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: m.admissions.issuedTitle })).toBeVisible()
  await expect.poll(async () => (await printed(page)).length).toBe(1)
  const { pages } = await readPdf((await printed(page))[0] ?? new Uint8Array())
  expect(pages[0]).toContain('Puskesmas Kranji')
})

test('a second attempt for the same care and day shows the first letter and writes nothing', async ({ page, desk }) => {
  const number = await admit(page, siti)
  await afterRepeat(page)
  await scan(page, siti)
  await expectVerdict(page, 'awaiting-referral')
  await chooseCare(page, 'igd')
  await expect(page.getByRole('heading', { name: m.form.existingTitle })).toBeVisible()
  await expect(page.getByText(within(`, nomor ${number.slice(0, 6)}`))).toBeVisible()
  await expect(page.getByRole('button', { name: within(m.form.issue) })).toHaveCount(0)
  expect(await admissionsOf(desk.dataFolder)).toHaveLength(1)
})

test('two presses of Ctrl Enter at once admit once and print once', async ({ page, desk }) => {
  await scan(page, siti)
  await expectVerdict(page, 'awaiting-referral')
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await Promise.all([page.keyboard.press('Control+Enter'), page.keyboard.press('Control+Enter')])
  await expect(page.getByText(m.admissions.printDone(1))).toBeVisible()
  expect(await admissionsOf(desk.dataFolder)).toHaveLength(1)
  expect(await printed(page)).toHaveLength(1)
})

test('Ctrl P prints the same number again as the second copy', async ({ page }) => {
  const number = await admit(page, siti)
  await page.keyboard.press('Control+p')
  await expect(page.getByText(m.admissions.printDone(2))).toBeVisible()
  const { pages } = await readPdf((await printed(page))[1] ?? new Uint8Array())
  expect(pages[0]).toContain(number)
  expect(pages[0]).toContain('Cetakan ke-2')
  await backToToday(page)
  await expect(today(page).getByRole('row').filter({ hasText: 'Siti Contoh' })).toContainText(m.admissions.printed(2))
})

test('a click beside the referral counts, although leaving it folds the referral away', async ({ page }) => {
  await scan(page, siti)
  await expectVerdict(page, 'awaiting-referral')
  await page.getByText('Puskesmas', { exact: true }).first().click()
  const date = page.getByRole('textbox', { name: m.form.referralDate, exact: true })
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  await typeSlowly(date, yesterday)
  await expectVerdict(page, 'eligible')
  const card = page.getByRole('checkbox', { name: m.form.document.kk, exact: true })
  const box = await card.boundingBox()
  if (box === null) throw new Error('no tick to click')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  // As long as a finger takes; the form must not move under it.
  await page.waitForTimeout(120)
  await page.mouse.up()
  await expect(card).toBeChecked()
  await expect(date).toHaveCount(0)
})

test('the QR of a letter, scanned at the desk, proves it genuine; a changed one is called out', async ({ page }) => {
  test.skip(!canRasterise, 'pdftoppm (poppler) is not on this machine: the page cannot be made a picture')
  await admit(page, siti)
  const code = scanQr((await printed(page))[0] ?? new Uint8Array())
  if (code === null) throw new Error('the letter has no QR that can be read')
  await scan(page, code)
  await expect(page.getByRole('heading', { name: m.letterCheck.validity.holds })).toBeVisible()
  await expect(page.locator('main')).toContainText(NUMBER)
  await page.getByRole('button', { name: m.letterCheck.open }).click()
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Siti Contoh' })).toBeVisible()
  await page.keyboard.press('Escape')

  const last = code.at(-1) === 'A' ? 'B' : 'A'
  const middle = Math.floor(code.length / 2)
  const changed = `${code.slice(0, middle)}${code[middle] === 'A' ? 'B' : 'A'}${code.slice(middle + 1, -1)}${last}`
  await scan(page, changed)
  const bad = page.getByRole('heading', { name: m.letterCheck.forged })
  await expect(bad.or(page.getByRole('heading', { name: m.letterCheck.unreadable }))).toBeVisible()
})

test.describe('who may correct', () => {
  test.use({ as: 'Sari Contoh' })

  test('an admission is corrected with a reason; the letter keeps its number', async ({ page, desk }) => {
    const number = await admit(page, siti)
    await backToToday(page)
    const drawer = await openFromToday(page, 'Siti Contoh')
    await drawer.getByRole('button', { name: m.admissions.detail.amend }).click()
    const save = drawer.getByRole('button', { name: m.admissions.detail.amendYes })
    await drawer.getByRole('textbox', { name: m.form.medicalRecord }).fill('RM-0815')
    await expect(save).toBeDisabled()
    await drawer.getByRole('textbox', { name: m.admissions.detail.reason, exact: true }).fill('salah ketik')
    await save.click()
    await expect(drawer.getByText(m.admissions.detail.changed)).toBeVisible()
    await expect(drawer).toContainText('RM-0815')
    await expect(drawer).toContainText(number)
    expect(await admissionsOf(desk.dataFolder)).toHaveLength(1)
  })

  test('a correction needs no mouse; Escape leaves its form and not the admission', async ({ page }) => {
    await admit(page, siti)
    await backToToday(page)
    const drawer = await openFromToday(page, 'Siti Contoh')
    const amend = drawer.getByRole('button', { name: m.admissions.detail.amend })
    const record = drawer.getByRole('textbox', { name: m.form.medicalRecord })
    await amend.press('Enter')
    await expect(record).toBeFocused()
    await typeSlowly(record, 'RM-1')
    await page.keyboard.press('Escape')
    await expect(record).toHaveCount(0)
    await expect(drawer).toBeVisible()

    await amend.press('Enter')
    await expect(record).toHaveValue('')
    await typeSlowly(record, 'RM-2')
    await drawer.getByRole('textbox', { name: m.admissions.detail.reason, exact: true }).fill('salah ketik')
    await page.keyboard.press('Control+Enter')
    await expect(drawer.getByText(m.admissions.detail.changed)).toBeVisible()
    await expect(drawer).toContainText('RM-2')
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
  })

  test('a letter is voided with a reason, stays in the list and is never printed again', async ({ page }) => {
    await admit(page, siti)
    await backToToday(page)
    const drawer = await openFromToday(page, 'Siti Contoh')
    await drawer.getByRole('button', { name: m.admissions.detail.void }).click()
    const yes = drawer.getByRole('button', { name: m.admissions.detail.voidYes })
    await expect(yes).toBeDisabled()
    await drawer.getByRole('textbox', { name: m.admissions.detail.reason, exact: true }).fill('pasien pulang')
    await yes.click()
    await expect(drawer).toContainText(m.admissions.detail.voided('000001'))
    await expect(drawer).toContainText('pasien pulang')
    await expect(drawer.getByRole('button', { name: within(m.admissions.reprint) })).toHaveCount(0)
    await page.keyboard.press('Escape')
    const row = today(page).getByRole('row').filter({ hasText: 'Siti Contoh' })
    await expect(row).toContainText(m.admissions.states.voided)
    expect(await printed(page)).toHaveLength(1)
  })
})
