import type { Page } from '@playwright/test'
import { DEMO_SECRET } from '../../electron/core/demo/demo-hospital.ts'
import { axeOf } from '../support/axe.ts'
import { corePid } from '../support/core-process.ts'
import { chooseCare, en, expect, expectVerdict, id, operatorMenu, ready, scan, signIn, test } from './desk-test.ts'

const m = id.accounts
const rina = 'Rina Contoh'
const siti = { nik: '3275025403929912', name: 'Siti', record: 'RM-77-88' }

/** A patient before the clerk, with something typed for them. */
async function halfway(page: Page): Promise<void> {
  await scan(page, siti.nik)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await page.getByRole('textbox', { name: id.desk.form.medicalRecord }).fill(siti.record)
}

async function unlock(page: Page, name = rina): Promise<void> {
  await page.getByLabel(m.signIn.secretOf(name)).fill(DEMO_SECRET)
  await page.keyboard.press('Enter')
}

const locked = (page: Page) => expect(page.getByRole('heading', { name: m.lock.title })).toBeVisible()

/** Every text, attribute, field and frame of the page. */
async function everythingIn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const values = [...document.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value)
    const frames = [...document.querySelectorAll('iframe')].map((frame) => `frame ${frame.title}`)
    return [document.title, document.documentElement.outerHTML, ...values, ...frames].join('\n')
  })
}

test('Ctrl L takes everything of the patient out of the page, and the PIN brings it back as it was', async ({
  page,
}) => {
  await halfway(page)
  await page.keyboard.press('Control+l')
  await locked(page)
  const all = await everythingIn(page)
  for (const trace of [siti.nik, siti.nik.slice(-4), siti.name, siti.record, 'frame PDF'])
    expect(all).not.toContain(trace)
  await expect(page.getByText(m.lock.say(rina))).toBeVisible()
  await unlock(page)
  await expectVerdict(page, 'eligible')
  await expect(page.getByRole('textbox', { name: id.desk.form.medicalRecord })).toHaveValue(siti.record)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: id.desk.admissions.issuedTitle })).toBeVisible()
})

test('a printed letter does not stay in the locked page', async ({ page }) => {
  await halfway(page)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(id.desk.admissions.printDone(1))).toBeVisible()
  await expect(page.locator('iframe[title="PDF"]')).toHaveCount(1)
  await page.keyboard.press('Control+l')
  await locked(page)
  await expect(page.locator('iframe')).toHaveCount(0)
  expect(await everythingIn(page)).not.toContain(siti.name)
})

test('a scan while the desk is locked is said to be unused, and nothing of it is kept', async ({ page }) => {
  await page.keyboard.press('Control+l')
  await locked(page)
  await scan(page, siti.nik)
  await expect(page.getByText(m.lock.scanned)).toBeVisible()
  await expect(page.getByLabel(m.signIn.secretOf(rina))).toHaveValue('')
  await unlock(page)
  await ready(page)
})

test('another operator begins with an empty desk', async ({ page }) => {
  await halfway(page)
  await operatorMenu(page, rina).click()
  await page.getByRole('menuitem', { name: m.menu.switch }).click()
  await expect(page.getByText(m.lock.otherSay)).toBeVisible()
  await signIn(page, 'Sari Contoh')
  expect(await everythingIn(page)).not.toContain(siti.record)
  await expect(page.getByRole('region', { name: id.verdict.headLabel, exact: true })).toHaveCount(0)
})

test('somebody else may look who is there, and go back to the lock', async ({ page }) => {
  await page.keyboard.press('Control+l')
  await locked(page)
  await page.getByRole('button', { name: m.lock.other }).click()
  await expect(page.getByRole('heading', { name: m.signIn.title })).toBeVisible()
  await page.getByRole('button', { name: m.lock.back }).click()
  await locked(page)
})

test('signing out leaves nothing, not even for the same operator', async ({ page }) => {
  await halfway(page)
  await operatorMenu(page, rina).click()
  await page.getByRole('menuitem', { name: m.menu.signOut }).click()
  await signIn(page, rina)
  expect(await everythingIn(page)).not.toContain(siti.record)
})

test('a reloaded page asks for the PIN', async ({ page }) => {
  await page.reload()
  await expect(page.getByRole('heading', { name: m.signIn.title })).toBeVisible()
  await signIn(page, rina)
})

test('the desk locks itself when nobody touches it, and throws away what was there after a longer while', async ({
  page,
}) => {
  // Before the page starts: a timer of the real clock could not be ended by the other one.
  await page.clock.install()
  await page.reload()
  await signIn(page, rina)
  await halfway(page)
  await page.clock.fastForward('04:30')
  await expectVerdict(page, 'eligible')
  await page.clock.fastForward('05:10')
  await locked(page)
  await expect(page.getByText(m.lock.kept)).toBeVisible()
  await page.clock.fastForward('16:00')
  await expect(page.getByText(m.lock.cleared)).toBeVisible()
  await unlock(page)
  await ready(page)
  expect(await everythingIn(page)).not.toContain(siti.record)
})

test('what the core said of the session before the PIN came does not lock the desk again when it arrives late', async ({
  page,
}) => {
  await page.clock.install()
  const late: (() => void)[] = []
  let isHolding = false
  await page.routeWebSocket(/\/rpc/, (ws) => {
    const core = ws.connectToServer()
    core.onMessage((message) => {
      if (isHolding && String(message).includes('"lockedBy":"')) late.push(() => ws.send(message))
      else ws.send(message)
    })
  })
  await page.reload()
  await signIn(page, rina)
  await page.keyboard.press('Control+l')
  await locked(page)
  isHolding = true
  // The page asks anew every minute.
  await page.clock.fastForward('01:01')
  await expect.poll(() => late.length).toBeGreaterThan(0)
  await unlock(page)
  await ready(page)
  isHolding = false
  for (const send of late) send()
  await page.clock.fastForward('00:01')
  await ready(page)
  await expect(page.getByRole('heading', { name: m.lock.title })).toHaveCount(0)
})

test.describe('the core ends', () => {
  // The browser itself reports each refused reconnection.
  test.use({ expected: /WebSocket connection to .* failed/ })

  test('and comes back: the session goes on without a PIN', async ({ page, desk }) => {
    await halfway(page)
    process.kill(corePid(desk.pid), 'SIGKILL')
    await expect(page.getByText(id.desk.connection.down)).toBeVisible()
    await expect(page.getByText(id.desk.connection.down)).toHaveCount(0, { timeout: 15_000 })
    await expect(page.getByRole('textbox', { name: id.desk.form.medicalRecord })).toHaveValue(siti.record)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('heading', { name: id.desk.admissions.issuedTitle })).toBeVisible()
  })

  test('while the desk is locked: it stays locked', async ({ page, desk }) => {
    await halfway(page)
    await page.keyboard.press('Control+l')
    await locked(page)
    process.kill(corePid(desk.pid), 'SIGKILL')
    await expect(page.getByRole('button', { name: m.lock.unlock })).toBeDisabled()
    await expect(page.getByRole('button', { name: m.lock.unlock })).toBeEnabled({ timeout: 15_000 })
    await locked(page)
    await unlock(page)
    await expect(page.getByRole('textbox', { name: id.desk.form.medicalRecord })).toHaveValue(siti.record)
  })
})

for (const [language, messages] of [
  ['Indonesian', id],
  ['English', en],
] as const) {
  test(`the lock is clean by axe in ${language}`, async ({ page }) => {
    if (messages === en) await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
    await page.keyboard.press('Control+l')
    await expect(page.getByRole('heading', { name: messages.accounts.lock.title })).toBeVisible()
    const { violations } = await axeOf(page).analyze()
    expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html.slice(0, 160))])).toEqual([])
  })
}

test('whoever is disabled while at work is not waited for: the desk asks who is there', async ({
  page,
  context,
  desk,
}) => {
  await halfway(page)
  const other = await context.newPage()
  await other.goto(desk.url)
  await signIn(other, 'Budi Contoh')
  const { operators } = id.settings
  await other.getByRole('button', { name: operators.editOf(rina) }).click()
  await other.getByRole('dialog').getByRole('button', { name: operators.disable }).click()
  await expect(other.getByText(operators.disableSay)).toBeVisible()
  await other.getByRole('dialog').getByRole('button', { name: operators.disable }).click()

  await expect(page.getByRole('heading', { name: m.signIn.title })).toBeVisible()
  await expect(page.getByText(m.lock.say(rina))).toHaveCount(0)
  await expect(page.getByRole('radio', { name: rina })).toHaveCount(0)
  expect(await everythingIn(page)).not.toContain(siti.record)
  await signIn(page, 'Sari Contoh')
  expect(await everythingIn(page)).not.toContain(siti.record)
})
