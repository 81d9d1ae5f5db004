import { expect, test, type Locator, type Page } from '@playwright/test'
import { en } from '../../renderer/messages/en.ts'
import { id, type Messages } from '../../renderer/messages/id.ts'
import { signIn } from '../e2e/desk-test.ts'
import { SHOWN_AT } from './day-at-work.ts'
import { dayAtWork, picture } from './pictures.ts'
import { shownFeed, type ShownFeed } from './shown-feed.ts'

const day = dayAtWork()
const BEKASI = 'Dinas Kesehatan Kota Bekasi (contoh)'
const BOGOR = 'Dinas Kesehatan Kabupaten Bogor (contoh)'
let bekasi: ShownFeed
let bogor: ShownFeed
test.beforeAll(async () => {
  bekasi = await shownFeed(BEKASI, 'kbs-bekasi')
  bogor = await shownFeed(BOGOR, 'bogor-sehat')
})
test.afterAll(() => Promise.all([bekasi.remove(), bogor.remove()]))
test.afterEach(() => bogor.server.behave())

const card = (page: Page, issuer: string, m: Messages): Locator =>
  page.getByRole('list', { name: m.feeds.list }).getByRole('listitem').filter({ hasText: issuer })

async function look(page: Page, name: string, feed: ShownFeed, m: Messages): Promise<Locator> {
  const d = m.feeds.dialog
  await page.getByRole('button', { name: m.feeds.add }).click()
  await page.getByLabel(d.name).fill(name)
  await page.getByLabel(d.from).fill(feed.server.url)
  await page.getByLabel(d.root).fill(feed.root)
  await page.getByLabel(d.identity).fill(feed.identity)
  await page.getByRole('button', { name: d.look }).click()
  const found = page.getByRole('dialog', { name: d.checkTitle })
  await found.getByRole('checkbox', { name: d.compared }).check()
  return found
}

/** Where it is served on this machine is nobody's business. */
async function withoutAddresses(page: Page): Promise<void> {
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode() !== null) {
      const { currentNode } = texts
      currentNode.textContent = (currentNode.textContent ?? '').replace(
        /http:\/\/127\.0\.0\.1:\d+\/?/,
        'https://data.contoh.go.id/peserta/',
      )
    }
  })
}

for (const [suffix, m] of [
  ['', id],
  ['-en', en],
] as const) {
  test(`sources of member data${suffix}`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.goto(await day.start(SHOWN_AT))
    if (m === en) await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
    await signIn(page, 'Budi Contoh', m)
    const sections = page.getByRole('navigation', { name: m.settings.list })
    await sections.getByRole('button', { name: m.settings.sections.roster }).click()
    const found = await look(page, 'kota-bekasi', bekasi, m)
    await picture(page, `feed-offer${suffix}`)
    await found.getByRole('button', { name: m.feeds.add }).click()
    await expect(card(page, BEKASI, m)).toContainText(m.feeds.state.current, { timeout: 60_000 })

    bogor.server.misbehave(/\/targets\/roster\//, { kind: 'drip', bytes: 3000, everyMs: 150 })
    await (await look(page, 'kab-bogor', bogor, m)).getByRole('button', { name: m.feeds.add }).click()
    const progress = card(page, BOGOR, m).getByRole('progressbar')
    await expect(progress).toHaveAttribute('aria-valuenow', /^[1-9]\d/)
    await withoutAddresses(page)
    await picture(page, `settings-roster${suffix}`)
    bogor.server.behave()
    await card(page, BOGOR, m)
      .getByRole('button', { name: m.feeds.stopOf(BOGOR) })
      .click()
    bogor.server.misbehave(/timestamp\.json$/, { kind: 'status', status: 503 })
    await card(page, BOGOR, m)
      .getByRole('button', { name: m.feeds.updateOf(BOGOR) })
      .click()
    await expect(card(page, BOGOR, m)).toContainText('503', { timeout: 60_000 })
    await withoutAddresses(page)
    await picture(page, `settings-roster-refused${suffix}`)
  })
}
