import type { Locator, Page } from '@playwright/test'
import { readPdf } from '../electron/core/letters/read-pdf.ts'
import { approve, supervisorPin } from '../support/approving.ts'
import { printed } from '../support/page-printer.ts'
import { admissionsOf } from '../support/run-loket.ts'
import { refused } from '../support/refused-people.ts'
import { chooseCare, expect, expectVerdict, id, ready, scan, test } from './desk-test.ts'

const m = id.desk
const a = m.approval
const rahmat = '3275020302859931'
const bima = '3275020907199914'
const ahmad = '3275021508909901'

async function letterText(page: Page, count = 1): Promise<string> {
  await expect.poll(async () => (await printed(page)).length).toBe(count)
  const { pages } = await readPdf((await printed(page)).at(-1) ?? new Uint8Array())
  expect(pages).toHaveLength(1)
  return pages[0] ?? ''
}

async function admitAhmad(page: Page): Promise<void> {
  await scan(page, ahmad)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(m.admissions.printDone(1))).toBeVisible()
  await page.keyboard.press('Escape')
  await ready(page)
}

async function openFromToday(page: Page, name: string): Promise<Locator> {
  await page.getByRole('table', { name: m.admissions.today }).getByRole('button', { name }).click()
  return page.getByRole('dialog', { name: m.admissions.detail.title })
}

test('a refusal is overridden by a supervisor, who is named on the letter and in the list', async ({ page, desk }) => {
  await scan(page, rahmat)
  await expectVerdict(page, 'ineligible')
  await page.keyboard.press('Alt+p')
  const dialog = page.getByRole('dialog', { name: a.titles.override })
  await expect(dialog.getByRole('textbox', { name: a.reason })).toBeFocused()
  await expect(dialog).toContainText('punya JKN aktif')

  // Nothing is sent without a reason; the PIN stays out of sight.
  await supervisorPin(dialog).fill('135791')
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByText(a.reasonWanted)).toBeVisible()
  await expect(supervisorPin(dialog)).toHaveAttribute('type', 'password')

  await approve(page, a.titles.override, 'Disetujui direktur lewat telepon', '135791')
  await expect(dialog.getByText(/Sisa \d+ kali mencoba/)).toBeVisible()
  await expect(supervisorPin(dialog)).toHaveValue('')
  await expect(supervisorPin(dialog)).toBeFocused()
  expect(await printed(page)).toEqual([])

  await approve(page, a.titles.override, null)
  await expect(page.getByRole('heading', { name: m.admissions.issuedTitle })).toBeVisible()
  const text = await letterText(page)
  expect(text).toContain('Dengan persetujuan penyelia di luar ketentuan')
  expect(text).toContain('Disetujui penyelia Sari Contoh: Disetujui direktur lewat telepon.')
  expect(text).toContain('Dikecualikan: punya JKN aktif')
  expect(text).toContain('Rina Contoh')

  await page.keyboard.press('Escape')
  await ready(page)
  const row = page.getByRole('table', { name: m.admissions.today }).getByRole('row').filter({ hasText: 'Rahmat' })
  await expect(row).toContainText(a.tag.override)
  const drawer = await openFromToday(page, 'Rahmat Contoh')
  await expect(drawer).toContainText('Disetujui direktur lewat telepon')
  await expect(drawer).toContainText(a.purpose.override)
  expect(await admissionsOf(desk.dataFolder)).toMatchObject([
    {
      state: 'guaranteed',
      evidence: { verdict: 'ineligible' },
      approval: { purpose: 'override', by: 'Sari Contoh' },
    },
  ])
})

test('Escape leaves the approval and nothing is issued; the patient is still there', async ({ page, desk }) => {
  await scan(page, rahmat)
  await expectVerdict(page, 'ineligible')
  await page.getByRole('button', { name: a.ask }).click()
  await expect(page.getByRole('dialog', { name: a.titles.override })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expectVerdict(page, 'ineligible')
  expect(await admissionsOf(desk.dataFolder)).toEqual([])
})

test('a choice between two records is issued once a supervisor has seen it', async ({ page }) => {
  await scan(page, bima)
  await expectVerdict(page, 'review')
  await chooseCare(page, 'igd')
  await page.getByRole('button', { name: id.verdict.review.choose('B') }).click()
  await page.getByRole('textbox', { name: id.verdict.review.reason }).fill('KK asli diperlihatkan')
  await page.keyboard.press('Control+Enter')
  await approve(page, a.titles.review, 'KK asli sudah saya lihat')
  await expect(page.getByRole('heading', { name: m.admissions.issuedTitle })).toBeVisible()
  const text = await letterText(page)
  expect(text).toContain('Ditetapkan petugas: data ke-2 yang dipakai. Alasan: KK asli diperlihatkan')
  expect(text).toContain('Disetujui penyelia Sari Contoh: KK asli sudah saya lihat.')
})

test('a clerk voids and corrects a letter with a supervisor; Escape in between loses nothing', async ({ page }) => {
  await admitAhmad(page)
  const drawer = await openFromToday(page, 'Ahmad Contoh')
  await drawer.getByRole('button', { name: m.admissions.detail.amend }).click()
  await drawer.getByRole('textbox', { name: m.form.medicalRecord }).fill('RM-77')
  await drawer.getByRole('textbox', { name: m.admissions.detail.reason, exact: true }).fill('lupa dicatat')
  await page.keyboard.press('Control+Enter')
  const asked = page.getByRole('dialog', { name: a.titles.amend })
  await expect(asked.getByRole('textbox', { name: a.reason })).toHaveValue('lupa dicatat')
  await page.keyboard.press('Escape')
  await expect(asked).toHaveCount(0)
  await expect(drawer.getByRole('textbox', { name: m.form.medicalRecord })).toHaveValue('RM-77')
  await page.keyboard.press('Control+Enter')
  await approve(page, a.titles.amend, null)
  await expect(drawer.getByText(m.admissions.detail.changed)).toBeVisible()
  await expect(drawer).toContainText('RM-77')

  await drawer.getByRole('button', { name: m.admissions.detail.void }).click()
  await drawer.getByRole('textbox', { name: m.admissions.detail.reason, exact: true }).fill('salah pasien')
  await page.keyboard.press('Control+Enter')
  await approve(page, a.titles.void, 'Sudah saya periksa')
  await expect(drawer.getByText(m.admissions.detail.voided('000001'))).toBeVisible()
})

test.describe('a supervisor', () => {
  test.use({ as: 'Sari Contoh' })

  test('voids a letter without asking anybody', async ({ page }) => {
    await admitAhmad(page)
    const drawer = await openFromToday(page, 'Ahmad Contoh')
    await drawer.getByRole('button', { name: m.admissions.detail.void }).click()
    await drawer.getByRole('textbox', { name: m.admissions.detail.reason, exact: true }).fill('salah pasien')
    await page.keyboard.press('Control+Enter')
    await expect(drawer.getByText(m.admissions.detail.voided('000001'))).toBeVisible()
  })
})

test.describe('with one person for each refusal', () => {
  test.use({ folder: 'hospital' })

  test('a provisional guarantee that the papers do not carry becomes a full one by approval', async ({ page }) => {
    await scan(page, refused.suspended)
    await expectVerdict(page, 'ineligible')
    await page.keyboard.press('F9')
    await expectVerdict(page, 'ineligible')
    await page.keyboard.press('F9')
    await expect(page.getByRole('heading', { name: m.admissions.issuedProvisional })).toBeVisible()
    await expect(page.getByText(m.admissions.printDone(1))).toBeVisible()
    await page.keyboard.press('Escape')
    await ready(page)
    const drawer = await openFromToday(page, 'Tunda Contoh')
    await drawer.getByRole('button', { name: m.admissions.detail.confirm }).click()
    await drawer.getByRole('checkbox', { name: m.admissions.detail.confirmIdentity }).check()
    await page.keyboard.press('Control+Enter')
    await expect(drawer.getByText(m.admissions.detail.outcome['not-eligible'])).toBeVisible()
    await page.keyboard.press('Alt+p')
    await approve(page, a.titles.override, 'Keluarga diverifikasi Dinas Sosial')
    await expect(drawer.getByText(m.admissions.detail.nowGuaranteed)).toBeVisible()
    expect(await letterText(page, 2)).toContain('Dikecualikan: kepesertaan ditangguhkan')
  })

  test('nobody is asked about a person who is recorded as deceased', async ({ page }) => {
    await scan(page, refused.deceased)
    await expectVerdict(page, 'ineligible')
    await expect(page.getByRole('button', { name: a.ask })).toHaveCount(0)
    await page.keyboard.press('Alt+p')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
})

test.describe('with data that is too old', () => {
  test.use({ folder: 'stale' })

  test('a supervisor relies on it, and the letter says so', async ({ page }) => {
    await scan(page, refused.nothing)
    await expectVerdict(page, 'stale')
    await page.keyboard.press('Alt+p')
    await expect(page.getByRole('dialog')).toContainText(a.stale)
    await approve(page, a.titles.override, 'Dinas memastikan lewat telepon')
    await expect(page.getByRole('heading', { name: m.admissions.issuedTitle })).toBeVisible()
    expect(await letterText(page)).toContain('Dikecualikan: data peserta terlalu lama')
  })
})

test('the next card over a half-filled form names the reason for the question', async ({ page }) => {
  await scan(page, ahmad)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await page.getByRole('textbox', { name: m.form.medicalRecord }).fill('RM-77')
  await scan(page, rahmat)
  const dialog = page.getByRole('dialog', { name: m.dialogs.scannedTitle })
  await expect(dialog).toContainText(m.dialogs.scannedSay)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'Rahmat Contoh' })).toBeVisible()
})

test('F9 pressed again before the answer came gives the provisional guarantee all the same', async ({ page }) => {
  await scan(page, rahmat)
  await expectVerdict(page, 'ineligible')
  await page.keyboard.press('F9')
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { name: m.admissions.issuedProvisional })).toBeVisible()
})

test('on a low screen the button that approves stays in sight', async ({ page }) => {
  await page.setViewportSize({ width: 1093, height: 614 })
  await scan(page, rahmat)
  await expectVerdict(page, 'ineligible')
  await page.keyboard.press('Alt+p')
  const dialog = page.getByRole('dialog', { name: a.titles.override })
  await expect(dialog.getByRole('button', { name: a.approve })).toBeInViewport({ ratio: 1 })
  await supervisorPin(dialog).focus()
  await expect(supervisorPin(dialog)).toBeInViewport({ ratio: 1 })
})
