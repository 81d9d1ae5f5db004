import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { DEMO_PEOPLE, DEMO_SEED } from '../../electron/core/demo/demo-hospital.ts'
import { demoRows } from '../../electron/core/demo/generate-roster.ts'
import { sampleCards, sampleRows } from '../../electron/core/demo/samples.ts'
import { corePid } from '../support/core-process.ts'
import { startDesk } from '../support/desk.ts'
import { approve } from '../support/approving.ts'
import { catchPrints } from '../support/page-printer.ts'
import { runLoketWith } from '../support/run-loket.ts'
import { numbersInFolder, numbersInProcess, type Findings } from '../support/plain-numbers.ts'
import { chooseCare, expectVerdict, id, keyField, ready, scan, signIn, typeSlowly } from './desk-test.ts'

/**
 * What may stand in the core's memory in clear: people who were asked about, and whoever shares a page of the roster with them in SQLite's
 * cache (2 MB a connection). Measured: see docs/benchmarks.md.
 */
const MOST_NEIGHBOURS = 5_000
/** Of a dozen people, after a day in short: some twenty each. */
const MOST_COPIES = 1_000

const everybody = new Set(
  [...demoRows({ people: DEMO_PEOPLE, seed: DEMO_SEED }), ...sampleRows()].map(({ nik }) => nik as string),
)

test('keeps numbers of persons in the encrypted databases alone, and in memory only those it needs', async ({
  page,
}) => {
  test.skip(process.platform !== 'linux', 'another process’s memory is read through /proc, which Linux alone has')
  test.setTimeout(180_000)
  const root = mkdtempSync(join(tmpdir(), 'loket-privacy-'))
  const [data, temporary] = [join(root, 'data'), join(root, 'tmp')]
  mkdirSync(temporary)
  cpSync(join(process.env['LOKET_TEST_FOLDERS'] ?? '', 'demo'), data, { recursive: true })
  const desk = await startDesk({ dataFolder: data, env: { TMPDIR: temporary } })
  try {
    await catchPrints(page)
    await page.goto(desk.url)
    const core = corePid(desk.pid)
    const before = numbersInProcess(core, everybody)
    const asked = await workThrough(page)

    // Nothing of it is in clear on the disk: databases, logs, temporary files.
    expect([...numbersInFolder(data, everybody).keys()], 'files of the data folder').toEqual([])
    expect([...numbersInFolder(temporary, everybody).keys()], 'temporary files').toEqual([])

    const after = numbersInProcess(core, everybody)
    const neighbours = [...after.keys()].filter((nik) => !asked.has(nik))
    test.info().annotations.push({ type: 'memory of the core', description: listed(before, after, asked) })
    console.log(listed(before, after, asked))
    const samples = new Set<string>(sampleRows().map(({ nik }) => nik))
    const early = [...before.keys()].filter((nik) => !samples.has(nik))
    expect(early, 'in memory before anybody was asked about, beside the sample cards of the program itself').toEqual([])
    expect(neighbours.length, 'people in memory whom nobody asked about').toBeLessThan(MOST_NEIGHBOURS)
    const copies = [...after].reduce((sum, [nik, count]) => sum + (asked.has(nik) ? count : 0), 0)
    expect(copies, 'copies of numbers that were asked about').toBeLessThan(MOST_COPIES)
    expect(await page.content()).not.toMatch(/\d{16}/)

    // The machine's own commands meanwhile, and a core that dies: what it had in memory stands in no file afterwards.
    const loket = (...words: string[]) => runLoketWith({ TMPDIR: temporary }, data, ...words)
    await loket('backup', 'create', makeFolder(root, 'backups'))
    await loket('audit', 'verify')
    process.kill(core, 'SIGSEGV')
    await expect.poll(() => corePid(desk.pid), { timeout: 30_000 }).not.toBe(core)
    await expect(page.getByRole('heading', { name: id.accounts.lock.title })).toBeVisible({ timeout: 30_000 })
    for (const folder of [data, temporary, join(root, 'backups')])
      expect([...numbersInFolder(folder, everybody).keys()]).toEqual([])
  } finally {
    await desk.stop()
    rmSync(root, { recursive: true, force: true })
  }
})

/** The usual day in short, ending with a locked screen; everybody who was asked about. */
async function workThrough(page: Page): Promise<Set<string>> {
  await signIn(page, 'Sari Contoh')
  const cards = sampleCards()
  const asked = new Set<string>()
  for (const { text } of cards) {
    await scan(page, text)
    for (const [number] of text.matchAll(/\d{16}/g)) asked.add(number)
    await page.waitForTimeout(150)
    await page.keyboard.press('Escape')
  }
  const [eligible] = cards
  if (eligible === undefined) throw new Error('no cards')
  await page.reload()
  await signIn(page, 'Sari Contoh')
  await scan(page, eligible.text)
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'eligible')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: id.desk.admissions.issuedTitle })).toBeVisible()
  await page.keyboard.press('Escape')
  await ready(page)
  await refusedPeople(page)
  await typeSlowly(keyField(page), '3275021508909910')
  await page.keyboard.press('Enter')
  await expectVerdict(page, 'not-found')
  await page.keyboard.press('Escape')
  // The family of a card shows its members.
  for (const row of sampleRows()) asked.add(row.nik)
  await page.keyboard.press('Control+l')
  await expect(page.getByText(id.desk.listen.ready, { exact: true })).toHaveCount(0)
  return asked
}

/** One is taken in for now, one all the same, as a supervisor agreed; somebody is looked for by name. */
async function refusedPeople(page: Page): Promise<void> {
  const m = id.desk
  await scan(page, cardOf('suspended'))
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'ineligible')
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { name: m.admissions.issuedProvisional })).toBeVisible()
  await page.keyboard.press('Escape')
  await ready(page)
  await scan(page, cardOf('jkn-active'))
  await chooseCare(page, 'igd')
  await expectVerdict(page, 'ineligible')
  await page.getByRole('button', { name: m.approval.ask }).click()
  await approve(page, m.approval.titles.override, 'Disetujui direktur lewat telepon')
  await expect(page.getByRole('heading', { name: m.admissions.issuedTitle })).toBeVisible()
  await page.keyboard.press('Escape')
  await ready(page)
}

function cardOf(wanted: string): string {
  return sampleCards().find((card) => card.id === wanted)?.text ?? ''
}

function makeFolder(root: string, name: string): string {
  mkdirSync(join(root, name), { recursive: true })
  return join(root, name)
}

function listed(before: Findings, after: Findings, asked: ReadonlySet<string>): string {
  const found = [...after].filter(([nik]) => asked.has(nik))
  const copies = found.reduce((sum, [, count]) => sum + count, 0)
  const neighbours = after.size - found.length
  return `numbers in the core's memory: ${before.size} before work; after it ${found.length} of ${asked.size} people asked about (${copies} copies), ${neighbours} others of ${everybody.size}`
}
