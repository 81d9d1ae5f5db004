import { approve } from '../support/approving.ts'
import { printed } from '../support/page-printer.ts'
import { admissionsOf } from '../support/run-loket.ts'
import { readPdf } from '../electron/core/letters/read-pdf.ts'
import { chooseCare, expect, expectVerdict, id, papersDue, ready, scan, test, typeSlowly, within } from './desk-test.ts'

const m = id.desk
const twice = '3275024907889916'
const siti = '3275025403929912'
const nobody = '3275024302519999'
const aminahRefused = '3275024302519915'

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('review: shows both records, and issues the letter only with a choice, its reason and the supervisor', async ({
  page,
  desk,
}) => {
  await scan(page, twice)
  await chooseCare(page, 'igd')
  const panel = await expectVerdict(page, 'review')
  await expect(panel.getByText(within('Catatan A'))).toBeVisible()
  await expect(panel.getByText(within('Catatan B'))).toBeVisible()
  expect(await panel.locator('[data-differs]').count()).toBeGreaterThan(0)

  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(m.form.choicePick).first()).toBeVisible()
  await panel.getByRole('button', { name: id.verdict.review.choose('B') }).click()
  const reason = panel.getByRole('textbox', { name: id.verdict.review.reason })
  await typeSlowly(reason, 'KTP sama')
  await page.keyboard.press('Control+Enter')
  await approve(page, m.approval.titles.review, 'KTP sudah saya lihat')
  await expect(page.getByRole('heading', { name: m.admissions.issuedTitle })).toBeVisible()
  const [admission] = await admissionsOf(desk.dataFolder)
  expect(admission?.evidence.chosen).toMatchObject({ reason: 'KTP sama' })
  expect(admission?.person.birthDate).toBe('1988-07-19')
})

test('emergency: somebody unknown is admitted with a countdown, and confirmed when the papers arrive', async ({
  page,
}) => {
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { name: m.form.emergency.formTitle })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(m.form.emergency.nameWanted)).toBeVisible()
  await typeSlowly(page.getByRole('textbox', { name: m.form.emergency.name }), 'Tn. X')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: m.form.emergency.formTitle })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: m.admissions.issuedProvisional })).toBeVisible()
  const panel = page.getByRole('region', { name: id.verdict.headLabel })
  await expect(panel).toHaveAttribute('data-kind', 'provisional')
  await expect(panel).toContainText(/71\s*jam/)
  await expect.poll(async () => (await printed(page)).length).toBe(1)
  const { pages } = await readPdf((await printed(page))[0] ?? new Uint8Array())
  expect(pages[0]?.toLowerCase()).toContain('surat jaminan sementara')

  await page.keyboard.press('Escape')
  await ready(page)
  await expect(page.getByRole('region', { name: m.admissions.provisionalTitle })).toContainText('Tn. X')
  await page.keyboard.press('F10')
  const drawer = page.getByRole('dialog', { name: m.admissions.detail.title })
  await drawer.getByRole('button', { name: m.admissions.detail.confirm }).click()
  const field = drawer.getByRole('textbox', { name: m.admissions.detail.confirmNik })
  const tick = drawer.getByRole('checkbox', { name: m.admissions.detail.confirmIdentity })
  const yes = drawer.getByRole('button', { name: m.admissions.detail.confirmYes })
  await expect(field).toBeFocused()
  await expect(tick).toBeDisabled()
  await field.fill(nobody)
  await expect(drawer.getByText(m.admissions.detail.confirmNone)).toBeVisible()
  await expect(tick).toBeDisabled()

  await scan(page, siti)
  await expect(drawer.getByText('Siti Contoh')).toBeVisible()
  await expect(drawer.getByText(m.admissions.detail.confirmBorn('14 Maret 1992'))).toBeVisible()
  await expect(tick).toBeFocused()
  await expect(yes).toBeDisabled()
  await page.keyboard.press('Space')
  await expect(yes).toBeEnabled()
  await field.press('End')
  await field.press('Backspace')
  await expect(tick).toBeDisabled()
  await expect(tick).not.toBeChecked()
  await expect(yes).toBeDisabled()

  await field.fill('')
  await typeSlowly(field, siti)
  await expect(drawer.getByText('Siti Contoh')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(tick).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+Enter')
  await expect(drawer.getByText(m.admissions.detail.nowGuaranteed)).toBeVisible()
  await expect(drawer.getByRole('heading', { name: 'Siti Contoh' })).toBeVisible()
  await expect(drawer).toContainText(m.admissions.states.guaranteed)
  await expect.poll(async () => (await printed(page)).length).toBe(2)
  const full = await readPdf((await printed(page))[1] ?? new Uint8Array())
  expect(full.pages[0]?.toLowerCase()).not.toContain('surat jaminan sementara')
  expect(full.pages[0]).toContain('Siti Contoh')
})

test('emergency: somebody who stands twice is confirmed by the record that matches, once a supervisor has seen it', async ({
  page,
  desk,
}) => {
  await scan(page, twice)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'review')
  const drawer = await papersDue(page, 'IGD')
  const tick = drawer.getByRole('checkbox', { name: m.admissions.detail.confirmIdentity })
  await expect(drawer.getByText(m.form.choicePick)).toBeVisible()
  await expect(tick).toBeDisabled()
  await drawer.getByRole('button', { name: id.verdict.review.choose('B') }).click()
  await expect(drawer.getByText(m.admissions.detail.confirmBorn('19 Juli 1988'))).toBeVisible()
  await typeSlowly(drawer.getByRole('textbox', { name: id.verdict.review.reason }), 'KTP sama')
  await tick.check()
  await page.keyboard.press('Control+Enter')
  await approve(page, m.approval.titles.review, 'KTP sudah saya lihat')
  await expect(drawer.getByText(m.admissions.detail.nowGuaranteed)).toBeVisible()
  const [admission] = await admissionsOf(desk.dataFolder)
  expect(admission).toMatchObject({
    state: 'guaranteed',
    person: { birthDate: '1988-07-19' },
    evidence: { chosen: { reason: 'KTP sama' } },
    approval: { purpose: 'review', by: 'Sari Contoh' },
  })
})

test('emergency: a refused patient is admitted for now, stays provisional while refused, and may turn to paying', async ({
  page,
}) => {
  await scan(page, aminahRefused)
  await expectVerdict(page, 'ineligible')
  await page.keyboard.press('F9')
  await expect(page.getByRole('radio', { name: 'IGD', exact: true })).toBeChecked()
  await expectVerdict(page, 'ineligible')
  const drawer = await papersDue(page, 'Aminah Contoh')
  await expect(drawer.getByText(m.admissions.detail.confirmBorn('3 Februari 1951'))).toBeVisible()
  await drawer.getByRole('checkbox', { name: m.admissions.detail.confirmIdentity }).check()
  await drawer.getByRole('button', { name: m.admissions.detail.confirmYes }).click()
  await expect(drawer.getByText(m.admissions.detail.outcome['not-eligible'])).toBeVisible()
  await expect(drawer.getByText(id.verdict.nextStep).first()).toBeVisible()
  await drawer.getByRole('button', { name: id.common.back }).click()
  await drawer.getByRole('button', { name: m.admissions.detail.toUmum }).click()
  await drawer.getByRole('textbox', { name: m.admissions.detail.reason, exact: true }).fill('JKN aktif')
  await drawer.getByRole('button', { name: m.admissions.detail.toUmumYes }).click()
  await expect(drawer).toContainText(m.admissions.states.umum)
})

test('newborn: admitted under the mother’s NIK', async ({ page, desk }) => {
  await page.keyboard.press('F6')
  await expect(page.getByRole('heading', { name: m.mother.title })).toBeVisible()
  await scan(page, siti)
  await expect(page.getByText(m.form.identity.motherTitle)).toBeVisible()
  if (!(await page.getByRole('radio', { name: 'Persalinan', exact: true }).isChecked()))
    await page.keyboard.press('Alt+4')
  await expectVerdict(page, 'eligible')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(m.form.newborn.wanted).first()).toBeVisible()
  await typeSlowly(page.getByRole('textbox', { name: m.form.newborn.name }), 'By. Ny. Siti')
  await page.getByRole('radiogroup', { name: m.form.newborn.sex }).getByText('Laki-laki').click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: m.admissions.issuedTitle })).toBeVisible()
  const [admission] = await admissionsOf(desk.dataFolder)
  expect(admission?.person).toMatchObject({ nik: null, motherNik: siti, name: 'By. Ny. Siti', sex: 'L' })
})

test('F9 for a patient who is guaranteed already points at the letter instead', async ({ page }) => {
  await scan(page, siti)
  await expectVerdict(page, 'awaiting-referral')
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await page.keyboard.press('F9')
  await expect(page.getByText(m.notices.alreadyGuaranteed)).toBeVisible()
})
