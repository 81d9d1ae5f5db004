import { expect, test, type Page } from '@playwright/test'
import { en } from '../../renderer/messages/en.ts'
import { id } from '../../renderer/messages/id.ts'
import type { Messages } from '../../renderer/messages/id.ts'
import type { SettingsSection } from '../../renderer/settings/sections.ts'
import { signIn } from '../e2e/desk-test.ts'
import { canRasterise } from '../electron/core/letters/read-pdf.ts'
import { approve } from '../support/approving.ts'
import { catchPrints, printed } from '../support/page-printer.ts'
import { scan } from '../support/scanner.ts'
import { SHOWN_AT } from './day-at-work.ts'
import { dayAtWork, picture } from './pictures.ts'

const refused = '3275020302859931'
const day = dayAtWork()

async function open(page: Page, m: Messages): Promise<void> {
  await catchPrints(page)
  await page.goto(await day.start(SHOWN_AT))
  if (m === en) await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
}

async function section(page: Page, name: SettingsSection, m: Messages): Promise<void> {
  const list = page.getByRole('navigation', { name: m.settings.list })
  await list.getByRole('button', { name: m.settings.sections[name] }).click()
  await expect(page.getByRole('heading', { level: 1, name: m.settings.sections[name] })).toBeVisible()
  await page.waitForLoadState('networkidle')
}

test('the first screen of an unused folder', async ({ page }) => {
  await page.goto(await day.startUnused())
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await picture(page, 'setup-choice')
})

for (const [suffix, m] of [
  ['', id],
  ['-en', en],
] as const) {
  test(`signing in, a supervisor’s approval, the lock${suffix}`, async ({ page }) => {
    await open(page, m)
    await page.getByRole('radio', { name: 'Rina Contoh' }).click()
    await picture(page, `sign-in${suffix}`)
    await signIn(page, 'Rina Contoh', m)
    await scan(page, refused)
    const panel = page.getByRole('region', { name: m.verdict.headLabel, exact: true })
    await expect(panel).toHaveAttribute('data-kind', 'ineligible')
    await page.keyboard.press('Alt+p')
    const dialog = page.getByRole('dialog', { name: m.desk.approval.titles.override })
    await dialog.getByRole('textbox').first().fill('Disetujui direktur lewat telepon')
    await picture(page, `approval${suffix}`)
    if (m === id) {
      await approve(page, m.desk.approval.titles.override, null)
      await expect(page.getByText(m.desk.admissions.printDone(1))).toBeVisible()
      if (canRasterise) day.paper('letter-approved', (await printed(page))[0] ?? new Uint8Array())
    } else await page.keyboard.press('Escape')
    await page.keyboard.press('Control+l')
    await expect(page.getByRole('heading', { name: m.accounts.lock.title })).toBeVisible()
    await picture(page, `lock${suffix}`)
  })

  test(`the settings${suffix}`, async ({ page }) => {
    test.setTimeout(120_000)
    await open(page, m)
    await signIn(page, 'Budi Contoh', m)
    for (const name of ['operators', 'rights'] as const) {
      await section(page, name, m)
      await picture(page, `settings-${name}${suffix}`)
    }
    await section(page, 'backup', m)
    const s = m.settings.backup
    await page.getByRole('textbox', { name: s.folder }).fill(day.folder('cadangan'))
    await page.getByRole('button', { name: s.policySave }).click()
    await expect(page.getByText(s.policySaved)).toBeVisible()
    await expect(page.getByText(s.state.good)).toBeVisible({ timeout: 60_000 })
    // Where it lies on this machine is nobody's business.
    await page.getByRole('textbox', { name: s.folder }).fill('E:\\cadangan-loket')
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('main *'))
        if (element.children.length === 0 && element.textContent?.includes('loket-screens-'))
          element.textContent = 'E:\\cadangan-loket'
    })
    await picture(page, `settings-backup${suffix}`)
    await section(page, 'keys', m)
    await picture(page, `settings-keys${suffix}`)
    await section(page, 'health', m)
    await picture(page, `settings-health${suffix}`)
  })

  test(`the card readers${suffix}`, async ({ page }) => {
    await catchPrints(page)
    await page.goto(await day.startWithReaders(SHOWN_AT))
    if (m === en) await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
    await signIn(page, 'Budi Contoh', m)
    await section(page, 'readers', m)
    await expect(page.getByText(m.readers.count(1))).toBeVisible()
    await expect(page.getByText(m.readers.states['no-permission'])).toBeVisible()
    await picture(page, `settings-readers${suffix}`)
    await page.getByRole('button', { name: m.readers.test.start }).click()
    await expect(page.getByText(m.readers.test.listening, { exact: true })).toBeVisible()
    await day.scanCard('3275025403929912')
    await page.getByText(m.readers.test.technician).click()
    await expect(page.getByText('QR Code', { exact: false }).first()).toBeVisible()
    await picture(page, `settings-readers-test${suffix}`)
  })

  test(`the audit trail${suffix}`, async ({ page }) => {
    await open(page, m)
    await signIn(page, 'Agus Contoh', m)
    await page.getByRole('button', { name: m.accounts.areas.audit, exact: true }).click()
    await expect(page.getByRole('table', { name: m.audit.table })).toBeVisible()
    await picture(page, `audit${suffix}`)
  })
}
