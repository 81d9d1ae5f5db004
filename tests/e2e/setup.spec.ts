import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateIdentity } from 'age-encryption'
import type { Page } from '@playwright/test'
import { backupIdentity } from '../../electron/core/keys/backup-identity.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import type { Messages } from '../../renderer/messages/id.ts'
import { axeOf } from '../support/axe.ts'
import { today } from '../support/data-folders.ts'
import { refused, refusedPeople, rosterCsv } from '../support/refused-people.ts'
import { runLoket } from '../support/run-loket.ts'
import {
  chooseCare,
  en,
  expect,
  expectVerdict,
  id,
  operatorMenu,
  ready,
  scan,
  signIn,
  test,
  within,
} from './desk-test.ts'

const PIN = '739164'
const ADMIN = 'Budi Pengelola'

test.use({ as: null, folder: 'unused' })

async function axe(page: Page): Promise<void> {
  const { violations } = await axeOf(page).analyze()
  expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html.slice(0, 160))])).toEqual([])
}

const step = (page: Page, title: string) => expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()

/** Tab until the field with this label has the focus: nothing here needs a mouse. */
async function tabTo(
  page: Page,
  label: string,
  role: 'textbox' | 'checkbox' | 'radio' | 'button' = 'textbox',
): Promise<void> {
  const wanted = role === 'textbox' ? page.getByLabel(label, { exact: true }) : page.getByRole(role, { name: label })
  await wanted.first().waitFor({ state: 'attached' })
  for (let tabs = 0; tabs < 25; tabs += 1) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not come to "${label}"`)
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, label)
  await page.keyboard.insertText(text)
}

async function toLetter(page: Page, m: Messages['setup']): Promise<void> {
  await tabTo(page, m.choice.real, 'button')
  await page.keyboard.press('Enter')
  await step(page, m.hospital.title)
  await type(page, m.hospital.name, 'RSUD Uji Coba')
  await type(page, m.hospital.code, '3275998')
  await tabTo(page, m.hospital.regency)
  await page.keyboard.type('kota bekasi', { delay: 70 })
  await page.getByRole('option', { name: 'Kota Bekasi' }).waitFor()
  await page.keyboard.press('Enter')
  await tabTo(page, m.hospital.owners.government, 'radio')
  await page.keyboard.press('Space')
  await tabTo(page, m.hospital.isRsud, 'checkbox')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await step(page, m.agreements.title)
  await tabTo(page, 'KBS', 'checkbox')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await step(page, m.letter.title)
}

async function toReview(page: Page, m: Messages['setup']): Promise<void> {
  await toLetter(page, m)
  await type(page, m.letter.authority, 'Pemerintah Kota Bekasi')
  await type(page, m.letter.address, 'Jalan Contoh Nomor 1')
  await type(page, m.letter.city, 'Bekasi')
  await page.keyboard.press('Enter')
  await step(page, m.administrator.title)
  await type(page, m.administrator.name, ADMIN)
  await type(page, m.review.secret, PIN)
  await type(page, m.administrator.again, PIN)
  await page.keyboard.press('Enter')
  await step(page, m.review.title)
}

for (const [language, messages] of [
  ['Indonesian', id],
  ['English', en],
] as const) {
  test(`a desk is set up by keyboard alone in ${language}, and every step is clean by axe`, async ({ page }) => {
    test.setTimeout(120_000)
    const m = messages.setup
    if (messages === en) await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
    await step(page, m.choice.title)
    await axe(page)
    await toLetter(page, m)
    await axe(page)
    await page.keyboard.press('Shift+Tab')
    await page.getByRole('button', { name: messages.common.back }).click()
    await step(page, m.agreements.title)
    await axe(page)
    await page.getByRole('button', { name: messages.common.back }).click()
    await step(page, m.hospital.title)
    await axe(page)
    // What was typed is still there, on the way back and forth.
    await expect(page.getByLabel(m.hospital.name)).toHaveValue('RSUD Uji Coba')
    await expect(page.getByRole('checkbox', { name: m.hospital.isRsud })).toBeChecked()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('checkbox', { name: 'KBS' })).toBeChecked()
    await page.getByRole('button', { name: m.next }).click()
    await type(page, m.letter.authority, 'Pemerintah Kota Bekasi')
    await type(page, m.letter.address, 'Jalan Contoh Nomor 1')
    await type(page, m.letter.city, 'Bekasi')
    await page.keyboard.press('Enter')
    await step(page, m.administrator.title)
    await type(page, m.administrator.name, ADMIN)
    await type(page, m.review.secret, '12345')
    await type(page, m.administrator.again, PIN)
    await page.keyboard.press('Enter')
    await expect(page.getByText(messages.accounts.strength.shortPin(5))).toBeVisible()
    await expect(page.getByLabel(m.review.secret)).toBeFocused()
    await axe(page)
    await page.getByLabel(m.review.secret).fill(PIN)
    await page.keyboard.press('Enter')
    await step(page, m.review.title)
    await expect(page.locator('main')).not.toContainText(PIN)
    await axe(page)
    await tabTo(page, m.finish, 'button')
    // A hand that trembles: the second press finds the first one on its way.
    await page.getByRole('button', { name: m.finish }).dblclick()
    await step(page, m.first.title)
    await axe(page)
    await expect(operatorMenu(page, ADMIN)).toBeVisible()
    await expect(page.getByText('RSUD Uji Coba')).toBeVisible()
  })
}

test('what is missing is said at its field, and nothing goes on without it', async ({ page }) => {
  const m = id.setup
  await page.getByRole('button', { name: m.choice.real }).click()
  await page.getByRole('button', { name: m.next }).click()
  for (const problem of ['name-missing', 'code-wrong', 'owner-missing', 'regency-missing'] as const)
    await expect(page.getByText(m.problems[problem])).toBeVisible()
  await expect(page.getByLabel(m.hospital.name)).toBeFocused()
  await step(page, m.hospital.title)
})

test('Enter pressed twice leaves one step only: the next one waits until somebody has begun with it', async ({
  page,
}) => {
  const m = id.setup
  await page.getByRole('button', { name: m.choice.real }).click()
  await type(page, m.hospital.name, 'RSUD Uji Coba')
  await type(page, m.hospital.code, '3275998')
  await tabTo(page, m.hospital.regency)
  await page.keyboard.type('kota bekasi', { delay: 70 })
  await page.getByRole('option', { name: 'Kota Bekasi' }).waitFor()
  await page.keyboard.press('Enter')
  await tabTo(page, m.hospital.owners.government, 'radio')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await step(page, m.agreements.title)
  await page.keyboard.press('Enter')
  await step(page, m.agreements.title)
  await tabTo(page, m.next, 'button')
  await page.keyboard.press('Enter')
  await step(page, m.letter.title)
})

test('from an unused folder to the first letter, on the screen alone', async ({ page }) => {
  test.setTimeout(120_000)
  const m = id.setup
  await toReview(page, m)
  await page.getByRole('button', { name: m.finish }).click()
  await step(page, m.first.title)
  await page.getByRole('button', { name: within(m.first.operators) }).click()
  const settings = id.settings
  await page.getByRole('button', { name: settings.operators.add }).click()
  const dialog = page.getByRole('dialog', { name: settings.operators.addTitle })
  await dialog.getByLabel(settings.operators.name).fill('Rina Petugas')
  await dialog.getByLabel(settings.operators.firstSecret, { exact: true }).fill(PIN)
  await dialog.getByLabel(settings.secret.again, { exact: true }).fill(PIN)
  await dialog.getByRole('radio', { name: new RegExp(`^${id.people.roles.clerk}`) }).check()
  await dialog.getByRole('button', { name: settings.operators.addYes }).click()
  await expect(page.getByText(settings.operators.added('Rina Petugas'))).toBeVisible()

  const folder = mkdtempSync(join(tmpdir(), 'loket-e2e-roster-'))
  try {
    const roster = join(folder, 'roster.csv')
    writeFileSync(roster, rosterCsv(refusedPeople(today())))
    await page
      .getByRole('button', { name: within(settings.sections.roster) })
      .first()
      .click()
    await page.getByLabel(id.desk.dialogs.rosterPath).fill(roster)
    await page.getByRole('button', { name: id.desk.dialogs.rosterStart }).click()
    await expect(page.getByText(within('Selesai: 11 peserta'))).toBeVisible()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  await operatorMenu(page, ADMIN).click()
  await page.getByRole('menuitem', { name: id.accounts.menu.signOut }).click()
  await page.getByRole('radio', { name: 'Rina Petugas' }).click()
  await page.getByLabel(id.accounts.signIn.secretOf('Rina Petugas')).fill(PIN)
  await page.keyboard.press('Enter')
  await ready(page)
  await scan(page, refused.nothing)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(id.desk.admissions.printDone(1))).toBeVisible()
  await expect(page.locator('main')).toContainText('/A1/')
})

test('a demo is one press away, and says what it is', async ({ page }) => {
  test.setTimeout(120_000)
  await page.getByRole('button', { name: id.setup.choice.demo }).click()
  await expect(page.getByText(id.setup.choice.demoRunning)).toBeVisible()
  await expect(page.getByRole('heading', { name: id.accounts.signIn.title })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(id.common.demo)).toBeVisible()
  await signIn(page, 'Rina Contoh')
})

test('of two windows the second one is told that the desk stands', async ({ page, context, desk }) => {
  test.setTimeout(120_000)
  const m = id.setup
  const other = await context.newPage()
  await other.goto(desk.url)
  await Promise.all([toReview(page, m), toReview(other, m)])
  await page.getByRole('button', { name: m.finish }).click()
  await step(page, m.first.title)
  const told = other.getByText(m.refused.already).or(other.getByRole('heading', { name: id.accounts.signIn.title }))
  await expect(async () => {
    const finish = other.getByRole('button', { name: m.finish })
    if (await finish.isVisible()) await finish.click({ timeout: 1_000 })
    await expect(told.first()).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 20_000 })
})

test('a desk whose hospital stands is asked only for what is missing', async ({ page, desk }) => {
  const m = id.setup
  await page.getByRole('button', { name: m.choice.real }).waitFor()
  const folder = mkdtempSync(join(tmpdir(), 'loket-e2e-hospital-'))
  const file = join(folder, 'hospital.json')
  const contracts = [{ programme: 'kbs-bekasi', from: '2026-01-01', until: '2026-12-31' }]
  const letterHead = { authority: 'Pemerintah Kota Bekasi', address: 'Jalan Contoh 1', phone: '', city: 'Bekasi' }
  const hospital = { code: '3275998', name: 'RSUD Uji', owner: 'government', regencyCode: '3275', isRsud: true, contracts, letterHead } // prettier-ignore
  writeFileSync(file, JSON.stringify(hospital))
  await runLoket(desk.dataFolder, 'hospital', 'set', file)
  rmSync(folder, { recursive: true, force: true })
  await step(page, m.letter.titleDesk)
  await page.getByLabel(m.letter.deskCode).fill('C3')
  await page.keyboard.press('Enter')
  await page.getByLabel(m.administrator.name, { exact: true }).fill(ADMIN)
  await page.getByLabel(m.review.secret).fill(PIN)
  await page.getByLabel(m.administrator.again).fill(PIN)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: m.finish }).click()
  await step(page, m.first.title)
  await expect(page.getByText(id.desk.frame.deskName('C3'))).toBeVisible()
})

test('a restore says what is wrong with the file or the key, and leaves everything as it was', async ({
  page,
  desk,
}) => {
  const m = id.setup.restore
  await page.getByRole('button', { name: id.setup.choice.restore }).click()
  await axe(page)
  await page.getByRole('button', { name: m.start }).click()
  await expect(page.getByText(m.pathMissing)).toBeVisible()
  await expect(page.getByText(m.keyMissing)).toBeVisible()
  await page.getByLabel(m.path).fill('/nowhere/loket.age')
  await page.getByLabel(m.key).fill('bukan kunci')
  await expect(page.getByText(m.keyWrong)).toBeVisible()
  await page.getByLabel(m.key).fill(await generateIdentity())
  await page.getByRole('button', { name: m.start }).click()
  await expect(page.getByText(within(m.faults['file-not-found']))).toBeVisible()
  const junk = join(desk.dataFolder, '..', `junk-${process.pid}.age`)
  writeFileSync(junk, 'bukan cadangan')
  await page.getByLabel(m.path).fill(junk)
  await page.getByRole('button', { name: m.start }).click()
  await expect(
    page.getByText(within(m.faults['not-a-backup'])).or(page.getByText(within(m.faults['wrong-key']))),
  ).toBeVisible()
  rmSync(junk)
  await axe(page)
  await page.getByRole('button', { name: id.common.back }).click()
  await step(page, id.setup.choice.title)
})

test('a lost desk comes back from its backup and the key on its sheet, and says what was proved', async ({ page }) => {
  test.setTimeout(120_000)
  const m = id.setup.restore
  const root = mkdtempSync(join(tmpdir(), 'loket-e2e-restore-'))
  try {
    const lost = join(root, 'lost')
    cpSync(join(process.env['LOKET_TEST_FOLDERS'] ?? '', 'hospital'), lost, { recursive: true })
    const secrets = keyFile(join(lost, 'keys', 'keys.json')).load()
    if (secrets === null) throw new Error('the folder of the tests has no keys')
    const backups = join(root, 'disk')
    mkdirSync(backups)
    const made = JSON.parse(await runLoket(lost, 'backup', 'create', backups, '--json')) as {
      fileName: string
      manifest: { totals: { entries: number } }
    }
    rmSync(lost, { recursive: true })
    await page.getByRole('button', { name: id.setup.choice.restore }).click()
    await page.getByLabel(m.path).fill(join(backups, made.fileName))
    const key = backupIdentity(secrets)
    await page.getByLabel(m.key).fill(`${key.slice(0, -1)}${key.endsWith('Q') ? 'P' : 'Q'}`)
    await page.getByRole('button', { name: m.start }).click()
    await expect(page.getByText(m.keyMistyped)).toBeVisible()
    // In small letters and in the groups of the sheet, as it is copied by hand.
    await page.getByLabel(m.key).fill(key.toLowerCase().replaceAll(/(?<=^.{16}(?:.{4})*)(?=.)/g, ' '))
    await page.getByRole('button', { name: m.start }).click()
    await step(page, m.doneTitle)
    await expect(page.locator('dl')).toContainText(String(made.manifest.totals.entries))
    await axe(page)
    await page.getByRole('button', { name: id.setup.toSignIn }).click()
    await signIn(page, 'Rina Contoh')
    await expect(page.getByText(id.desk.frame.deskName('B2'))).toBeVisible()
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})
