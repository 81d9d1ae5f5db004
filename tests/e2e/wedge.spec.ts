import { sendBurst } from '../support/scanner.ts'
import {
  chooseCare,
  expect,
  expectVerdict,
  id,
  keyField,
  scan,
  test,
  typeSlowly,
  verdict,
  within,
} from './desk-test.ts'

const m = id.desk
const ahmad = '3275021508909901'
const siti = '3275025403929912'

test('a scan with the focus in the medical record field is taken as a scan and leaves nothing in the field', async ({
  page,
}) => {
  await scan(page, ahmad)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  const record = page.getByRole('textbox', { name: m.form.medicalRecord })
  await typeSlowly(record, 'RM-77')
  await expect(record).toBeFocused()
  const values: string[] = []
  await page.exposeFunction('sawValue', (value: string) => values.push(value))
  await record.evaluate((field: HTMLInputElement) => {
    field.addEventListener('input', () => {
      void (window as unknown as { sawValue: (value: string) => void }).sawValue(field.value)
    })
  })
  await scan(page, siti)
  // What was typed for Ahmad is not thrown away without a word.
  const dialog = page.getByRole('dialog', { name: m.dialogs.scannedTitle })
  await expect(dialog).toBeVisible()
  await expect(record).toHaveValue('RM-77')
  // The first four digits reach the field before a scanner is certain; the last value that the field had is the clerk's own.
  expect(values.at(-1) ?? 'RM-77').toBe('RM-77')
  await dialog.getByRole('button', { name: within(m.dialogs.scannedYes) }).click()
  await expect(page.getByRole('heading', { name: 'Siti Contoh' })).toBeVisible()
})

test('a scan with the focus on the family’s filter chooses nobody by its digits', async ({ page }) => {
  await scan(page, '3275021203159921')
  await expect(page.getByRole('heading', { name: id.family.title })).toBeVisible()
  await scan(page, ahmad)
  await expect(page.getByRole('heading', { name: 'Ahmad Contoh' })).toBeVisible()
  await expect(page.getByRole('heading', { name: id.family.title })).toHaveCount(0)
})

test('a scan while a supervisor is asked changes neither the patient nor the PIN, and says so', async ({ page }) => {
  await scan(page, '3275020302859931')
  await expectVerdict(page, 'ineligible')
  await page.keyboard.press('Alt+p')
  const dialog = page.getByRole('dialog', { name: m.approval.titles.override })
  const pin = dialog.getByLabel(id.accounts.signIn.secretOf('Sari Contoh'))
  await typeSlowly(pin, '24')
  await scan(page, ahmad)
  await expect(dialog.getByText(m.approval.scanned)).toBeVisible()
  await expect(pin).toHaveValue('24')
  await expect(page.getByRole('heading', { name: 'Rahmat Contoh' })).toBeAttached()
})

test('a scan while a list is only shown brings the next patient', async ({ page }) => {
  await page.keyboard.press('F1')
  await expect(page.getByRole('dialog', { name: m.dialogs.shortcutsTitle })).toBeVisible()
  await scan(page, ahmad)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Ahmad Contoh' })).toBeVisible()
})

test('the same card again within three seconds is one scan; another card is not', async ({ page }) => {
  await scan(page, ahmad)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  const again = await page.evaluate(() => performance.now())
  await scan(page, siti)
  await scan(page, siti)
  await expect(page.getByRole('heading', { name: 'Siti Contoh' })).toBeVisible()
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await scan(page, siti)
  if ((await page.evaluate(() => performance.now())) - again < 2_900) {
    // A second look-up would have brought outpatient care back.
    await expectVerdict(page, 'eligible')
  }
})

test('the same card right after the desk was cleared is meant, and answered', async ({ page }) => {
  await scan(page, ahmad)
  await expect(page.getByRole('heading', { name: 'Ahmad Contoh' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(verdict(page)).toHaveCount(0)
  await scan(page, ahmad)
  await expect(page.getByRole('heading', { name: 'Ahmad Contoh' })).toBeVisible()
})

for (const afterKeys of [1, 3, 4, 9])
  test(`a scan that the machine delays after ${afterKeys} keys is read whole`, async ({ page }) => {
    await page.waitForTimeout(700)
    await sendBurst(page, ahmad, 'Enter', { afterKeys, ms: 200 })
    await expect(page.getByRole('heading', { name: 'Ahmad Contoh' })).toBeVisible()
    await expect(keyField(page)).toHaveValue('3275 0215 0890 9901')
  })

test('a scan in two pieces is refused in words, and neither piece is looked up or left in a field', async ({
  page,
}) => {
  const field = keyField(page)
  await page.waitForTimeout(1_000)
  // The last thirteen digits would be a JKN number of their own.
  await sendBurst(page, ahmad, 'Enter', { afterKeys: 3, ms: 450 })
  await expect(page.getByText(id.scan.notWhole)).toBeVisible()
  await expect(page.locator('main[data-state="idle"]')).toBeVisible()
  await expect(field).toHaveValue('')
})

test('the page being busy cuts no scan in two, with a key at its end or without', async ({ page }) => {
  for (const [text, ending, who] of [
    [ahmad, 'none', 'Ahmad Contoh'],
    [siti, 'Enter', 'Siti Contoh'],
  ] as const) {
    await page.waitForTimeout(200)
    await sendBurst(page, text.slice(0, 9), 'none')
    const busy = page.evaluate(() => {
      const until = performance.now() + 900
      while (performance.now() < until);
    })
    await sendBurst(page, text.slice(9), ending)
    await busy
    await expect(page.getByRole('heading', { name: who })).toBeVisible()
  }
})

test('both Enters of CR and LF act on nothing, also with the focus on a button', async ({ page }) => {
  await page.getByRole('button', { name: within(m.listen.emergency) }).focus()
  await scan(page, ahmad, 'CR+LF')
  await expectVerdict(page, 'awaiting-referral')
  await expect(page.getByRole('heading', { name: 'Ahmad Contoh' })).toBeVisible()
  await expect(page.getByRole('heading', { name: m.form.emergency.formTitle })).toHaveCount(0)
})

test('a scan is heard after the focus went into a frame, as of a printed letter', async ({ page }) => {
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.title = 'PDF'
    document.body.append(frame)
    frame.contentWindow?.focus()
    frame.focus()
  })
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('IFRAME')
  await scan(page, ahmad)
  await expect(page.getByRole('heading', { name: 'Ahmad Contoh' })).toBeVisible()
})

test.describe('where nobody admits', () => {
  test.use({ as: 'Dewi Contoh' })

  test('a scan is said not to be used in the lists', async ({ page }) => {
    await scan(page, ahmad)
    await expect(page.getByText(id.scan.notHere)).toBeVisible()
  })
})

test.describe('a desk that is not set up', () => {
  test.use({ folder: 'unused', as: null })

  test('says that a scan is not used yet', async ({ page }) => {
    await page.getByRole('heading').first().waitFor()
    await scan(page, ahmad)
    await expect(page.getByText(id.scan.notReady)).toBeVisible()
  })
})

test('keys and buttons lead back to the field: F2, and Escape clears', async ({ page }) => {
  await scan(page, ahmad)
  await expectVerdict(page, 'awaiting-referral')
  await page.keyboard.press('F2')
  await expect(keyField(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(verdict(page)).toHaveCount(0)
})

test('Escape asks before it throws away what was typed', async ({ page }) => {
  await scan(page, ahmad)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await typeSlowly(page.getByRole('textbox', { name: m.form.medicalRecord }), 'RM-1')
  await page.keyboard.press('Escape')
  const dialog = page.getByRole('dialog', { name: m.dialogs.clearTitle })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: m.form.medicalRecord })).toHaveValue('RM-1')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Enter')
  await expect(verdict(page)).toHaveCount(0)
})
