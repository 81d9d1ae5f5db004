import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { readPdf } from '../electron/core/letters/read-pdf.ts'
import { printed } from '../support/page-printer.ts'
import { refused } from '../support/refused-people.ts'
import { admissionsOf, runLoket } from '../support/run-loket.ts'
import { chooseCare, expect, expectVerdict, id, keyField, papersDue, scan, test, typeSlowly } from './desk-test.ts'

const m = id.desk
test.use({ folder: 'hospital' })

/** While the answer stands on the screen, somebody brings data in which this person's line reads otherwise. */
async function newerData(dataFolder: string, nik: string, change: (line: string) => string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-newer-data-'))
  try {
    const csv = readFileSync(join(process.env['LOKET_TEST_FOLDERS'] ?? '', 'roster.csv'), 'utf8')
    const lines = csv.split('\n').map((line) => (line.includes(nik) ? change(line) : line))
    writeFileSync(join(folder, 'roster.csv'), lines.join('\n'))
    await runLoket(dataFolder, 'roster', 'import', join(folder, 'roster.csv'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('newer data with another name and family: nothing is issued until the clerk has seen what changed and ticked anew', async ({
  page,
  desk,
}) => {
  await typeSlowly(keyField(page), refused.nothing)
  await page.keyboard.press('Enter')
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  const tick = page.getByRole('checkbox', { name: m.form.identity.matches })
  await tick.check()
  await newerData(desk.dataFolder, refused.nothing, (line) => line.replace('Lengkap Contoh', 'Nama Sampel'))

  // A double press is one press: its second half comes before anybody could have read the new answer.
  await page.keyboard.press('Control+Enter')
  const said = page.getByRole('alert').filter({ hasText: m.form.trouble['verdict-changed'] })
  await expect(said).toContainText(m.form.changed.terms.person)
  await page.keyboard.press('Control+Enter')
  await expect(said.locator('del')).toContainText('Lengkap Contoh')
  await expect(said.locator('ins')).toContainText('Nama Sampel')
  await expectVerdict(page, 'eligible')
  await expect(tick).not.toBeChecked()
  expect(await admissionsOf(desk.dataFolder)).toEqual([])

  await tick.check()
  await page.waitForTimeout(600)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: m.admissions.issuedTitle })).toBeVisible()
  await expect.poll(async () => (await printed(page)).length).toBe(1)
  const { pages } = await readPdf((await printed(page))[0] ?? new Uint8Array())
  expect(pages[0]).toContain('Nama Sampel')
  expect(await admissionsOf(desk.dataFolder)).toMatchObject([{ person: { name: 'Nama Sampel' } }])
})

test('papers: what the form showed no longer holds, so the new answer is shown and confirmed anew', async ({
  page,
  desk,
}) => {
  await scan(page, refused.suspended)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'ineligible')
  const drawer = await papersDue(page, 'Tunda Contoh')
  await drawer.getByRole('checkbox', { name: m.admissions.detail.confirmIdentity }).check()
  await newerData(desk.dataFolder, refused.suspended, (line) => line.replace('suspended', 'active'))
  const yes = drawer.getByRole('button', { name: m.admissions.detail.confirmYes })
  await pressAsItChanges(yes)
  await yes.click()
  await expect(drawer.getByText(m.admissions.detail.outcome['answer-changed'])).toBeVisible()
  await expect(drawer.locator('del').first()).toContainText(id.verdict.chip.ineligible)
  await expect(drawer.locator('ins').first()).toContainText(id.verdict.chip.eligible)
  expect(await admissionsOf(desk.dataFolder)).toMatchObject([{ state: 'provisional' }])
  await page.waitForTimeout(600)
  await yes.click()
  await expect(drawer.getByText(m.admissions.detail.nowGuaranteed)).toBeVisible()
})

/** As the second half of a double press: in the instant in which the new answer comes into sight. */
async function pressAsItChanges(button: Locator): Promise<void> {
  await button.evaluate((one) => {
    new MutationObserver((_changes, seen) => {
      if (document.querySelector('ins') === null) return
      seen.disconnect()
      if (one instanceof HTMLElement) one.click()
    }).observe(document.body, { childList: true, subtree: true })
  })
}
