import type { Page } from '@playwright/test'
import { axeOf } from '../support/axe.ts'
import { deskStates, leaveState } from '../support/desk-states.ts'
import { containsWords, indonesianOnly, wordsOnPage } from '../support/indonesian-left.ts'
import { en, expect, id, ready, signIn, test } from './desk-test.ts'
import type { Messages } from '../../renderer/messages/id.ts'

type Violation = { state: string; rule: string; nodes: string[] }

/** WCAG 2 A and AA, by axe, of what is on the page now. */
async function axe(page: Page, state: string): Promise<Violation[]> {
  const { violations } = await axeOf(page)
    // The print frame holds the browser's own viewer.
    .exclude('iframe')
    .analyze()
  return violations.map(({ id: rule, nodes }) => ({ state, rule, nodes: nodes.map(({ html }) => html.slice(0, 160)) }))
}

async function walk(page: Page, m: Messages, look: (state: string) => Promise<void>): Promise<void> {
  await look('idle and empty')
  for (const { name, reach } of deskStates) {
    await test.step(name, async () => {
      await reach(page, m)
      // Motion is over: half-faded text has no contrast to be judged.
      await page.evaluate(() =>
        Promise.all(
          document
            .getAnimations()
            .filter((one) => one.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY)
            .map((one) => one.finished.catch(() => undefined)),
        ),
      )
      await look(name)
      if (name !== 'eligible') await leaveState(page, m)
    })
  }
}

test('every state is clean by axe in Indonesian', async ({ page }) => {
  test.setTimeout(180_000)
  const found: Violation[] = []
  await walk(page, id, async (state) => void found.push(...(await axe(page, state))))
  expect(found).toEqual([])
})

test('every state is clean by axe in English, and no fixed text stays Indonesian', async ({ page }) => {
  test.setTimeout(180_000)
  await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
  await ready(page, en)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  const indonesian = indonesianOnly()
  expect(indonesian.length).toBeGreaterThan(300)
  const found: Violation[] = []
  const left: { state: string; text: string; from: string }[] = []
  await walk(page, en, async (state) => {
    found.push(...(await axe(page, state)))
    for (const text of await wordsOnPage(page)) {
      const from = indonesian.find((part) => containsWords(text, part))
      if (from !== undefined) left.push({ state, text, from })
    }
  })
  expect(found).toEqual([])
  expect(left).toEqual([])
})

test('the language is kept over a reload, and switches back', async ({ page }) => {
  await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
  await ready(page, en)
  await page.reload()
  await signIn(page, 'Rina Contoh', en)
  await ready(page, en)
  await page.getByRole('button', { name: en.desk.frame.switchLanguage }).click()
  await ready(page, id)
})
