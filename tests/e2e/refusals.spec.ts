import type { Page } from '@playwright/test'
import { refused } from '../support/refused-people.ts'
import { addDays } from '../../shared/domain/dates.ts'
import { today } from '../support/data-folders.ts'
import { chooseCare, expect, expectVerdict, id, scan, test, within } from './desk-test.ts'

const m = id.desk.form
const change = (label: string) => `${id.common.change}: ${label}`

test.use({ folder: 'hospital' })

/** What the clerk reads: the title of the ground, and the beginning of its next step. */
async function expectRefused(page: Page, title: string, next: string): Promise<void> {
  const panel = await expectVerdict(page, 'ineligible')
  const reason = panel.getByRole('listitem').filter({ hasText: title })
  await expect(reason).toContainText(title)
  await expect(reason).toContainText(id.verdict.nextStep)
  await expect(reason).toContainText(next)
}

async function referral(page: Page, origin: string, daysAgo: number): Promise<void> {
  const [year, month, day] = addDays(today(), -daysAgo).split('-')
  await page.getByRole('radiogroup', { name: m.referralOrigin }).getByText(origin, { exact: true }).click()
  await page.getByRole('textbox', { name: m.referralDate, exact: true }).fill(`${day}-${month}-${year}`)
}

// In emergency care no referral is asked, so that the ground of the roster stands alone.
const ofTheRoster: [code: string, key: string, title: string, next: string][] = [
  ['membership-not-started', refused.notStarted, 'Kepesertaan belum mulai', 'Periksa tanggal layanannya'],
  ['membership-ended', refused.ended, 'Kepesertaan sudah berakhir', 'Arahkan memperpanjang ke Dinas Kesehatan'],
  ['membership-suspended', refused.suspended, 'Kepesertaan sedang ditangguhkan', 'Arahkan ke Dinas Kesehatan'],
  ['moved-away', refused.moved, 'Tercatat di luar wilayah program', 'Cocokkan alamat di KTP'],
  ['deceased', refused.deceased, 'Tercatat telah meninggal', 'Cocokkan KTP dengan orangnya'],
  ['residence-too-short', refused.newResident, 'Belum cukup lama menjadi warga', 'Memenuhi syarat mulai'],
  ['jkn-active', refused.jknActive, 'Pasien punya JKN yang aktif', 'Arahkan ke Loket BPJS'],
  ['jkn-not-active', refused.jknInactive, 'JKN belum aktif', 'BPJS'],
  ['card-blocked', refused.blockedCard, 'Kartu ini diblokir', 'Ketik NIK dari KTP atau KK'],
]

for (const [code, key, title, next] of ofTheRoster) {
  test(`${code}: says so with its next step, and offers the emergency path`, async ({ page }) => {
    await scan(page, key)
    await expectVerdict(page, 'ineligible')
    await chooseCare(page, 'igd')
    await expectRefused(page, title, next)
    await expect(page.getByRole('button', { name: within(m.emergency.give) })).toBeVisible()
    await expect(page.getByRole('button', { name: within(m.issue) })).toHaveCount(0)
  })
}

test('referral-missing: asks for the referral before it refuses', async ({ page }) => {
  await scan(page, refused.nothing)
  const panel = await expectVerdict(page, 'awaiting-referral')
  await expect(panel).toContainText(id.verdict.awaitingNext)
  await expect(page.getByRole('radiogroup', { name: m.referralOrigin })).toBeVisible()
  await expect(page.getByRole('button', { name: within(m.issue) })).toHaveCount(0)
})

test('referral-missing: stands beside another ground, which no referral mends', async ({ page }) => {
  await scan(page, refused.suspended)
  await expectRefused(page, 'Surat rujukan belum ada', 'Bila suratnya ada, isi di formulir')
})

test('referral-wrong-origin: names what is accepted, and a right origin mends it', async ({ page }) => {
  await scan(page, refused.nothing)
  await expectVerdict(page, 'awaiting-referral')
  await referral(page, 'Klinik', 3)
  await expectRefused(page, 'Asal rujukan tidak sesuai', 'puskesmas atau rumah sakit')
  await page.getByRole('radiogroup', { name: m.referralOrigin }).getByText('Puskesmas', { exact: true }).click()
  await expectVerdict(page, 'eligible')
})

test('referral-expired: says how old the letter may be', async ({ page }) => {
  await scan(page, refused.nothing)
  await expectVerdict(page, 'awaiting-referral')
  await referral(page, 'Puskesmas', 100)
  await expectRefused(page, 'Surat rujukan sudah lewat masa', 'Minta rujukan baru')
  await expect(page.getByText('umurnya 100 hari')).toBeVisible()
})

test('ward-class-too-high: the guaranteed class mends it', async ({ page }) => {
  await scan(page, refused.nothing)
  await chooseCare(page, 'rawat-inap')
  await expectVerdict(page, 'awaiting-referral')
  await referral(page, 'Puskesmas', 3)
  await expectVerdict(page, 'eligible')
  // The referral folds away when it is left; then the other answers are in sight.
  await page.getByRole('textbox', { name: m.medicalRecord }).focus()
  await page.getByRole('button', { name: change(m.wardClass) }).click()
  const classes = page.getByRole('radiogroup', { name: m.wardClass })
  await classes.getByText(m.wardClassName('1'), { exact: true }).click()
  await expectRefused(page, 'Kelas yang diminta di atas jaminan', 'Pilih kelas 3')
})

test('other-insurance: recorded at the desk, and taken back there', async ({ page }) => {
  await scan(page, refused.nothing)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await page.getByRole('button', { name: change(m.otherPayer) }).click()
  await page.getByRole('radiogroup', { name: m.otherPayer }).getByText(m.otherPayerYes, { exact: true }).click()
  await expectRefused(page, 'Ada penjamin lain', 'Layani dengan penjamin itu')
})

test('accident-other-payer: sends traffic to Jasa Raharja and work to BPJS Ketenagakerjaan', async ({ page }) => {
  await scan(page, refused.nothing)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  const accident = page.getByRole('radiogroup', { name: m.accident })
  await accident.getByText(m.accidentShort.traffic, { exact: true }).click()
  await expectRefused(page, 'Jasa Raharja menanggung lebih dulu', 'Jasa Raharja')
})

test('hospital-not-contracted: no agreement for this kind of care', async ({ page }) => {
  await scan(page, refused.nothing)
  await chooseCare(page, 'persalinan')
  await expectRefused(page, 'Rumah sakit belum bekerja sama', 'Rujuk ke rumah sakit yang bekerja sama')
})

test('a refused patient may be taken as a patient who pays, after the question', async ({ page }) => {
  await scan(page, refused.suspended)
  await expectVerdict(page, 'ineligible')
  await page.keyboard.press('Alt+u')
  const dialog = page.getByRole('dialog', { name: id.desk.dialogs.umumTitle })
  await expect(dialog).toContainText(id.desk.dialogs.umumSay)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(id.desk.notices.umumRecorded)).toBeVisible()
})

test.describe('a private hospital', () => {
  test.use({ folder: 'private' })

  test('hospital-not-government: the programme pays only at government hospitals', async ({ page }) => {
    await scan(page, refused.nothing)
    await chooseCare(page, 'igd')
    await expectRefused(page, 'Hanya di rumah sakit pemerintah', 'Rujuk ke RSUD')
  })

  test('referral-wrong-origin: a private hospital takes referrals from hospitals only', async ({ page }) => {
    await scan(page, refused.nothing)
    await expectVerdict(page, 'ineligible')
    await page.keyboard.press('Alt+r')
    await referral(page, 'Puskesmas', 3)
    await expectRefused(page, 'Asal rujukan tidak sesuai', 'rumah sakit')
  })
})
