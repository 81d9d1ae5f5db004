import type { Page } from '@playwright/test'
import type { BogorFeed } from '../support/bogor-feed.ts'
import { today } from '../support/data-folders.ts'
import { refused } from '../support/refused-people.ts'
import { admissionsOf, runLoket } from '../support/run-loket.ts'
import { chooseCare, expect, expectVerdict, id, scan, within } from './desk-test.ts'
import { addByCommand, axe, importBekasi, test } from './feed-test.ts'

const m = id.feeds

test.use({ folder: 'hospital', contextOptions: { reducedMotion: 'reduce' } })

/** The open desk knows of it: what another process adds it notices within two seconds. */
async function addedByCommand(page: Page, folder: string, feed: BogorFeed): Promise<void> {
  await importBekasi(folder)
  await addByCommand(folder, feed)
  await expect(page.getByRole('contentinfo')).toContainText(`Bogor Sehat: ${id.desk.frame.rosterNone}`)
}

/** The member of the feed, as its first version says, and the answer stands. */
async function guaranteedByFeed(page: Page, folder: string, feed: BogorFeed): Promise<void> {
  await addedByCommand(page, folder, feed)
  await runLoket(folder, 'feed', 'pull', 'kab-bogor')
  await scan(page, feed.member)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
}

test('a clerk reads which programme has no data here, and brings it in', async ({ page, desk, feed }) => {
  await addedByCommand(page, desk.dataFolder, feed)
  await scan(page, refused.ended)
  const panel = await expectVerdict(page, 'ineligible')
  await expect(panel).toContainText('Data Bogor Sehat belum ada di loket ini')
  await scan(page, feed.member)
  await expect(await expectVerdict(page, 'not-found')).toContainText('Data Bogor Sehat belum ada di loket ini')

  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: within(id.desk.frame.rosterWord) })
    .click()
  const dialog = page.getByRole('dialog', { name: id.desk.dialogs.rosterTitle })
  await expect(dialog).toContainText(m.noData)
  expect(await axe(page)).toEqual([])
  await dialog.getByRole('button', { name: m.updateOf(feed.issuer) }).click()
  await expect(dialog).toContainText(m.state.current, { timeout: 30_000 })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  // Another card between: the same one again at once is no new scan.
  await scan(page, refused.ended)
  await expect(await expectVerdict(page, 'ineligible')).not.toContainText('belum ada di loket ini')
  await scan(page, feed.member)
  await expectVerdict(page, 'awaiting-referral')
  await chooseCare(page, 'igd')
  const answer = await expectVerdict(page, 'eligible')
  await expect(answer).toContainText('Bogor')
  expect(desk.output()).not.toContain(feed.member)
})

test('an answer that stands while newer data comes in does not change by itself; nothing is issued that the newer data refuses', async ({
  page,
  desk,
  feed,
}) => {
  await guaranteedByFeed(page, desk.dataFolder, feed)

  const version = await feed.publish({ status: 'ended', status_since: today() })
  const pulled = await runLoket(desk.dataFolder, 'feed', 'pull', 'kab-bogor', '--json')
  expect(pulled).toContain(`"versionAfter":"${version}"`)
  await expectVerdict(page, 'eligible')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(id.desk.form.trouble['verdict-changed'])).toBeVisible()
  await expectVerdict(page, 'ineligible')
  expect(await admissionsOf(desk.dataFolder)).toEqual([])
})

test('a letter issued after newer data came in names the newer version as what it was decided by', async ({
  page,
  desk,
  feed,
}) => {
  await guaranteedByFeed(page, desk.dataFolder, feed)
  const version = await feed.publish()
  await runLoket(desk.dataFolder, 'feed', 'pull', 'kab-bogor')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: id.desk.admissions.issuedTitle })).toBeVisible()
  const [admission] = await admissionsOf(desk.dataFolder)
  expect(JSON.stringify(admission?.evidence)).toContain(version)
})

test('cards scanned while a source is being fetched are answered, and the answer stays where it is', async ({
  page,
  desk,
  feed,
}) => {
  await addByCommand(desk.dataFolder, feed)
  feed.server.misbehave(/\/targets\/roster\//, { kind: 'drip', bytes: 60, everyMs: 200 })
  const pull = runLoket(desk.dataFolder, 'feed', 'pull', 'kab-bogor')
  for (const nik of [refused.ended, refused.suspended]) {
    await scan(page, nik)
    const panel = await expectVerdict(page, 'ineligible')
    const place = await panel.boundingBox()
    await expect(page.locator('main')).toContainText(nik.replaceAll(/(.{4})(?!$)/g, '$1 '))
    expect(await panel.boundingBox()).toEqual(place)
  }
  feed.server.behave()
  await pull
  await expectVerdict(page, 'ineligible')
})
