import { DEMO_SECRET } from '../../electron/core/demo/demo-hospital.ts'
import { expect, expectVerdict, id, keyField, ready, scan, test, verdict } from './desk-test.ts'

const m = id.accounts
const rahmat = '3275020302859931'

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('a patient who was only looked at does not wait behind the lock', async ({ page }) => {
  await scan(page, rahmat)
  await expectVerdict(page, 'ineligible')
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { name: m.lock.title })).toBeVisible()
  await page.getByLabel(m.signIn.secretOf('Rina Contoh')).fill(DEMO_SECRET)
  await page.keyboard.press('Enter')
  await ready(page)
  await expect(verdict(page)).toHaveCount(0)
  await expect(keyField(page)).toHaveValue('')
})

test('a lock in the middle of an approval leaves neither PIN nor patient, and gives nothing', async ({ page }) => {
  await scan(page, rahmat)
  await expectVerdict(page, 'ineligible')
  await page.keyboard.press('Alt+p')
  const dialog = page.getByRole('dialog', { name: id.desk.approval.titles.override })
  await dialog.getByRole('textbox', { name: id.desk.approval.reason }).fill('Disetujui direktur')
  await dialog.getByLabel(m.signIn.secretOf('Sari Contoh')).fill('246')
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { name: m.lock.title })).toBeVisible()
  await expect(dialog).toHaveCount(0)
  const all = await page.content()
  for (const trace of ['Rahmat', rahmat, 'Disetujui direktur']) expect(all).not.toContain(trace)
})
