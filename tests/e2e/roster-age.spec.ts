import { join } from 'node:path'
import { refused } from '../support/refused-people.ts'
import { runLoket } from '../support/run-loket.ts'
import { chooseCare, expect, expectVerdict, id, scan, test, verdict, within } from './desk-test.ts'

const m = id.desk

test.describe('with data five days old', () => {
  test.use({ folder: 'aged' })

  test('the answer stands, its sentence and the status strip say how old the data are', async ({ page }) => {
    await scan(page, refused.nothing)
    await chooseCare(page, 'igd')
    const panel = await expectVerdict(page, 'eligible')
    await expect(panel).toContainText('menurut data 5 hari lalu')
    await expect(page.getByRole('contentinfo').getByText('5 hari lalu')).toBeVisible()
  })
})

test.describe('with data twenty days old', () => {
  test.use({ folder: 'stale' })

  test('no letter is offered, the answer that would hold is shown apart, and emergencies are admitted', async ({
    page,
  }) => {
    await scan(page, refused.nothing)
    await expectVerdict(page, 'stale')
    await chooseCare(page, 'igd')
    const panel = await expectVerdict(page, 'stale')
    await expect(panel).toContainText(id.verdict.ifCurrent)
    await expect(panel).toContainText(id.verdict.chip.eligible)
    await expect(page.getByRole('button', { name: within(m.form.issue) })).toHaveCount(0)
    await page.keyboard.press('F9')
    await expect(page.getByRole('heading', { name: m.admissions.issuedProvisional })).toBeVisible()
  })

  test('a clerk reads how old the data are and who loads newer ones; once they are there, the desk answers again', async ({
    page,
    desk,
  }) => {
    await scan(page, refused.nothing)
    await expectVerdict(page, 'stale')
    await page.keyboard.press('Control+Enter')
    const dialog = page.getByRole('dialog', { name: m.dialogs.rosterTitle })
    await expect(dialog).toContainText('20 hari')
    await expect(dialog).toContainText(m.dialogs.rosterNotYours)
    await expect(dialog.getByRole('textbox')).toHaveCount(0)
    await page.keyboard.press('Escape')
    const csv = join(process.env['LOKET_TEST_FOLDERS'] ?? '', 'roster.csv')
    await runLoket(desk.dataFolder, 'roster', 'import', csv)
    await expect(page.getByRole('contentinfo').getByText('20 hari')).toHaveCount(0, { timeout: 15_000 })
    await scan(page, refused.ended)
    await expectVerdict(page, 'ineligible')
    expect(desk.output()).not.toContain(refused.ended)
  })
})

test.describe('an administrator, with data twenty days old', () => {
  test.use({ folder: 'stale', as: 'Budi Contoh' })

  test('loads newer data on the screen; a file that is not there is refused in one sentence', async ({ page }) => {
    await page.getByRole('navigation').getByRole('button', { name: id.settings.sections.roster }).click()
    const settings = page.locator('main')
    await expect(settings).toContainText('20 hari')
    const path = settings.getByRole('textbox', { name: m.dialogs.rosterPath })
    const start = settings.getByRole('button', { name: m.dialogs.rosterStart })
    await path.fill('/nowhere/roster.csv')
    await start.click()
    await expect(settings.getByText(m.dialogs.rosterRefused['file-not-found'])).toBeVisible()
    await expect(settings).toContainText('20 hari')
    await path.fill(join(process.env['LOKET_TEST_FOLDERS'] ?? '', 'roster.csv'))
    await start.click()
    await expect(settings.getByText(within('Selesai: 11 peserta'))).toBeVisible()
    await expect(page.getByRole('contentinfo').getByText('20 hari')).toHaveCount(0)
  })
})

test.describe('with data of today', () => {
  test.use({ folder: 'hospital' })

  test('an import at the command line reaches the open page by itself', async ({ page, desk }) => {
    await scan(page, refused.nothing)
    await chooseCare(page, 'igd')
    await expectVerdict(page, 'eligible')
    await page.keyboard.press('Escape')
    const csv = join(process.env['LOKET_TEST_FOLDERS'] ?? '', 'roster.csv')
    await runLoket(desk.dataFolder, 'roster', 'import', csv)
    await page.getByRole('contentinfo').getByText(m.frame.rosterWord).click()
    await expect(page.getByRole('dialog', { name: m.dialogs.rosterTitle })).toContainText(/-\d\d-\d\d-2(?!\d)/, {
      timeout: 15_000,
    })
    await expect(verdict(page)).toHaveCount(0)
  })
})
