import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../renderer/messages/id.ts'
import { feedId } from '../../shared/texts/feed-id.ts'
import { groupedHex } from '../../shared/texts/feed-refusal.ts'
import type { BogorFeed } from '../support/bogor-feed.ts'
import { indonesianLeft } from '../support/indonesian-left.ts'
import { refused } from '../support/refused-people.ts'
import { runLoket } from '../support/run-loket.ts'
import { chooseCare, en, expect, expectVerdict, id, scan, signIn, within } from './desk-test.ts'
import { addByCommand, axe, test } from './feed-test.ts'

const m = id.feeds

test.use({ folder: 'hospital', contextOptions: { reducedMotion: 'reduce' } })

const card = (page: Page, issuer: string, words = m): Locator =>
  page.getByRole('list', { name: words.list }).getByRole('listitem').filter({ hasText: issuer })

async function openRoster(page: Page, words: Messages = id): Promise<void> {
  const { list, sections } = words.settings
  await page
    .getByRole('navigation', { name: list })
    .getByRole('button', { name: within(sections.roster) })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: sections.roster })).toBeVisible()
}

/** Through both steps of the dialog. */
async function add(page: Page, feed: BogorFeed): Promise<void> {
  await page.getByRole('button', { name: m.add }).click()
  const where = page.getByRole('dialog', { name: m.dialog.addTitle })
  await where.getByLabel(m.dialog.name).fill('kab-bogor')
  await where.getByLabel(m.dialog.from).fill(feed.server.url)
  await where.getByLabel(m.dialog.root).fill(feed.root)
  await where.getByLabel(m.dialog.identity).fill(feed.identity)
  await where.getByRole('button', { name: m.dialog.look }).click()
  const found = page.getByRole('dialog', { name: m.dialog.checkTitle })
  await expect(found).toContainText(feed.issuer)
  await expect(found).toContainText('Bogor Sehat')
  await expect(found).toContainText(groupedHex(feed.rootSha256))
  await expect(found.getByRole('button', { name: m.add })).toBeDisabled()
  await found.getByRole('checkbox', { name: m.dialog.compared }).check()
  await found.getByRole('button', { name: m.add }).click()
  await expect(found).toBeHidden()
}

test.describe('an administrator', () => {
  test.use({ as: 'Budi Contoh' })

  test('adds a source after comparing its fingerprint; it takes its programme over, beside what was loaded by hand', async ({
    page,
    desk,
    feed,
  }) => {
    await openRoster(page)
    await add(page, feed)
    const bogor = card(page, feed.issuer)
    await expect(bogor).toContainText(m.state.current, { timeout: 30_000 })
    await expect(bogor).toContainText(m.people('40'))
    await expect(card(page, m.local)).toContainText('KBS')
    await expect(card(page, m.local)).not.toContainText('Bogor Sehat')
    expect(await axe(page)).toEqual([])

    const clerk = await page.context().browser()?.newPage()
    if (clerk === undefined) throw new Error('no browser')
    await clerk.goto(desk.url)
    await signIn(clerk, 'Rina Contoh')
    await scan(clerk, feed.member)
    await chooseCare(clerk, 'igd')
    const panel = await expectVerdict(clerk, 'eligible')
    await expect(panel).toContainText('Bogor')
    await scan(clerk, refused.ended)
    await expectVerdict(clerk, 'ineligible')
    await clerk.close()
  })

  test('works with the keyboard alone: each step has the focus, Escape gives it back, and the button stays where it is', async ({
    page,
    desk,
    feed,
  }) => {
    await openRoster(page)
    const adds = page.getByRole('button', { name: m.add })
    await adds.press('Enter')
    await expect(page.getByLabel(m.dialog.name)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(adds).toBeFocused()
    await adds.press('Enter')
    await page.getByLabel(m.dialog.name).fill('kab-bogor')
    await page.getByLabel(m.dialog.from).fill(feed.server.url)
    await page.getByLabel(m.dialog.root).fill(feed.root)
    await page.getByLabel(m.dialog.root).press('Enter')
    const found = page.getByRole('dialog', { name: m.dialog.checkTitle })
    await expect(found).toContainText(m.dialog.needsIdentity)
    await expect(found.getByRole('button', { name: id.common.back })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByLabel(m.dialog.name)).toBeFocused()
    await page.getByLabel(m.dialog.identity).fill(feed.identity)
    await page.getByLabel(m.dialog.identity).press('Enter')
    await expect(found.getByRole('checkbox', { name: m.dialog.compared })).toBeFocused()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await expect(adds).toBeFocused()
    await expect(card(page, feed.issuer)).toContainText(m.state.current, { timeout: 30_000 })

    await feed.publish()
    feed.server.misbehave(/\/targets\/roster\//, { kind: 'drip', bytes: 20, everyMs: 400 })
    const update = card(page, feed.issuer).getByRole('button', { name: m.updateOf(feed.issuer) })
    const before = await update.boundingBox()
    await update.press('Enter')
    const stop = card(page, feed.issuer).getByRole('button', { name: m.stopOf(feed.issuer) })
    await expect(stop).toBeFocused()
    expect(await stop.boundingBox()).toEqual(before)
    await page.keyboard.press('Enter')
    await expect(card(page, feed.issuer)).toContainText(feedId.refusals.stopped.next)
    await expect(update).toBeFocused()
    await card(page, feed.issuer)
      .getByRole('button', { name: m.changeOf(feed.issuer) })
      .press('Enter')
    await page.keyboard.press('Escape')
    await expect(card(page, feed.issuer).getByRole('button', { name: m.changeOf(feed.issuer) })).toBeFocused()
    expect(desk.output()).not.toContain(feed.member)
  })

  test('sees how far a pull is and stops it; one that is refused says why while the version before goes on', async ({
    page,
    desk,
    feed,
  }) => {
    await addByCommand(desk.dataFolder, feed)
    await runLoket(desk.dataFolder, 'feed', 'pull', 'kab-bogor')
    await openRoster(page)
    const bogor = card(page, feed.issuer)
    await expect(bogor).toContainText(m.state.current)

    const next = await feed.publish()
    feed.server.misbehave(/\/targets\/roster\//, { kind: 'drip', bytes: 20, everyMs: 400 })
    await bogor.getByRole('button', { name: m.updateOf(feed.issuer) }).click()
    await expect(bogor.getByRole('progressbar', { name: m.stages.fetching })).toBeVisible()
    await expect(bogor).toContainText(/\d+ B dari [\d.,]+ (B|KB)/)
    await bogor.getByRole('button', { name: m.stopOf(feed.issuer) }).click()
    await expect(bogor).toContainText(feedId.refusals.stopped.next)

    feed.server.misbehave(/timestamp\.json$/, { kind: 'replace', body: Buffer.from('<html>masuk</html>') })
    await bogor.getByRole('button', { name: m.updateOf(feed.issuer) }).click()
    await expect(bogor).toContainText(feedId.refusals['not-a-feed'].next)
    await expect(bogor).toContainText(m.keeps)
    await expect(bogor).toContainText(m.people('40'))
    expect(await axe(page)).toEqual([])

    feed.server.behave()
    await bogor.getByRole('button', { name: m.updateOf(feed.issuer) }).click()
    await expect(bogor).toContainText(m.version(next))
    await expect(bogor).toContainText(m.people('41'))
  })

  for (const [language, words] of [
    ['Indonesian', id],
    ['English', en],
  ] as const) {
    test(`sees a source from adding to removing it clean by axe on a small screen, in ${language}`, async ({
      page,
      desk,
      feed,
    }) => {
      test.setTimeout(180_000)
      const f = words.feeds
      const found: string[] = []
      const look = async (state: string) => {
        for (const fault of await axe(page)) found.push(`${state}: ${fault}`)
        if (words === en) for (const text of await indonesianLeft(page)) found.push(`${state}: Indonesian: ${text}`)
      }
      if (words === en) await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
      // 1366 by 768 at 125 %.
      await page.setViewportSize({ width: 1093, height: 614 })
      await openRoster(page, words)
      await page.getByRole('button', { name: f.add }).click()
      await page.getByLabel(f.dialog.name).fill('Kab Bogor')
      await expect(page.getByText(f.dialog.nameWrong)).toBeVisible()
      await look('a name that is none')
      await page.getByLabel(f.dialog.name).fill('kab-bogor')
      await page.getByLabel(f.dialog.from).fill(`${feed.server.url}nothing/`)
      await page.getByLabel(f.dialog.root).fill(feed.root)
      const search = page.getByRole('button', { name: f.dialog.look })
      await search.click()
      await expect(page.getByRole('dialog').getByRole('alert')).toBeInViewport({ ratio: 1 })
      await expect(search).toBeInViewport({ ratio: 1 })
      await look('refused when it was to be added')
      await page.getByLabel(f.dialog.from).fill(feed.server.url)
      await page.getByLabel(f.dialog.identity).fill(feed.identity)
      await search.click()
      await expect(page.getByRole('dialog', { name: f.dialog.checkTitle })).toBeVisible()
      await look('its fingerprint')
      await page.keyboard.press('Escape')

      await addByCommand(desk.dataFolder, feed)
      const bogor = card(page, feed.issuer, f)
      await expect(bogor).toContainText(f.noDataYet)
      await look('nothing brought yet')
      feed.server.misbehave(/timestamp\.json$/, { kind: 'status', status: 503 })
      await bogor.getByRole('button', { name: f.updateOf(feed.issuer) }).click()
      await expect(bogor).toContainText('503', { timeout: 30_000 })
      await expect(bogor).toContainText(f.keepsCsv)
      await look('refused before it brought anything')
      feed.server.behave()
      feed.server.misbehave(/\/targets\/roster\//, { kind: 'drip', bytes: 20, everyMs: 400 })
      await bogor.getByRole('button', { name: f.updateOf(feed.issuer) }).click()
      await expect(bogor.getByRole('progressbar', { name: f.stages.fetching })).toBeVisible()
      await look('being fetched')
      await bogor.getByRole('button', { name: f.stopOf(feed.issuer) }).click()
      await expect(bogor.getByRole('button', { name: f.updateOf(feed.issuer) })).toBeVisible()
      feed.server.behave()
      await bogor.getByRole('button', { name: f.updateOf(feed.issuer) }).click()
      await expect(bogor).toContainText(f.people('40'), { timeout: 30_000 })
      // Its programme has been taken over: what is counted is the file, not who it answers for.
      await expect(card(page, f.local, f)).toContainText(f.peopleInFile('').trim())
      await look('in use')
      await bogor.getByRole('button', { name: f.changeOf(feed.issuer) }).click()
      await look('to be changed')
      await page.keyboard.press('Escape')
      await bogor.getByRole('button', { name: f.removeOf(feed.issuer) }).click()
      await look('to be removed')
      expect(found).toEqual([])
    })
  }

  test('removes a source after reading who can no longer be looked up', async ({ page, desk, feed }) => {
    await addByCommand(desk.dataFolder, feed)
    await openRoster(page)
    await card(page, feed.issuer)
      .getByRole('button', { name: m.removeOf(feed.issuer) })
      .click()
    const dialog = page.getByRole('dialog', { name: m.dialog.removeTitle(feed.issuer) })
    await expect(dialog).toContainText('Bogor Sehat')
    await dialog.getByRole('button', { name: within(m.dialog.removeYes) }).click()
    await expect(page.getByText(m.dialog.removed(feed.issuer))).toBeVisible()
    await expect(card(page, feed.issuer)).toHaveCount(0)
  })
})
