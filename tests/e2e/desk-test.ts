import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base, type Locator, type Page } from '@playwright/test'
import { DEMO_SECRET } from '../../electron/core/demo/demo-hospital.ts'
import { en } from '../../renderer/messages/en.ts'
import { id } from '../../renderer/messages/id.ts'
import type { Messages } from '../../renderer/messages/id.ts'
import type { VerdictKind } from '../../renderer/desk/verdict/verdict-kind.ts'
import { CareKind } from '../../shared/domain/care.ts'
import type { FolderName } from '../support/data-folders.ts'
import { startDesk, type Desk } from '../support/desk.ts'
import { fakeReaders, type FakeReaders } from '../support/fake-readers.ts'
import { catchPrints } from '../support/page-printer.ts'
import { keptByPage, violations, watchPage } from '../support/watch-page.ts'

export { en, expect, id }
export { scan } from '../support/scanner.ts'

/** Who is at the desk: everybody of a demo works in the other folders too. `null`: nobody signs in. */
export type As = 'Rina Contoh' | 'Sari Contoh' | 'Dewi Contoh' | 'Budi Contoh' | 'Agus Contoh' | null

type Given = {
  as: As
  /** Which data folder the desk starts with. */
  folder: FolderName
  /** Complaints of the browser that the test provokes. */
  expected: RegExp | null
}

/**
 * A test with the real program to itself: browser shell and core on a free port and a folder of their own, the page open and somebody
 * signed in; whoever may admit finds the desk listening.
 * After each test the page must have kept nothing but the language, and the browser must have had nothing to complain about.
 */
export const test = base.extend<Given & { desk: Desk }>({
  as: ['Rina Contoh', { option: true }],
  folder: ['demo', { option: true }],
  expected: [null, { option: true }],
  desk: ({ folder }, use) => withDesk(folder, {}, use),
  page: async ({ page, desk, expected, as }, use) => {
    const { heard } = await watchPage(page)
    await catchPrints(page)
    await page.goto(desk.url)
    if (as !== null) await signIn(page, as)
    await use(page)
    const unexpected = heard.filter((text) => expected?.test(text) !== true)
    expect(unexpected, 'complaints of the browser').toEqual([])
    expect(await violations(page), 'violations of the page’s policy').toEqual([])
    const kept = await keptByPage(page)
    expect(kept).toMatchObject({ session: {}, databases: [], cookies: '', caches: [], workers: 0 })
    expect(Object.keys(kept['local'] as object).filter((key) => key !== 'loket-sehat.language')).toEqual([])
  },
})

/** Starts the real program on its own copy of a folder, and ends it. */
async function withDesk(
  folder: FolderName,
  options: { readers?: FakeReaders },
  use: (desk: Desk) => Promise<void>,
): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'loket-e2e-'))
  cpSync(join(process.env['LOKET_TEST_FOLDERS'] ?? '', folder), root, { recursive: true })
  const desk = await startDesk({ dataFolder: root, ...options })
  await use(desk)
  await desk.stop()
  rmSync(root, { recursive: true, force: true })
}

/** The same with card readers: nothing is plugged in at first. */
export const readersTest = test.extend<{ readers: FakeReaders }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs.
  readers: async ({}, use) => {
    const readers = await fakeReaders()
    await use(readers)
    await readers.stop()
  },
  desk: ({ folder, readers }, use) => withDesk(folder, { readers }, use),
})

/** Chooses the name, types the PIN, and waits until the first screen of that role stands. */
export async function signIn(page: Page, name: string, m: Messages = id): Promise<void> {
  await page.getByRole('radio', { name }).click()
  const field = page.getByLabel(m.accounts.signIn.secretOf(name))
  await field.fill(DEMO_SECRET)
  await field.press('Enter')
  await expect(operatorMenu(page, name)).toBeVisible()
  if (ENTERS.has(name)) await ready(page, m)
}

/** The name of whoever has signed in, in the top bar. */
export const operatorMenu = (page: Page, name: string): Locator =>
  page.getByRole('banner').getByRole('button', { name: within(name) })

const ENTERS: ReadonlySet<string> = new Set(['Rina Contoh', 'Sari Contoh'])

/** Waits until the desk listens for a card. */
export async function ready(page: Page, m: Messages = id): Promise<void> {
  await expect(page.getByText(m.desk.listen.ready, { exact: true })).toBeVisible()
}

/** The answer in the middle of the desk. */
export function verdict(page: Page, m: Messages = id): Locator {
  return page.getByRole('region', { name: m.verdict.headLabel, exact: true })
}

/** Waits for an answer of this kind and for its word. */
export async function expectVerdict(page: Page, kind: VerdictKind, m: Messages = id): Promise<Locator> {
  const panel = verdict(page, m)
  await expect(panel).toHaveAttribute('data-kind', kind)
  await settled(page)
  await expect(panel).toContainText(m.verdict.word[kind])
  return panel
}

/** Chooses the kind of care by its key, as soon as the person stands on the screen. */
export async function chooseCare(page: Page, care: CareKind, m: Messages = id): Promise<void> {
  const index = CareKind.options.indexOf(care)
  await verdict(page, m).waitFor()
  await page.keyboard.press(`Alt+${index + 1}`)
  await expect(page.getByRole('radiogroup', { name: m.desk.form.care }).getByRole('radio').nth(index)).toBeChecked()
  await settled(page)
}

/** Waits for the answer to a changed question: until then, what would act on the old answer is disabled. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('main').getByRole('button', { disabled: true })).toHaveCount(0)
}

/** The listening field, top left in every state. */
export const keyField = (page: Page, m: Messages = id): Locator =>
  page.getByRole('textbox', { name: m.desk.listen.field, exact: true })

/** Types as a person does: slower than any scanner. */
export async function typeSlowly(field: Locator, text: string): Promise<void> {
  await field.pressSequentially(text, { delay: 70 })
}

/** Words in any letter case, as a whole text. */
export const within = (text: string): RegExp => new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))

/** Admits in an emergency, for now, and opens the papers that are due from the list, which shows `text`. */
export async function papersDue(page: Page, text: string, m: Messages = id): Promise<Locator> {
  const { issuedProvisional, provisionalTitle, detail } = m.desk.admissions
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { name: issuedProvisional })).toBeVisible()
  await page.keyboard.press('Escape')
  await ready(page)
  await expect(page.getByRole('region', { name: provisionalTitle })).toContainText(text)
  await page.keyboard.press('F10')
  const drawer = page.getByRole('dialog', { name: detail.title })
  await drawer.getByRole('button', { name: detail.confirm }).click()
  return drawer
}
