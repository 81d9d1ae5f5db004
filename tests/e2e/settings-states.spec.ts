import type { Page } from '@playwright/test'
import type { Messages } from '../../renderer/messages/id.ts'
import { SECTION_GROUPS } from '../../renderer/settings/sections.ts'
import { axeOf } from '../support/axe.ts'
import { containsWords, indonesianOnly, wordsOnPage } from '../support/indonesian-left.ts'
import { en, expect, id, test, within } from './desk-test.ts'

type State = {
  name: string
  reach: (page: Page, m: Messages) => Promise<void>
  /** Was looked at before: only the way on. */
  seen?: boolean
}

const SECTIONS = SECTION_GROUPS.flatMap(({ sections }) => sections)
const SIZES = [
  { width: 1366, height: 768 },
  { width: 1280, height: 720 },
  // 1366 by 768 at 125 %.
  { width: 1093, height: 614 },
]

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const dialogOf = (page: Page) => page.getByRole('dialog')

async function closeDialogs(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(dialogOf(page)).toHaveCount(0)
}

/** Sections first, each followed by the dialogs over it. */
function settingsStates(): State[] {
  return SECTIONS.flatMap((section): State[] => [
    {
      name: section,
      reach: async (page, { settings }) => {
        const list = page.getByRole('navigation', { name: settings.list })
        await list.getByRole('button', { name: settings.sections[section] }).click()
        await expect(page.getByRole('heading', { level: 1, name: settings.sections[section] })).toBeVisible()
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      },
    },
    ...(DIALOGS[section] ?? []),
  ])
}

const DIALOGS: Partial<Record<(typeof SECTIONS)[number], State[]>> = {
  operators: [
    {
      name: 'adding',
      reach: async (page, { settings }) => {
        await press(page, settings.operators.add)
        await dialogOf(page).getByRole('button', { name: settings.secret.suggest }).click()
        await expect(page.getByText(settings.secret.suggested)).toBeVisible()
      },
    },
    {
      name: 'changing',
      reach: async (page, { settings }) => {
        await closeDialogs(page)
        await press(page, settings.operators.editOf('Rina Contoh'))
      },
    },
    { name: 'resetting', reach: (page, { settings }) => press(page, settings.operators.reset) },
    {
      name: 'disabling',
      reach: async (page, { settings, common }) => {
        await press(page, common.back)
        await press(page, settings.operators.disable)
        await expect(page.getByText(settings.operators.disableSay)).toBeVisible()
      },
    },
    { name: 'closed', reach: closeDialogs, seen: true },
  ],
  rights: [
    {
      name: 'confirming rights',
      reach: async (page, { settings, people }) => {
        await page.getByLabel(settings.rights.has(people.roles.clerk, people.rights.correct)).check()
        await press(page, settings.rights.review)
        await expect(dialogOf(page)).toBeVisible()
      },
    },
    { name: 'drafted', reach: closeDialogs },
  ],
  keys: [
    { name: 'asking for the PIN', reach: (page, { settings }) => press(page, settings.keys.kitButton) },
    { name: 'closed', reach: closeDialogs, seen: true },
  ],
  hospital: [
    {
      name: 'confirming the desk code',
      reach: async (page, { settings }) => {
        await page.getByRole('textbox', { name: settings.hospital.deskCode }).fill('C3')
        await press(page, settings.hospital.deskSave)
        await expect(dialogOf(page)).toBeVisible()
      },
    },
    { name: 'closed', reach: closeDialogs, seen: true },
  ],
}

const AUDIT: State[] = [
  {
    name: 'trail',
    reach: async (page, { accounts, audit }) => {
      await press(page, accounts.areas.audit)
      await expect(page.getByRole('table', { name: audit.table })).toBeVisible()
    },
  },
  {
    name: 'days chosen',
    reach: async (page, { audit }) => {
      await press(page, audit.periods.own)
      await expect(page.getByLabel(audit.from)).toBeVisible()
    },
  },
  {
    name: 'nothing found',
    reach: async (page, { audit }) => {
      await page.getByLabel(audit.action, { exact: true }).selectOption('locked-out')
      await expect(page.getByText(audit.empty)).toBeVisible()
    },
  },
  {
    name: 'checked',
    reach: async (page, { audit }) => {
      await press(page, audit.verify)
      await expect(page.getByText(audit.verifying)).toHaveCount(0, { timeout: 20_000 })
    },
  },
  { name: 'asking about a person', reach: (page, { audit }) => press(page, audit.whoLooked) },
]

/** What is wrong with what is on the page now, by WCAG 2 A and AA, and what does not fit on the usual screens. */
async function faults(page: Page, state: string): Promise<string[]> {
  const { violations } = await axeOf(page).exclude('iframe').analyze()
  const found = violations.flatMap(({ id: rule, nodes }) =>
    nodes.map(({ html }) => `${state}: ${rule} ${html.slice(0, 160)}`),
  )
  for (const size of SIZES) {
    await page.setViewportSize(size)
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('main, main *, [role="dialog"] *')]
        .filter(
          (one) =>
            ['auto', 'scroll'].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1,
        )
        .map((one) => one.className.toString()),
    )
    found.push(...wide.map((name) => `${state} at ${size.width}: too wide: ${name}`))
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  return found
}

async function walk(page: Page, m: Messages, states: readonly State[]): Promise<void> {
  const indonesian = m === en ? indonesianOnly() : []
  const found: string[] = []
  for (const { name, reach, seen = false } of states) {
    await test.step(name, async () => {
      await reach(page, m)
      if (seen) return
      found.push(...(await faults(page, name)))
      for (const text of await wordsOnPage(page)) {
        const from = indonesian.find((part) => containsWords(text, part))
        if (from !== undefined) found.push(`${name}: Indonesian: ${text}`)
      }
    })
  }
  expect(found).toEqual([])
}

for (const [who, states] of [
  ['Budi Contoh', settingsStates()],
  ['Agus Contoh', AUDIT],
] as const)
  test.describe(`what ${who} sees`, () => {
    test.use({ as: who })

    test('is clean by axe and fits the screen in Indonesian', async ({ page }) => {
      test.setTimeout(240_000)
      await walk(page, id, states)
    })

    test('is clean by axe and fits the screen in English, and nothing stays Indonesian', async ({ page }) => {
      test.setTimeout(240_000)
      await page.getByRole('button', { name: id.desk.frame.switchLanguage }).click()
      await expect(page.getByRole('button', { name: within(who) }).first()).toBeVisible()
      await walk(page, en, states)
    })
  })
