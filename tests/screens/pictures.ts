import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type Page } from '@playwright/test'
import { startDesk, type Desk } from '../support/desk.ts'
import { fakeReaders, handScanner, type FakeReaders } from '../support/fake-readers.ts'
import { fillDayAtWork } from './day-at-work.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'screens')
const CLOCK = join(import.meta.dirname, '..', 'support', 'turned-clock-process.ts')

/** For a file of pictures: a demo with a day at work in it, made once. Each picture is taken on the same day: what one test does is not there in the next. */
export function dayAtWork() {
  let root = ''
  let desk: Desk | null = null
  let readers: FakeReaders | null = null
  test.beforeAll(async () => {
    test.setTimeout(180_000)
    root = mkdtempSync(join(tmpdir(), 'loket-screens-'))
    mkdirSync(FOLDER, { recursive: true })
    await fillDayAtWork(join(root, 'data'))
  })
  test.afterEach(async () => {
    await desk?.stop()
    desk = null
    await readers?.stop()
    readers = null
  })
  test.afterAll(() => rmSync(root, { recursive: true, force: true }))
  test.use({ viewport: { width: 1366, height: 768 }, contextOptions: { reducedMotion: 'reduce' } })
  return {
    /** Starts the real program with its clock at `now`; its address. */
    async start(now: string): Promise<string> {
      const copy = mkdtempSync(join(root, 'copy-'))
      cpSync(join(root, 'data'), copy, { recursive: true })
      const env = { NODE_OPTIONS: `--import=${CLOCK}`, LOKET_CLOCK_AT: now }
      desk = await startDesk({ dataFolder: copy, env })
      return desk.url
    },
    /** The same with a scanner that reads and one that the system keeps from the program. */
    async startWithReaders(now: string): Promise<string> {
      const copy = mkdtempSync(join(root, 'copy-'))
      cpSync(join(root, 'data'), copy, { recursive: true })
      readers = await fakeReaders()
      await readers.plug({ ...handScanner, vendorId: 0x05f9, manufacturer: 'Datalogic', product: 'Gryphon GD4500' })
      const kept = { ...handScanner, path: '/dev/hidraw1', vendorId: 0x0c2e, productId: 0x0b01 }
      await readers.answerOpen(kept.path, 'no-permission')
      await readers.plug({ ...kept, manufacturer: 'Honeywell', product: 'Xenon 1950g' })
      const env = { NODE_OPTIONS: `--import=${CLOCK}`, LOKET_CLOCK_AT: now }
      desk = await startDesk({ dataFolder: copy, env, readers })
      return desk.url
    },
    async scanCard(text: string): Promise<void> {
      await readers?.scan(handScanner.path, text, ']Q1')
    },
    /** On a folder that nobody has used. */
    async startUnused(): Promise<string> {
      desk = await startDesk({ dataFolder: mkdtempSync(join(root, 'unused-')) })
      return desk.url
    },
    folder: (name: string): string => mkdtempSync(join(root, `${name}-`)),
    /** A printed page as a picture; needs pdftoppm. */
    paper(name: string, pdf: Uint8Array): void {
      const file = join(root, `${name}.pdf`)
      writeFileSync(file, pdf)
      execFileSync('pdftoppm', ['-r', '110', '-png', '-singlefile', file, join(FOLDER, name)])
    },
  }
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(FOLDER, `${name}.png`), caret: 'initial' })
}
