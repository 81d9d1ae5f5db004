import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { DEMO_DESK, DEMO_SEED, demoHospital } from '../../electron/core/demo/demo-hospital.ts'
import { demoRows } from '../../electron/core/demo/generate-roster.ts'
import { writeDemoRoster } from '../../electron/core/demo/write-roster-csv.ts'
import { setDesk, setHospital } from '../../electron/core/journal/change-settings.ts'
import { openCore } from '../../electron/core/open-core.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts'
import { startDesk } from '../support/desk.ts'
import { sendBurst } from '../support/scanner.ts'

const SCANS = 1_000
const BASELINES = 300
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
  const core = openCore({
    dataFolder,
    version: '0.0.0-bench',
    demo: false,
    workerUrl: new URL('../../electron/core/roster/snapshot-worker.ts', import.meta.url),
    deliver: () => Promise.resolve({ kind: 'printer' }),
  })
  try {
    const today = core.journal.now().slice(0, 10) as IsoDate
    setHospital(core.journal, demoHospital(today), 'bench')
    setDesk(core.journal, DEMO_DESK, 'bench')
    const csv = join(root, 'roster.csv')
    writeDemoRoster(csv, { people, seed: DEMO_SEED })
    const outcome = await core.importRoster(csv, { asOf: today }, () => undefined)
    if (outcome.kind !== 'done') throw new Error(`the roster was refused: ${outcome.refusal.code}`)
    rmSync(csv)
  } finally {
    core.close()
  }
}

type Launch = () => Promise<Browser>

async function benchScans(dataFolder: string, people: number, launch: Launch, print: Print): Promise<void> {
  const desk = await startDesk({ dataFolder })
  const browser = await launch()
  try {
    const page = await openDesk(browser, desk.url)
    await page.evaluate(watchPaints)
    const scans: number[] = []
    for (const nik of spread(people, SCANS + 20)) scans.push(await painted(page, nik))
    // The first few compile the page's code.
    const warm = scans.slice(20)
    await page.keyboard.press('Escape')
    const letters: number[] = []
    for (let n = 0; n < BASELINES; n += 1) letters.push(await letterPainted(page))
    const scan = quantiles(warm)
    const letter = quantiles(letters)
    print(
      `scan to painted verdict, ${count(people)} people, ${count(warm.length)} scans: p50 ${ms(scan.p50)}, p99 ${ms(scan.p99)}; one letter painted by the same page: p50 ${ms(letter.p50)}, p99 ${ms(letter.p99)}; ratio ${ratio(scan.p50, letter.p50)} (p50), ${ratio(scan.p99, letter.p99)} (p99)`,
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
    `start to ready to scan (browser shell, warm), ${count(people)} people, ${STARTS} runs: median ${ms(start.p50)}, slowest ${ms(start.p99)}; bare node and a blank page: median ${ms(blank.p50)}; ratio ${ratio(start.p50, blank.p50)}`,
  )
}

async function openDesk(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'id-ID' })
  await page.goto(url)
  await page.getByText('Siap membaca', { exact: true }).waitFor()
  return page
}

type Watched = Window & { paintOf: (nik: string) => Promise<number>; paintOfLetter: () => Promise<number> }

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
      let pressed = Number.NaN
      const key = (event: KeyboardEvent) => {
        if (event.key === 'Enter') pressed = performance.now()
      }
      addEventListener('keydown', key, { capture: true })
      const observer = new MutationObserver(() => {
        const person = document.querySelector('section[aria-labelledby="identity-name"]')?.textContent
        const family = document.querySelector('[data-person]') !== null
        if (!family && !digits(person).includes(nik)) return
        observer.disconnect()
        removeEventListener('keydown', key, { capture: true })
        void afterFrame(pressed).then(resolve)
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

async function painted(page: Page, nik: string): Promise<number> {
  const paint = page.evaluate((key) => (window as unknown as Watched).paintOf(key), nik)
  await sendBurst(page, nik)
  return paint
}

async function letterPainted(page: Page): Promise<number> {
  const paint = page.evaluate(() => (window as unknown as Watched).paintOfLetter())
  await page.keyboard.press('a')
  return paint
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
