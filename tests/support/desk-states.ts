import type { Page } from '@playwright/test'
import { UNKNOWN_NIK } from '../../electron/core/demo/samples.ts'
import type { Messages } from '../../renderer/messages/id.ts'
import { afterRepeat, scan } from './scanner.ts'

/** One state of the desk: how to come there from the idle screen, and what is visible once it is there. */
export type DeskStateStep = { name: string; reach: (page: Page, m: Messages) => Promise<void> }

const ahmad = '3275021508909901'

async function answered(page: Page, m: Messages, kind: string): Promise<void> {
  await page.locator(`section[aria-label="${m.verdict.headLabel}"][data-kind="${kind}"]`).waitFor()
  await page.locator('main').getByRole('button', { disabled: true }).first().waitFor({ state: 'detached' })
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor()
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name }).waitFor()

/** Every state that a demo desk can show, in an order in which each is reached from the one before by Escape. */
export const deskStates: DeskStateStep[] = [
  {
    name: 'family',
    reach: async (page, m) => {
      await scan(page, '3275021203159921')
      await heading(page, m.family.title)
    },
  },
  {
    name: 'awaiting-referral',
    reach: async (page, m) => {
      await scan(page, ahmad)
      await answered(page, m, 'awaiting-referral')
    },
  },
  {
    name: 'refused',
    reach: async (page, m) => {
      await scan(page, '3275020302859931')
      await answered(page, m, 'ineligible')
    },
  },
  {
    name: 'approval',
    reach: async (page, m) => {
      await afterRepeat(page)
      await scan(page, '3275020302859931')
      await answered(page, m, 'ineligible')
      await page.keyboard.press('Alt+p')
      await dialog(page, m.desk.approval.titles.override)
    },
  },
  {
    name: 'not-found',
    reach: async (page, m) => {
      await scan(page, UNKNOWN_NIK)
      await answered(page, m, 'not-found')
    },
  },
  {
    name: 'review',
    reach: async (page, m) => {
      await scan(page, '3275024907889916')
      await answered(page, m, 'review')
      await page.getByRole('button', { name: m.verdict.review.choose('A') }).click()
    },
  },
  {
    name: 'name-search',
    reach: async (page, m) => {
      await page.keyboard.press('F4')
      await heading(page, m.desk.nameSearch.title)
    },
  },
  {
    name: 'mother-wanted',
    reach: async (page, m) => {
      await page.keyboard.press('F6')
      await heading(page, m.desk.mother.title)
    },
  },
  {
    name: 'emergency',
    reach: async (page, m) => {
      await page.keyboard.press('F9')
      await heading(page, m.desk.form.emergency.formTitle)
    },
  },
  {
    name: 'shortcuts',
    reach: async (page, m) => {
      await page.keyboard.press('F1')
      await dialog(page, m.desk.dialogs.shortcutsTitle)
    },
  },
  {
    name: 'roster',
    reach: async (page, m) => {
      await page.getByRole('contentinfo').getByText(m.desk.frame.rosterWord).click()
      await dialog(page, m.desk.dialogs.rosterTitle)
    },
  },
  {
    name: 'eligible',
    reach: async (page, m) => {
      await scan(page, ahmad)
      await answered(page, m, 'awaiting-referral')
      await page.keyboard.press('Alt+3')
      await answered(page, m, 'eligible')
    },
  },
  {
    name: 'rules',
    reach: async (page, m) => {
      await page.keyboard.press('Alt+a')
      await dialog(page, m.verdict.detailsTitle)
    },
  },
  {
    name: 'admitted',
    reach: async (page, m) => {
      await scan(page, '3275025403929912')
      await answered(page, m, 'awaiting-referral')
      await page.keyboard.press('Alt+3')
      await answered(page, m, 'eligible')
      await page.keyboard.press('Control+Enter')
      await page.getByText(m.desk.admissions.printDone(1)).first().waitFor()
    },
  },
  {
    name: 'existing',
    reach: async (page, m) => {
      await afterRepeat(page)
      await scan(page, '3275025403929912')
      await answered(page, m, 'awaiting-referral')
      await page.keyboard.press('Alt+3')
      await heading(page, m.desk.form.existingTitle)
    },
  },
  {
    name: 'provisional',
    reach: async (page, m) => {
      await scan(page, '3275020302859931')
      await answered(page, m, 'ineligible')
      await page.keyboard.press('F9')
      await page.getByRole('button', { name: m.desk.form.emergency.give }).waitFor()
      await answered(page, m, 'ineligible')
      await page.keyboard.press('F9')
      await answered(page, m, 'provisional')
    },
  },
  {
    name: 'idle with a day at work',
    reach: async (page, m) => {
      await page.getByRole('table', { name: m.desk.admissions.today }).waitFor()
    },
  },
  {
    name: 'list',
    reach: async (page, m) => {
      await page.getByRole('button', { name: m.desk.admissions.showAll }).click()
      await dialog(page, m.desk.admissions.list.title)
    },
  },
  {
    name: 'admission',
    reach: async (page, m) => {
      await page.getByRole('table', { name: m.desk.admissions.today }).getByRole('button').first().click()
      await dialog(page, m.desk.admissions.detail.title)
    },
  },
]

/** Back to the idle screen from any of them. */
export async function leaveState(page: Page, m: Messages): Promise<void> {
  for (let tries = 0; tries < 6; tries += 1) {
    if ((await page.locator('main[data-view="idle"]').count()) > 0 && (await page.getByRole('dialog').count()) === 0)
      return
    await page.keyboard.press('Escape')
    const sure = page.getByRole('dialog', { name: m.desk.dialogs.clearTitle })
    await page.waitForTimeout(150)
    if ((await sure.count()) > 0) await page.keyboard.press('Control+Enter')
  }
}
