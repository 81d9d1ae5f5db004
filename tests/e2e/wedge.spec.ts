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
