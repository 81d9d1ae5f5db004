import type { Locator, Page } from '@playwright/test'
import { DEMO_SECRET } from '../../electron/core/demo/demo-hospital.ts'
import type { Messages } from '../../renderer/messages/id.ts'
import { axeOf } from '../support/axe.ts'
import { startDesk } from '../support/desk.ts'
import { runLoketWith } from '../support/run-loket.ts'
import { en, expect, id, operatorMenu, ready, scan, signIn, test, within } from './desk-test.ts'

const m = id.accounts
const rina = 'Rina Contoh'

const field = (page: Page, name: string, messages: Messages = id): Locator =>
  page.getByLabel(messages.accounts.signIn.secretOf(name))

async function tryPin(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('radio', { name }).click()
  await expect(field(page, name)).toBeFocused()
  await field(page, name).fill(pin)
  await field(page, name).press('Enter')
}

test.use({ as: null })

test('names with their roles stand first, and a demo tells its PIN', async ({ page }) => {
  for (const [name, role] of [
    [rina, id.people.roles.clerk],
    ['Sari Contoh', id.people.roles.supervisor],
    ['Dewi Contoh', id.people.roles.finance],
    ['Budi Contoh', id.people.roles.administrator],
    ['Agus Contoh', id.people.roles.auditor],
  ] as const)
    await expect(page.getByRole('radio', { name })).toContainText(role)
  await expect(page.getByText(m.signIn.demoSay(DEMO_SECRET))).toBeVisible()
  await signIn(page, rina)
  await page.reload()
  // Whoever was here last is chosen already.
  await expect(page.getByRole('radio').first()).toHaveAccessibleName(within(rina))
  await expect(field(page, rina)).toBeFocused()
})

test('the arrow keys choose a name, Enter signs in: no mouse is needed', async ({ page }) => {
  await expect(page.getByRole('radio').first()).toBeVisible()
  for (let presses = 0; presses < 5; presses += 1) {
    if ((await page.getByRole('radio', { name: 'Dewi Contoh' }).getAttribute('aria-checked')) === 'true') break
    await page.keyboard.press('ArrowDown')
  }
  await expect(field(page, 'Dewi Contoh')).toBeFocused()
  await page.keyboard.type(DEMO_SECRET, { delay: 80 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: m.areas.admissions, exact: true })).toBeVisible()
})

test('a wrong PIN says how many tries are left, empties the field and lets go on typing', async ({ page }) => {
  await tryPin(page, rina, '135791')
  await expect(page.getByText(m.refused.wrong(4))).toBeVisible()
  await expect(field(page, rina)).toHaveValue('')
  await expect(field(page, rina)).toBeFocused()
  await signIn(page, rina)
})

test.describe('over a restart', () => {
  // The browser itself reports each refused reconnection.
  test.use({ expected: /WebSocket connection to .* failed/ })

  test('too many wrong PINs keep one operator out, and nobody else', async ({ page, desk }) => {
    for (let tries = 0; tries < 5; tries += 1) {
      await tryPin(page, rina, `13579${tries}`)
      await expect(field(page, rina)).toHaveValue('')
      await expect(page.getByText(m.signIn.checking)).toHaveCount(0)
    }
    await expect(page.getByText(within('Coba lagi dalam'))).toBeVisible()
    await expect(page.getByRole('button', { name: m.signIn.enter })).toBeDisabled()
    await desk.stop()
    const again = await startDesk({ dataFolder: desk.dataFolder })
    try {
      await page.goto(again.url)
      await page.getByRole('radio', { name: rina }).click()
      await expect(page.getByText(within('Coba lagi dalam'))).toBeVisible()
      await expect(page.getByRole('radio', { name: rina })).toContainText('menunggu')
      await signIn(page, 'Sari Contoh')
    } finally {
      await again.stop()
    }
  })
})

test.describe('at a real desk', () => {
  test.use({ folder: 'hospital' })

  test('a disabled operator is not offered any more', async ({ page, desk }) => {
    await runLoketWith({}, desk.dataFolder, 'operator', 'disable', rina)
    await page.reload()
    await expect(page.getByRole('radio', { name: 'Sari Contoh' })).toBeVisible()
    await expect(page.getByRole('radio', { name: rina })).toHaveCount(0)
  })

  test('no PIN is told', async ({ page }) => {
    await expect(page.getByRole('radio', { name: rina })).toBeVisible()
    await expect(page.getByText(m.signIn.demoTitle)).toHaveCount(0)
    await expect(page.locator('body')).not.toContainText(DEMO_SECRET)
  })
})

test('many names are narrowed by typing', async ({ page, desk }) => {
  for (const name of ['Ayu Contoh', 'Bayu Contoh', 'Citra Contoh', 'Eka Contoh', 'Fajar Contoh'])
    await runLoketWith({ LOKET_NEW_PIN: '739164' }, desk.dataFolder, 'operator', 'add', name, '--role', 'clerk')
  await page.reload()
  await expect(page.getByRole('radio')).toHaveCount(10)
  await page.keyboard.press('F3')
  const filter = page.getByRole('textbox', { name: m.signIn.filter })
  await expect(filter).toBeFocused()
  await filter.fill('ayu')
  await expect(page.getByRole('radio')).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: 'Bayu Contoh' })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(field(page, 'Bayu Contoh')).toBeFocused()
})

test('a card scanned into the PIN field is not taken for a PIN', async ({ page }) => {
  await page.getByRole('radio', { name: rina }).click()
  await field(page, rina).fill('24')
  await scan(page, '3275025403929912')
  await expect(page.getByText(m.signIn.scanned)).toBeVisible()
  await expect(field(page, rina)).toHaveValue('24')
  await expect(page.getByText(within('salah'))).toHaveCount(0)
})

test('each role begins where its work is, and sees only its own parts', async ({ page }) => {
  test.setTimeout(120_000)
  const out = async (name: string) => {
    await operatorMenu(page, name).click()
    await page.getByRole('menuitem', { name: m.menu.signOut }).click()
    await expect(page.getByRole('heading', { name: m.signIn.title })).toBeVisible()
  }
  const tabs = page.getByRole('navigation', { name: m.areas.label }).getByRole('button')
  await signIn(page, rina)
  await expect(tabs).toHaveCount(0)
  await out(rina)
  await signIn(page, 'Dewi Contoh')
  await expect(page.getByRole('heading', { name: m.areas.admissions, exact: true })).toBeVisible()
  await expect(tabs).toHaveCount(0)
  await out('Dewi Contoh')
  await signIn(page, 'Budi Contoh')
  await expect(page.getByRole('heading', { name: id.settings.sections.operators, exact: true })).toBeVisible()
  await out('Budi Contoh')
  await signIn(page, 'Agus Contoh')
  await expect(tabs).toHaveText([m.areas.admissions, m.areas.audit])
  await page.keyboard.press('Alt+9')
  await expect(tabs.nth(1)).toHaveAttribute('aria-current', 'page')
  await page.keyboard.press('Alt+7')
  await expect(page.getByRole('heading', { name: m.areas.admissions, exact: true })).toBeVisible()
})

test('a new PIN is chosen by whoever knows the old one', async ({ page }) => {
  await signIn(page, rina)
  await operatorMenu(page, rina).click()
  await page.getByRole('menuitem', { name: m.menu.changeSecret }).click()
  const dialog = page.getByRole('dialog', { name: m.change.title })
  const fill = async (current: string, next: string, again = next) => {
    await dialog.getByLabel(m.change.current).fill(current)
    await dialog.getByLabel(m.change.next).fill(next)
    await dialog.getByLabel(m.change.again).fill(again)
    await dialog.getByRole('button', { name: m.change.save }).click()
  }
  await fill(DEMO_SECRET, '111111')
  await expect(dialog.getByText(m.strength.simple)).toBeVisible()
  await fill(DEMO_SECRET, '739164', '739165')
  await expect(dialog.getByText(m.change.differs)).toBeVisible()
  await fill('555666', '739164')
  await expect(dialog.getByText(within('salah'))).toBeVisible()
  await fill(DEMO_SECRET, '739164')
  await expect(page.getByText(m.change.done)).toBeVisible()
  await page.reload()
  await tryPin(page, rina, DEMO_SECRET)
  await expect(page.getByText(within('salah'))).toBeVisible()
  await tryPin(page, rina, '739164')
  await ready(page)
})

test('a hand-over note waits for the next operator until it was read', async ({ page }) => {
  const note = 'Pencetak loket macet dua kali.\nKertas ada di lemari kiri.'
  await signIn(page, rina)
  await operatorMenu(page, rina).click()
  await page.getByRole('menuitem', { name: m.menu.handOver }).click()
  await page.getByRole('textbox', { name: m.handOver.note }).fill(note)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(m.handOver.done)).toBeVisible()
  await page.reload()
  // It is for the others, not for whoever wrote it.
  await signIn(page, rina)
  await page.reload()
  const enter = async () => {
    await tryPin(page, 'Sari Contoh', DEMO_SECRET)
    await expect(page.getByRole('heading', { name: m.handOver.title })).toBeVisible()
  }
  await enter()
  await expect(page.getByText('Kertas ada di lemari kiri.')).toBeVisible()
  await page.keyboard.press('Escape')
  await ready(page)
  await page.reload()
  await enter()
  await page.keyboard.press('Control+Enter')
  await ready(page)
  await page.reload()
  await signIn(page, 'Sari Contoh')
})

test('the strip says how the backups stand, and anybody may look why', async ({ page }) => {
  await signIn(page, rina)
  await page.getByRole('contentinfo').getByRole('button', { name: m.backup.word }).click()
  const dialog = page.getByRole('dialog', { name: m.backup.title })
  await expect(dialog).toContainText(m.backup.lastGood)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

for (const [language, messages] of [
  ['Indonesian', id],
  ['English', en],
] as const) {
  test(`sign-in, its refusal and the operator’s menu are clean by axe in ${language}`, async ({ page }) => {
    const axe = async () => {
      const { violations } = await axeOf(page).analyze()
      expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html.slice(0, 160))])).toEqual([])
    }
    if (messages === en) await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
    await expect(page.getByRole('heading', { name: messages.accounts.signIn.title })).toBeVisible()
    await axe()
    await field(page, 'Agus Contoh', messages)
      .or(page.getByRole('radio', { name: 'Agus Contoh' }))
      .first()
      .click()
    await page.getByLabel(messages.accounts.signIn.secretOf('Agus Contoh')).fill('135791')
    await page.keyboard.press('Enter')
    await expect(page.getByText(messages.accounts.refused.wrong(4))).toBeVisible()
    await axe()
    await signIn(page, 'Agus Contoh', messages)
    await operatorMenu(page, 'Agus Contoh').click()
    await expect(page.getByRole('menuitem', { name: messages.accounts.menu.signOut })).toBeVisible()
    await axe()
    await page.getByRole('menuitem', { name: messages.accounts.menu.changeSecret }).click()
    await expect(page.getByRole('dialog', { name: messages.accounts.change.title })).toBeVisible()
    await axe()
  })
}
