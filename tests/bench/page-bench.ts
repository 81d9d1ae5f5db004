import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { chromium, type Browser, type Page } from '@playwright/test'
import { DEMO_OPERATORS, DEMO_SECRET, DEMO_SEED, demoHospital } from '../../electron/core/demo/demo-hospital.ts'
import { demoRows } from '../../electron/core/demo/generate-roster.ts'
import { writeDemoRoster } from '../../electron/core/demo/write-roster-csv.ts'
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts'
import { startDesk } from '../support/desk.ts'
import { signIn } from '../e2e/desk-test.ts'
import { runLoket, runLoketWith } from '../support/run-loket.ts'
import { sendBurst } from '../support/scanner.ts'

const SCANS = 1_000
/** The first ones compile the page's code. */
const WARM_UP = 20
const LOST_AFTER_MS = 5_000
const BASELINES = 200
const STARTS = 5

/**
 * Scans people of a roster of `people` at the real desk in Chromium and starts the program anew; prints each figure beside a baseline of
 * the same run: the same page painting the change of one letter in its field, and a bare Node with a Chromium that opens a blank page.
 */
export async function benchPage(people: number, print: (line: string) => void): Promise<void> {
  const found = findChromium()
  if (found.kind === 'missing') return print(`page: skipped. ${found.sentence}`)
  const root = mkdtempSync(join(tmpdir(), 'loket-page-bench-'))
  try {
    const dataFolder = join(root, 'data')
    await fill(dataFolder, root, people)
    const launch = () => chromium.launch({ executablePath: found.path, args: CHROMIUM_ARGS })
    await benchScans(dataFolder, people, launch, print)
    await benchStart(dataFolder, people, launch, print)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

async function fill(dataFolder: string, root: string, people: number): Promise<void> {
  const hospital = join(root, 'hospital.json')
  const csv = join(root, 'roster.csv')
  const today = new Date().toISOString().slice(0, 10)
  writeFileSync(hospital, JSON.stringify(demoHospital(today)))
  await runLoket(dataFolder, 'hospital', 'set', hospital)
  writeDemoRoster(csv, { people, seed: DEMO_SEED })
  await runLoket(dataFolder, 'roster', 'import', csv, '--as-of', today)
  rmSync(csv)
  for (const { name, role } of DEMO_OPERATORS)
    await runLoketWith({ LOKET_NEW_PIN: DEMO_SECRET }, dataFolder, 'operator', 'add', name, '--role', role)
}

type Launch = () => Promise<Browser>

async function benchScans(dataFolder: string, people: number, launch: Launch, print: Print): Promise<void> {
  const desk = await startDesk({ dataFolder })
  const browser = await launch()
  try {
    const page = await openDesk(browser, desk.url)
    await signIn(page, 'Rina Contoh')
    await page.evaluate(watchPaints)
    const scans: number[] = []
    let lost = 0
    for (const nik of spread(people, SCANS + WARM_UP)) {
      const took = await painted(page, nik)
      if (took === null) lost += 1
      else scans.push(took)
    }
    const warm = scans.slice(WARM_UP)
    await page.keyboard.press('Escape')
    await page.keyboard.press('F2')
    const letters: number[] = []
    for (let n = 0; n < BASELINES; n += 1) letters.push(await letterPainted(page))
    const scan = quantiles(warm)
    const letter = quantiles(letters)
    print(
      `scan to painted verdict, ${count(people)} people, ${count(warm.length)} scans, ${lost} lost: p50 ${ms(scan.p50)}, p99 ${ms(scan.p99)}; one letter painted by the same page: p50 ${ms(letter.p50)}, p99 ${ms(letter.p99)}; ratio ${ratio(scan.p50, letter.p50)} (p50), ${ratio(scan.p99, letter.p99)} (p99)`,
    )
  } finally {
    await browser.close()
    await desk.stop()
  }
}

async function benchStart(dataFolder: string, people: number, launch: Launch, print: Print): Promise<void> {
  const starts: number[] = []
  const bare: number[] = []
  for (let n = 0; n < STARTS; n += 1) {
    starts.push(
      await timed(async () => {
        const desk = await startDesk({ dataFolder })
        const browser = await launch()
        await openDesk(browser, desk.url)
        return async () => {
          await browser.close()
          await desk.stop()
        }
      }),
    )
    bare.push(
      await timed(async () => {
        spawnSync(process.execPath, ['-e', '0'])
        const browser = await launch()
        const page = await browser.newPage()
        await page.goto('about:blank')
        return () => browser.close()
      }),
    )
  }
  const start = quantiles(starts)
  const blank = quantiles(bare)
  print(
    `start to ready to sign in (browser shell, warm), ${count(people)} people, ${STARTS} runs: median ${ms(start.p50)}, slowest ${ms(start.p99)}; bare node and a blank page: median ${ms(blank.p50)}; ratio ${ratio(start.p50, blank.p50)}`,
  )
}

async function openDesk(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'id-ID' })
  // Before the page's own listeners: they keep a scanner's keys to themselves.
  await page.addInitScript(() => {
    const noted = (event: KeyboardEvent) => {
      if (event.key === 'Enter') (window as unknown as Watched).lastEnterAt = performance.now()
    }
    addEventListener('keydown', noted, { capture: true })
  })
  await page.goto(url)
  await page.getByRole('radio', { name: 'Rina Contoh' }).waitFor()
  return page
}

type Watched = Window & {
  paintOf: (nik: string) => Promise<number>
  paintOfLetter: () => Promise<number>
  awaited: Promise<number>
  lastEnterAt: number
}

/** In the page: from the last key to the frame that shows what it brought; the second animation frame comes after that frame was drawn. */
function watchPaints(): void {
  const watched = window as unknown as Watched
  const afterFrame = (since: number) =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - since)))
    })
  const digits = (text: string | null | undefined) => (text ?? '').replaceAll(/\D/g, '')
  watched.paintOf = (nik) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        const person = document.querySelector('section[aria-labelledby="identity-name"]')?.textContent
        const family = document.querySelector('[data-person]') !== null
        if (!family && !digits(person).includes(nik)) return
        observer.disconnect()
        void afterFrame(watched.lastEnterAt).then(resolve)
      })
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    })
  watched.paintOfLetter = () =>
    new Promise((resolve) => {
      addEventListener(
        'keydown',
        () => {
          const since = performance.now()
          addEventListener('input', () => void afterFrame(since).then(resolve), { once: true })
        },
        { capture: true, once: true },
      )
    })
}

/** Milliseconds; null when no answer was painted in time. */
async function painted(page: Page, nik: string): Promise<number | null> {
  await page.evaluate((key) => {
    const watched = window as unknown as Watched
    watched.awaited = watched.paintOf(key)
  }, nik)
  await sendBurst(page, nik)
  const late = setTimeout(LOST_AFTER_MS, null, { ref: false })
  return Promise.race([late, page.evaluate(() => (window as unknown as Watched).awaited)])
}

async function letterPainted(page: Page): Promise<number> {
  // Slower than any scanner, or the page would take the letters for a scan.
  await page.waitForTimeout(80)
  await page.evaluate(() => {
    const watched = window as unknown as Watched
    watched.awaited = watched.paintOfLetter()
  })
  await page.keyboard.press('a')
  return page.evaluate(() => (window as unknown as Watched).awaited)
}

/** NIKs of different people, from everywhere in the roster. */
function spread(people: number, wanted: number): string[] {
  const niks = new Set<string>()
  const step = Math.max(1, Math.floor(people / wanted) - 1)
  let at = 0
  for (const { nik } of demoRows({ people, seed: DEMO_SEED })) {
    at += 1
    if (at % step === 0 && niks.size < wanted) niks.add(nik)
  }
  return [...niks]
}

type Print = (line: string) => void

async function timed(run: () => Promise<() => Promise<unknown>>): Promise<number> {
  const startedAt = performance.now()
  const end = await run()
  const took = performance.now() - startedAt
  await end()
  return took
}

function quantiles(values: readonly number[]): { p50: number; p99: number } {
  const sorted = values.toSorted((one, two) => one - two)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99) }
}

const ms = (value: number) => `${value.toFixed(1)} ms`
const ratio = (value: number, base: number) => `${(value / base).toFixed(1)} x`
const count = (value: number) => value.toLocaleString('en-US')
