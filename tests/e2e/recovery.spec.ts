import { corePid } from '../support/core-process.ts'
import { admissionsOf, runLoket } from '../support/run-loket.ts'
import { chooseCare, expect, expectVerdict, id, ready, scan, test } from './desk-test.ts'

const m = id.desk
const siti = '3275025403929912'
const ahmad = '3275021508909901'

test.describe('the core is killed', () => {
  // The browser itself reports each refused reconnection.
  test.use({ expected: /WebSocket connection to .* failed/ })

  test('in the middle of an admission: the page says so, recovers by itself, and nothing typed is lost', async ({
    page,
    desk,
  }) => {
    await scan(page, siti)
    await chooseCare(page, 'igd')
    await expectVerdict(page, 'eligible')
    await page.getByRole('textbox', { name: m.form.medicalRecord }).fill('RM-31')
    process.kill(corePid(desk.pid), 'SIGKILL')
    await expect(page.getByText(m.connection.down)).toBeVisible()
    await expect(page.getByText(m.connection.down)).toHaveCount(0, { timeout: 15_000 })
    await expect(page.getByRole('textbox', { name: m.form.medicalRecord })).toHaveValue('RM-31')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('heading', { name: m.admissions.issuedTitle })).toBeVisible()
    const admissions = await admissionsOf(desk.dataFolder)
    expect(admissions.map(({ details }) => details.medicalRecordNumber)).toEqual(['RM-31'])
  })

  test('again and again while patients are admitted: none is lost, none is there twice', async ({ page, desk }) => {
    for (const nik of [siti, ahmad]) {
      await scan(page, nik)
      await chooseCare(page, 'igd')
      await expectVerdict(page, 'eligible')
      await Promise.all([page.keyboard.press('Control+Enter'), killSoon(desk.pid)])
      // Either it was written before the end, or a later press writes it: never twice.
      const issued = page.getByRole('heading', { name: m.admissions.issuedTitle })
      const already = page.getByRole('heading', { name: m.admissions.issuedAlready })
      await expect(async () => {
        if (!(await issued.or(already).isVisible())) await page.keyboard.press('Control+Enter')
        await expect(issued.or(already)).toBeVisible({ timeout: 1_000 })
      }).toPass({ timeout: 20_000 })
      await page.keyboard.press('Escape')
      await ready(page)
    }
    const admissions = await admissionsOf(desk.dataFolder)
    expect(admissions.map(({ person }) => person.nik).toSorted()).toEqual([ahmad, siti].toSorted())
    await expect(runLoket(desk.dataFolder, 'journal', 'verify')).resolves.toContain('')
  })
})

test('another page keeps working while one connection sends garbage', async ({ page, desk, context }) => {
  const other = await context.newPage()
  await other.goto(desk.url)
  const closed = await other.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/rpc`)
        socket.addEventListener('open', () => socket.send('\u0000{"not":"ours"'))
        socket.addEventListener('close', () => resolve(true))
      }),
  )
  expect(closed).toBe(true)
  await scan(page, siti)
  await expectVerdict(page, 'awaiting-referral')
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
})

async function killSoon(shellPid: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5))
  process.kill(corePid(shellPid), 'SIGKILL')
}
