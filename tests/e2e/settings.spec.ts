import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { DEMO_SECRET } from '../../electron/core/demo/demo-hospital.ts'
import type { SettingsSection } from '../../renderer/settings/sections.ts'
import { printed } from '../support/page-printer.ts'
import { today } from '../support/data-folders.ts'
import { refusedPeople, rosterCsv } from '../support/refused-people.ts'
import { expect, id, scan, test, within } from './desk-test.ts'

const m = id.settings

test.use({ as: 'Budi Contoh' })

async function open(page: Page, section: SettingsSection): Promise<void> {
  await page.getByRole('navigation', { name: m.list }).getByRole('button', { name: m.sections[section] }).click()
  await expect(page.getByRole('heading', { level: 1, name: m.sections[section] })).toBeVisible()
}

const row = (page: Page, name: string): Locator =>
  page.getByRole('table', { name: m.sections.operators }).getByRole('row').filter({ hasText: name })

/** A folder outside of the desk's own, as another disk is. */
async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-settings-'))
  try {
    await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('an operator is added by keyboard alone, signs in, gets another role, and is disabled', async ({ page }) => {
  await page.getByRole('button', { name: m.operators.add }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: m.operators.addTitle })
  await expect(dialog.getByLabel(m.operators.name)).toBeFocused()
  await page.keyboard.type('Putri Contoh', { delay: 70 })
  await page.keyboard.press('Tab')
  await page.keyboard.type('135246', { delay: 70 })
  await expect(dialog.getByText(id.accounts.strength.okPin)).toBeVisible()
  await expect(dialog.getByRole('button', { name: m.operators.addYes })).toBeDisabled()
  await dialog.getByLabel(m.secret.again).focus()
  await page.keyboard.type('135246', { delay: 70 })
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(m.operators.added('Putri Contoh'))).toBeVisible()
  await expect(row(page, 'Putri Contoh')).toContainText(id.people.roles.clerk)

  await page.getByRole('button', { name: m.operators.editOf('Putri Contoh') }).click()
  const edit = page.getByRole('dialog')
  await edit.getByRole('radio', { name: within(id.people.roles.supervisor) }).check()
  await edit.getByRole('button', { name: m.operators.roleSave }).click()
  await expect(row(page, 'Putri Contoh')).toContainText(id.people.roles.supervisor)

  await page.getByRole('button', { name: m.operators.editOf('Putri Contoh') }).click()
  await edit.getByRole('button', { name: m.operators.disable }).click()
  await expect(edit.getByText(m.operators.disableSay)).toBeVisible()
  await edit.getByRole('button', { name: m.operators.disable }).click()
  await expect(row(page, 'Putri Contoh')).toContainText(m.operators.states.disabled)

  await page.getByRole('button', { name: m.operators.editOf('Putri Contoh') }).click()
  await edit.getByRole('button', { name: m.operators.enable }).click()
  await expect(row(page, 'Putri Contoh')).toContainText(m.operators.states.active)
})

test('a PIN made at random is in sight until it is saved, and a reset one lets its operator in', async ({ page }) => {
  await page.getByRole('button', { name: m.operators.editOf('Rina Contoh') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: m.operators.reset }).click()
  await dialog.getByRole('button', { name: m.secret.suggest }).click()
  await expect(dialog.getByText(m.secret.suggested)).toBeVisible()
  const pin = await dialog.getByLabel(m.operators.firstSecret).inputValue()
  expect(pin).toMatch(/^\d{6}$/)
  await dialog.getByRole('button', { name: m.operators.resetYes }).click()
  await expect(page.getByText(m.operators.resetDone('Rina Contoh'))).toBeVisible()

  await page
    .getByRole('button', { name: within('Budi Contoh') })
    .first()
    .click()
  await page.getByRole('menuitem', { name: id.accounts.menu.signOut }).click()
  await page.getByRole('radio', { name: 'Rina Contoh' }).click()
  const secret = page.getByLabel(id.accounts.signIn.secretOf('Rina Contoh'))
  await secret.fill(pin)
  await secret.press('Enter')
  await expect(page.getByText(id.desk.listen.ready, { exact: true })).toBeVisible()
})

test('a taken name and the last administrator are refused in words', async ({ page }) => {
  await page.getByRole('button', { name: m.operators.add }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(m.operators.name).fill('rina contoh')
  await dialog.getByRole('button', { name: m.secret.suggest }).click()
  await dialog.getByRole('button', { name: m.operators.addYes }).click()
  await expect(dialog.getByText(m.operators.outcome['name-taken'])).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: m.operators.editOf('Budi Contoh') }).click()
  await dialog.getByRole('radio', { name: within(id.people.roles.clerk) }).check()
  await dialog.getByRole('button', { name: m.operators.roleSave }).click()
  await expect(dialog.getByText(m.operators.outcome['last-administrator'])).toBeVisible()
})

test('rights are changed only after it was read who gains and who loses what', async ({ page }) => {
  await open(page, 'rights')
  const { roles, rights } = id.people
  await page.getByLabel(m.rights.has(roles.clerk, rights.correct)).check()
  await page.getByLabel(m.rights.has(roles.finance, rights.export)).uncheck()
  await expect(page.getByText(m.rights.changes(2))).toBeVisible()
  await expect(page.getByText(m.rights.never(roles.finance, rights.audit))).toHaveCount(1)
  await expect(page.getByText(m.rights.locked(roles.administrator, rights.configure))).toHaveCount(1)
  await page.getByRole('button', { name: m.rights.review }).click()
  const dialog = page.getByRole('dialog', { name: m.rights.confirmTitle })
  await expect(dialog.getByText(m.rights.gains(roles.clerk, rights.correct))).toBeVisible()
  await expect(dialog.getByText(m.rights.loses(roles.finance, rights.export))).toBeVisible()
  await expect(dialog.getByText('Dewi Contoh')).toBeVisible()
  await dialog.getByRole('button', { name: m.rights.confirmYes }).click()
  await expect(page.getByText(m.rights.saved)).toBeVisible()
  await expect(page.getByText(m.rights.noChanges)).toBeVisible()
  await page.reload()
  await signInAgain(page)
  await open(page, 'rights')
  await expect(page.getByLabel(m.rights.has(roles.clerk, rights.correct))).toBeChecked()
  await expect(page.getByLabel(m.rights.has(roles.finance, rights.export))).not.toBeChecked()
})

test('a number of minutes out of bounds is told and not saved; a good one is', async ({ page }) => {
  await open(page, 'session')
  const field = page.getByLabel(m.session.lockAfter)
  await field.fill('61')
  await field.blur()
  await expect(page.getByText(m.session.range(1, 60))).toBeVisible()
  await expect(page.getByRole('button', { name: m.session.sessionSave })).toBeDisabled()
  await field.fill('20')
  await expect(page.getByText(m.session.clearBefore)).toBeVisible()
  await field.fill('10')
  await page.getByRole('button', { name: m.session.sessionSave }).click()
  await expect(page.getByText(m.session.saved, { exact: true })).toBeVisible()
  await open(page, 'rights')
  await open(page, 'session')
  await expect(field).toHaveValue('10')
  await expect(page.getByText(m.session.kept)).toBeVisible()
})

test('a backup is made into the folder named, proved, checked again, and taken elsewhere', async ({ page, desk }) => {
  await withFolder(async (folder) => {
    await open(page, 'backup')
    const field = page.getByRole('textbox', { name: m.backup.folder })
    await field.fill(join(folder, 'nowhere'))
    await page.getByRole('button', { name: m.backup.policySave }).click()
    await expect(page.getByText(m.backup.folderRefused.missing)).toBeVisible()
    await field.fill(desk.dataFolder)
    await page.getByRole('button', { name: m.backup.policySave }).click()
    await expect(page.getByText(m.backup.folderRefused['inside-data'])).toBeVisible()
    await field.fill(folder)
    await page.getByRole('button', { name: m.backup.policySave }).click()
    await expect(page.getByText(m.backup.policySaved)).toBeVisible()

    const create = page.getByRole('button', { name: m.backup.create })
    // The first one may be on its way already: the folder is new to the schedule.
    await expect(create).toBeEnabled({ timeout: 20_000 })
    await create.click()
    await expect(page.getByText(/^Terbukti baik: .*\.lsbackup/)).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText(m.backup.state.good)).toBeVisible()
    await expect(page.getByText(m.backup.totals.entries)).toBeVisible()

    const files = page.getByRole('table', { name: m.backup.filesTitle })
    await files
      .getByRole('button', { name: within(m.backup.verify) })
      .first()
      .click()
    await expect(files.getByText(m.backup.verifyGood('0'))).toBeVisible({ timeout: 20_000 })

    await page.getByRole('button', { name: m.backup.offSiteButton }).click()
    await expect(page.getByText(m.backup.offSiteNoted)).toBeVisible()
    await expect(page.getByRole('navigation', { name: m.list }).getByText(m.attention)).toHaveCount(0)
  })
})

test.describe('while the core starts anew', () => {
  // The page tries the wire until the core is back.
  test.use({ expected: /^WebSocket connection to/ })

  test('the recovery page is printed with the right PIN only, and is outdated once the keys were changed', async ({
    page,
  }) => {
    await open(page, 'keys')
    await expect(page.getByText(m.keys.kitMissing)).toBeVisible()
    await page.getByRole('button', { name: m.keys.kitButton }).click()
    const dialog = page.getByRole('dialog')
    const secret = dialog.getByLabel(id.accounts.signIn.secret)
    await secret.fill('971358')
    await secret.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('salah')
    await expect(secret).toHaveValue('')
    await secret.fill(DEMO_SECRET)
    await secret.press('Enter')
    await expect(page.getByText(m.keys.kitPrinted)).toBeVisible()
    await expect(page.getByText(m.keys.kitGood)).toBeVisible()
    expect(await printed(page)).toHaveLength(1)

    await page.getByRole('button', { name: m.keys.rotateButton, exact: true }).click()
    await secret.fill(DEMO_SECRET)
    await dialog.getByRole('button', { name: m.keys.rotateYes }).click()
    await expect(page.getByText(m.keys.rotated)).toBeVisible({ timeout: 40_000 })
    await expect(page.getByText(m.keys.kitOutdated)).toBeVisible()
  })
})

test('the desk code is changed after a warning, and stands at the top', async ({ page }) => {
  await open(page, 'hospital')
  await expect(page.getByText('RSUD Contoh').last()).toBeVisible()
  const field = page.getByRole('textbox', { name: m.hospital.deskCode })
  await field.fill('b-2')
  await expect(page.getByText(m.hospital.deskCodeWrong)).toBeVisible()
  await field.fill('b2')
  await expect(page.getByText(/000001\/\w{3}\/\d{7}\/B2\//)).toBeVisible()
  await page.getByRole('button', { name: m.hospital.deskSave }).click()
  const dialog = page.getByRole('dialog', { name: m.hospital.deskConfirm('A1', 'B2') })
  await dialog.getByRole('button', { name: m.hospital.deskSave }).click()
  await expect(page.getByText(m.hospital.deskSaved('B2'))).toBeVisible()
  await expect(page.getByRole('banner').getByText(id.desk.frame.deskName('B2'))).toBeVisible()
})

test('member data is loaded from a file, and a file that is not there is told', async ({ page }) => {
  await withFolder(async (folder) => {
    const file = join(folder, 'peserta.csv')
    writeFileSync(file, rosterCsv(refusedPeople(today())))
    await open(page, 'roster')
    const path = page.getByLabel(id.desk.dialogs.rosterPath)
    await path.fill(join(folder, 'tidak-ada.csv'))
    await page.getByRole('button', { name: id.desk.dialogs.rosterStart }).click()
    await expect(page.getByText(id.desk.dialogs.rosterRefused['file-not-found'])).toBeVisible()
    await path.fill(file)
    await page.getByRole('button', { name: id.desk.dialogs.rosterStart }).click()
    // A demo has many more people: so few would be a mistake, and the old data goes on.
    await expect(page.getByText(id.desk.dialogs.rosterRefused['shrinks-too-much'])).toBeVisible()
    await open(page, 'health')
    await open(page, 'roster')
    await expect(page.getByText(id.desk.dialogs.rosterRefused['shrinks-too-much'])).toBeVisible()
  })
})

test('the health page says what to do and leads there', async ({ page }) => {
  await open(page, 'health')
  await expect(page.getByText(/^Diperiksa pukul/)).toBeVisible()
  const main = page.getByRole('main')
  await expect(main.getByText(m.health.wellTitle)).toBeVisible()
  await main.getByRole('button', { name: m.health.again }).click()
  await expect(main.getByRole('button', { name: m.health.again })).toBeEnabled()
  await main.getByRole('listitem').getByRole('button', { name: m.sections.keys }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: m.sections.keys })).toBeVisible()
})

test('a scan goes into no field of the settings', async ({ page }) => {
  await open(page, 'backup')
  const field = page.getByRole('textbox', { name: m.backup.folder })
  await field.focus()
  await scan(page, '3275025403929912')
  await expect(page.getByText(m.scanUnused)).toBeVisible()
  await expect(field).toHaveValue('')
})

async function signInAgain(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Budi Contoh' }).click()
  const field = page.getByLabel(id.accounts.signIn.secretOf('Budi Contoh'))
  await field.fill(DEMO_SECRET)
  await field.press('Enter')
  await expect(page.getByRole('navigation', { name: m.list })).toBeVisible()
}
